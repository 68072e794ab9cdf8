package dev.bobbin.lab.advise;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a program took: time, processor time, memory. It does nothing while the program runs. */
final class Spent implements Meter {
    /** The feature version whose VM counts what threads allocated that have ended, too. */
    private static final int COUNTS_ALL_THREADS = 21;

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long began;
    private long cpuBefore;
    private long allocatedBefore;
    private long endedBefore;

    /** Written by the main thread before it ends, read by the one that ends the JVM after that, or never written. */
    private volatile long allocatedByMain;

    private volatile int mainThreads;

    @Override
    public void begin() {
        endedBefore = ended();
        allocatedBefore = allocated();
        cpuBefore = system.getProcessCpuTime();
        began = System.nanoTime();
    }

    /** The thread of {@code main} is gone before the JVM ends; older VMs then forget what it allocated. */
    @Override
    public void mainEnded() {
        allocatedByMain = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        mainThreads = 1;
    }

    @Override
    public Map<Measure, Double> end() {
        long time = System.nanoTime() - began;
        long cpu = system.getProcessCpuTime() - cpuBefore;
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        values.put(Measure.TIME, millis(time));
        values.put(Measure.CPU, millis(cpu));
        if (countsAllThreads()) {
            values.put(Measure.ALLOCATED, (double) (allocated() - allocatedBefore));
        } else if (ended() - endedBefore == mainThreads) {
            values.put(Measure.ALLOCATED, (double) (allocated() + allocatedByMain - allocatedBefore));
        }
        putResident(values);
        return values;
    }

    private static boolean countsAllThreads() {
        return Runtime.version().feature() >= COUNTS_ALL_THREADS;
    }

    private long ended() {
        return threads.getTotalStartedThreadCount() - threads.getThreadCount();
    }

    private long allocated() {
        if (countsAllThreads()) {
            return ofAllThreads();
        }
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes); // -1: the thread has ended since it was listed
        }
        return sum;
    }

    /** By reflection, as JDK 17 does not have it. */
    private long ofAllThreads() {
        try {
            return (long)
                    ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes").invoke(threads);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this VM does not count what threads allocate", e);
        }
    }

    /** Where the system says it: Linux. */
    private static void putResident(Map<Measure, Double> values) {
        if (!Files.isReadable(STATUS)) {
            return;
        }
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(PEAK)) {
                    String kibibytes =
                            line.substring(PEAK.length()).replace("kB", "").strip();
                    values.put(Measure.RESIDENT, Long.parseLong(kibibytes) * 1024.0);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(STATUS + " cannot be read", e);
        }
    }

    private static double millis(long nanos) {
        return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
