package dev.bobbin.netty;

/** Throws anything as it is: it reaches the awaiter as the same object. */
final class Rethrow {
    private Rethrow() {}

    static RuntimeException asIs(Throwable failure) {
        throw Rethrow.<RuntimeException>unchecked(failure);
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X unchecked(Throwable failure) throws X {
        throw (X) failure;
    }
}
