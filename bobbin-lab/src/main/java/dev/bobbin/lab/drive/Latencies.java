package dev.bobbin.lab.drive;

import java.util.Arrays;

/** Nanoseconds, as many as come. Confined to one thread. */
public final class Latencies {
    private long[] nanos = new long[1 << 16];
    private int count;

    public void add(long latency) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = latency;
    }

    public int count() {
        return count;
    }

    /** In microseconds. */
    public double quantile(double quantile) {
        Arrays.sort(nanos, 0, count);
        return nanos[(int) Math.ceil(quantile * count) - 1] / 1e3;
    }
}
