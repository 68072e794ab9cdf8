package dev.bobbin.compiler.fuzz;

/** The compiler's refusal of a coroutine whose code would pass 64 KB: a limit of the JVM's, and no mistake. */
final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLarge(String message) {
        super(message);
    }
}
