package dev.bobbin;

/** Lets a checked exception pass where the compiler expects none: a failure reaches its awaiter as the same object. */
final class Rethrow {
    private Rethrow() {}

    /** Never returns; the return type lets callers write {@code throw Rethrow.asIs(t)}. */
    static RuntimeException asIs(Throwable t) {
        return Rethrow.<RuntimeException>unchecked(t);
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException unchecked(Throwable t) throws X {
        throw (X) t;
    }
}
