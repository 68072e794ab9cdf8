package dev.bobbin.lab.parked;

import dev.bobbin.Scheduler;
import dev.bobbin.lab.trial.ChildReport;
import dev.bobbin.lab.trial.WrongAnswer;
import org.openjdk.jol.info.ClassLayout;

/** Counts the heap of waiting tasks in this JVM; prints what {@code ChildWork} reads. */
public final class ParkedTasks {
    private static final int WARMUP = 10_000;

    private ParkedTasks() {}

    /** @param args depth of the call chain (1, 3 or 10), number of tasks */
    public static void main(String[] args) {
        int depth = Integer.parseInt(args[0]);
        int tasks = Integer.parseInt(args[1]);
        Scheduler scheduler = Scheduler.single();
        try {
            deliver(scheduler, depth, WARMUP);
            cancel(scheduler, depth, WARMUP);
            scheduler.deadlocks(); // whose classes are not to be loaded between the counts
            Crowd crowd = deliver(scheduler, depth, tasks);
            report(crowd, tasks);
            cancel(scheduler, depth, tasks);
        } catch (WrongAnswer e) {
            ChildReport.wrong(e);
        }
    }

    private static Crowd deliver(Scheduler scheduler, int depth, int tasks) {
        Crowd crowd = new Crowd(depth, tasks);
        scheduler.run(() -> Crowd.deliver(crowd));
        return crowd;
    }

    private static void cancel(Scheduler scheduler, int depth, int tasks) {
        Crowd crowd = new Crowd(depth, tasks);
        scheduler.run(() -> Crowd.cancel(crowd));
    }

    private static void report(Crowd crowd, int tasks) {
        crowd.after().reportSince(crowd.before(), tasks);
        ClassLayout.parseInstance(crowd.anyTask()).toPrintable().lines().forEach(ChildReport::note);
    }
}
