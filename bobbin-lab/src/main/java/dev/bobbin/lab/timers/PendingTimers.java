package dev.bobbin.lab.timers;

import dev.bobbin.lab.trial.ChildReport;
import dev.bobbin.lab.trial.WrongAnswer;
import java.util.concurrent.TimeUnit;

/** Sets timers, cancels most, and sees how late the others fire; prints what {@code ChildWork} reads. */
public final class PendingTimers {
    private static final int WARMUPS = 2;
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
            default -> new TaskAlarms();
        };
    }

    /** Nanoseconds per timer to set them all and cancel most. */
    private static double measure(Alarms alarms, Deadlines deadlines) throws Exception {
        int[] cancelled = deadlines.timers(false);
        int[] kept = deadlines.timers(true);
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
        requireInTime(deadlines);
        alarms.awaitUnderLoad(kept);
        deadlines.check();
        return nanos / (double) deadlines.count();
    }

    private static void requireInTime(Deadlines deadlines) {
        if (deadlines.hasBegun()) {
            throw new IllegalStateException(
                    "too slow, or the machine too busy: not all timers that were to be cancelled"
                            + " were set and cancelled before the first deadline");
        }
    }
}
