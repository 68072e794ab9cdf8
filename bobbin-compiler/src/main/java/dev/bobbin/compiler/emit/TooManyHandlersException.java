package dev.bobbin.compiler.emit;

/** An emitted method has more exception handlers than the JVM allows: each await has some in each try around it. */
public final class TooManyHandlersException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String method;
    private final int handlers;

    TooManyHandlersException(String method, int handlers) {
        super(method + ": " + handlers + " exception handlers");
        this.method = method;
        this.handlers = handlers;
    }

    public String method() {
        return method;
    }

    public int handlers() {
        return handlers;
    }
}
