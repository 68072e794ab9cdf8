package dev.bobbin.runtime;

import java.nio.channels.ClosedChannelException;

/** The JDK's {@link ClosedChannelException} with a message, which says what is closed. */
public final class ClosedException extends ClosedChannelException {
    private static final long serialVersionUID = 1L;

    private final String message;

    /** @param message for people, as of any exception */
    public ClosedException(String message) {
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
