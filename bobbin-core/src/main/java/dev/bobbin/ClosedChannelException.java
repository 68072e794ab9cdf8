package dev.bobbin;

import org.jspecify.annotations.Nullable;

/** A channel was closed: nothing can be sent any more, or nothing is left to be received. Its cause is the one given to {@link Channel#close(Throwable)}. */
public final class ClosedChannelException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    ClosedChannelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
