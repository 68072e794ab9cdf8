package dev.bobbin.spi;

/** {@link System#nanoTime}, counted from the start of the program: it does not overflow for 292 years. */
final class RealTime {
    private static final long ORIGIN = System.nanoTime();

    private RealTime() {}

    static long nanoTime() {
        return System.nanoTime() - ORIGIN;
    }
}
