package dev.bobbin.lab.advise;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * How much is alive in a program's heap at most: a thread of its own collects all garbage, over and over, and takes what the
 * collector itself says was left. Each reading is exact for its moment; the peak may lie between two. The thread rests as long
 * as it has worked, so the program gets to run, if more slowly.
 *
 * <p>For the serial collector, whose full collections are all by one bean.
 */
final class LiveHeap implements Meter {
    private static final String FULL = "MarkSweepCompact";
    private static final long SHORTEST_REST = TimeUnit.MILLISECONDS.toNanos(1);

    private final GarbageCollectorMXBean full =
            ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
                    .filter(bean -> bean.getName().equals(FULL))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("this JVM has another collector than the serial one"));

    private final Set<String> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toUnmodifiableSet());

    private long before;
    private long most;

    @Override
    public void begin() {
        before = collected();
        most = before;
        Thread collecting = new Thread(this::collectOverAndOver, "lab-live-heap");
        collecting.setDaemon(true);
        collecting.start();
    }

    @Override
    public void mainEnded() {
        read(); // however short the program was, there is this one
    }

    @Override
    public Map<Measure, Double> end() {
        read();
        synchronized (this) {
            return Map.of(Measure.LIVE, (double) (most - before));
        }
    }

    private void collectOverAndOver() {
        while (true) {
            long began = System.nanoTime();
            read();
            LockSupport.parkNanos(Math.max(SHORTEST_REST, System.nanoTime() - began));
        }
    }

    private synchronized void read() {
        most = Math.max(most, collected());
    }

    private long collected() {
        System.gc();
        GcInfo last = full.getLastGcInfo();
        Map<String, MemoryUsage> after = last.getMemoryUsageAfterGc();
        return heap.stream()
                .mapToLong(pool -> Objects.requireNonNull(after.get(pool), pool).getUsed())
                .sum();
    }
}
