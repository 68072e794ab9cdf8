package dev.bobbin;

/**
 * Thrown at a suspension point of a coroutine that was cancelled. An {@link Error}, so that {@code catch (Exception e)}
 * does not swallow it. Whoever awaits a cancelled task gets a {@link java.util.concurrent.CancellationException} instead.
 */
public final class Cancelled extends Error {
    private static final long serialVersionUID = 1;

    Cancelled(String message) {
        super(message);
    }
}
