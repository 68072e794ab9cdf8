package dev.bobbin.abi;

/** A scope was closed while children ran and nobody had joined them. */
public final class NotJoinedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    public NotJoinedException(String message) {
        super(message);
    }
}
