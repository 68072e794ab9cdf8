package dev.bobbin.agent;

import org.jspecify.annotations.Nullable;

/** A class that is not to be loaded, with the whole text that the user is to read. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String text, @Nullable Throwable cause) {
        super(text, cause, false, false);
    }
}
