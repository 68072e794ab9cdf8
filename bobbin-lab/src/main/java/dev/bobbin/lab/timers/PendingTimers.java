package dev.bobbin.lab.timers;

import dev.bobbin.lab.trial.ChildReport;
import dev.bobbin.lab.trial.WrongAnswer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Sets timers, cancels most, and sees how late the others fire; prints what {@code ChildWork} reads. */
public final class PendingTimers {
    private static final int WARMUPS = 2;
    private static final int FAILED = 1;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LEAST_LEAD = TimeUnit.SECONDS.toNanos(1);

    private PendingTimers() {}

    /** @param args subject, number of timers, seconds from the first that is set to the first deadline */
    public static void main(String[] args) throws Exception {
        Alarms alarms = alarms(args[0]);
        int timers = Integer.parseInt(args[1]);
        long lead = TimeUnit.SECONDS.toNanos(Integer.parseInt(args[2]));
        try {
            for (int i = 0; i < WARMUPS; i++) {
                measure(alarms, new Deadlines(timers / 10, Math.max(lead / 2, LEAST_LEAD), lead / 12));
            }
            System.gc();
            Deadlines deadlines = new Deadlines(timers, lead, lead / 3);
            double nanos = measure(alarms, deadlines);
            ChildReport.figure("ns/op", nanos);
            deadlines.report();
        } catch (WrongAnswer e) {
            ChildReport.wrong(e);
        }
        System.exit(0);
    }

    private static Alarms alarms(String subject) {
        return switch (subject) {
            case "java-threads" -> new PoolAlarms();
            case "virtual-threads" -> new ThreadAlarms();
            case "kotlin" -> new KotlinAlarms();
            default -> new TaskAlarms();
        };
    }

    /** Nanoseconds per timer to set them all and cancel most. */
    private static double measure(Alarms alarms, Deadlines deadlines) throws Exception {
        int[] cancelled = deadlines.timers(false);
        int[] kept = deadlines.timers(true);
        AtomicBoolean set = new AtomicBoolean();
        AtomicBoolean fired = new AtomicBoolean();
        watch(deadlines, set, fired);
        long start = System.nanoTime();
        alarms.set(deadlines);
        requireInTime(deadlines);
        try {
            alarms.cancel(cancelled);
        } catch (WrongAnswer e) {
            requireInTime(deadlines); // what has fired meanwhile could not be cancelled
            throw e;
        }
        long nanos = System.nanoTime() - start;
        set.set(true);
        requireInTime(deadlines);
        alarms.awaitUnderLoad(kept);
        fired.set(true);
        deadlines.check();
        return nanos / (double) deadlines.count();
    }

    /** Whoever is too slow is known to be so at the first deadline, or a minute after the last: to await it would take a quarter of an hour. */
    private static void watch(Deadlines deadlines, AtomicBoolean set, AtomicBoolean fired) {
        Thread watch = new Thread(() -> {
            while (!set.get()) {
                LockSupport.parkNanos(POLL_NANOS);
                if (!set.get()) {
                    requireInTime(deadlines);
                }
            }
            while (!fired.get()) {
                LockSupport.parkNanos(POLL_NANOS);
                if (!fired.get() && deadlines.isLongOver()) {
                    fail("not all timers have fired a minute after the last deadline");
                }
            }
        });
        watch.setDaemon(true);
        watch.start();
    }

    private static void requireInTime(Deadlines deadlines) {
        if (deadlines.hasBegun()) {
            fail("too slow, or the machine too busy: not all timers that were to be cancelled were set and cancelled"
                    + " before the first deadline");
        }
    }

    /** At once: nothing that is under way would end soon. */
    private static void fail(String why) {
        System.err.println(why);
        Runtime.getRuntime().halt(FAILED);
    }
}
