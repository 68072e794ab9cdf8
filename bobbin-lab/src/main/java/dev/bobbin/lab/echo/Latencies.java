package dev.bobbin.lab.echo;

import java.util.Arrays;

/** Nanoseconds, as many as come. Confined to one thread. */
final class Latencies {
    private long[] nanos = new long[1 << 16];
    private int count;

    void add(long latency) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = latency;
    }

    int count() {
        return count;
    }

    /** In microseconds. */
    double quantile(double quantile) {
        Arrays.sort(nanos, 0, count);
        return nanos[(int) Math.ceil(quantile * count) - 1] / 1e3;
    }
}
