package dev.bobbin.lab.sleeping;

import dev.bobbin.Scheduler;
import dev.bobbin.lab.trial.ChildReport;
import dev.bobbin.lab.trial.WrongAnswer;
import org.openjdk.jol.info.ClassLayout;

/** Counts the heap of sleeping tasks in this JVM; prints what {@code ChildWork} reads. */
public final class SleepingTasks {
    private static final int WARMUP = 10_000;

    private SleepingTasks() {}

    /** @param args number of tasks */
    public static void main(String[] args) {
        int tasks = Integer.parseInt(args[0]);
        try {
            wake();
            count(WARMUP);
            Sleepers sleepers = count(tasks);
            sleepers.after().reportSince(sleepers.before(), tasks);
            ClassLayout.parseInstance(sleepers.anyTask()).toPrintable().lines().forEach(ChildReport::note);
            wake();
        } catch (WrongAnswer e) {
            ChildReport.wrong(e);
        }
    }

    private static void wake() {
        Scheduler scheduler = Scheduler.single();
        Sleepers sleepers = new Sleepers(WARMUP, scheduler);
        scheduler.run(sleepers::wake);
        scheduler.deadlocks(); // whose classes are not to be loaded between the counts
    }

    /** On a scheduler of its own: how much room its timers' array has to spare then depends on nothing that was before. */
    private static Sleepers count(int tasks) {
        Scheduler scheduler = Scheduler.single();
        Sleepers sleepers = new Sleepers(tasks, scheduler);
        scheduler.run(sleepers::count);
        return sleepers;
    }
}
