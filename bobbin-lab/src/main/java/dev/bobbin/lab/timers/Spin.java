package dev.bobbin.lab.timers;

import java.util.concurrent.TimeUnit;

/** A short task's work. */
final class Spin {
    /** So many tasks at a time: two for each processor, so that one waits while another runs. */
    static final int TASKS = 2 * Runtime.getRuntime().availableProcessors();

    private static final long NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    private Spin() {}

    static void once() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < NANOS) {
            Thread.onSpinWait();
        }
    }
}
