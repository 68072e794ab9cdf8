package dev.bobbin.compiler.read;

/** The bytes are not a class file that can be read. */
public final class CorruptClassException extends Exception {
    private static final long serialVersionUID = 1;

    CorruptClassException(String message, Throwable cause) {
        super(message, cause);
    }
}
