package dev.bobbin.lab.parked;

import dev.bobbin.Scheduler;
import dev.bobbin.lab.trial.ChildReport;
import dev.bobbin.lab.trial.WrongAnswer;
import org.openjdk.jol.info.ClassLayout;

/** Counts the heap of waiting tasks in this JVM; prints what {@code ChildWork} reads. */
public final class ParkedTasks {
    private static final int WARMUP = 10_000;

    private ParkedTasks() {}

    /** @param args shape, number of tasks */
    public static void main(String[] args) {
        Shape shape = Shape.valueOf(args[0]);
        int tasks = Integer.parseInt(args[1]);
        Scheduler scheduler = Scheduler.single();
        try {
            deliver(scheduler, shape, WARMUP);
            cancel(scheduler, shape, WARMUP);
            scheduler.deadlocks(); // whose classes are not to be loaded between the counts
            Crowd crowd = deliver(scheduler, shape, tasks);
            report(crowd, tasks);
            cancel(scheduler, shape, tasks);
        } catch (WrongAnswer e) {
            ChildReport.wrong(e);
        }
    }

    private static Crowd deliver(Scheduler scheduler, Shape shape, int tasks) {
        Crowd crowd = new Crowd(shape, tasks);
        scheduler.run(() -> Crowd.deliver(crowd));
        return crowd;
    }

    private static void cancel(Scheduler scheduler, Shape shape, int tasks) {
        Crowd crowd = new Crowd(shape, tasks);
        scheduler.run(() -> Crowd.cancel(crowd));
    }

    private static void report(Crowd crowd, int tasks) {
        crowd.after().reportSince(crowd.before(), tasks);
        ClassLayout.parseInstance(crowd.anyTask()).toPrintable().lines().forEach(ChildReport::note);
    }
}
