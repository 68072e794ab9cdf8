package dev.bobbin.compiler.read;

import org.jspecify.annotations.Nullable;

/** The bytes are not a class file that can be read. */
public final class CorruptClassException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String className;
    private final String reason;

    CorruptClassException(String className, String reason, @Nullable Throwable cause) {
        super(className + ": " + reason, cause);
        this.className = className;
        this.reason = reason;
    }

    /** The internal name by which the class was asked for. */
    public String className() {
        return className;
    }

    public String reason() {
        return reason;
    }
}
