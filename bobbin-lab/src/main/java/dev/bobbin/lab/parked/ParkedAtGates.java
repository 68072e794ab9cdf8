package dev.bobbin.lab.parked;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Latch;
import dev.bobbin.Scheduler;
import dev.bobbin.Scope;
import dev.bobbin.lab.heap.Heap;
import dev.bobbin.lab.trial.Answer;
import dev.bobbin.lab.trial.ChildReport;
import dev.bobbin.lab.trial.WrongAnswer;
import java.util.ArrayList;
import java.util.List;

/**
 * More waiting tasks than there is room for promises: many wait for one latch, and nobody but their scope has them. Counts their heap in
 * this JVM; prints what {@code ChildWork} reads.
 *
 * <p>The latches are opened one after the other, so that the queue of those that are woken stays short.
 */
public final class ParkedAtGates {
    private static final int WARMUP = 10_000;
    private static final int AT_A_GATE = 1000;

    private final Scheduler scheduler;
    private final int tasks;
    private final List<Latch> gates = new ArrayList<>();
    private long sum;

    private ParkedAtGates(Scheduler scheduler, int tasks) {
        this.scheduler = scheduler;
        this.tasks = tasks;
        for (int i = 0; i < tasks / AT_A_GATE; i++) {
            gates.add(Latch.of(1));
        }
    }

    /** @param args number of tasks, a multiple of 1,000 */
    public static void main(String[] args) {
        Scheduler scheduler = Scheduler.single();
        try {
            ParkedAtGates few = new ParkedAtGates(scheduler, WARMUP);
            scheduler.run(few::all);
            scheduler.deadlocks(); // whose classes are not to be loaded between the counts
            int tasks = Integer.parseInt(args[0]);
            ParkedAtGates many = new ParkedAtGates(scheduler, tasks);
            Heap[] counts = scheduler.run(many::all);
            counts[1].reportSince(counts[0], tasks);
        } catch (WrongAnswer e) {
            ChildReport.wrong(e);
        }
    }

    /** The heap before and while all wait. */
    private Async<Heap[]> all() {
        Heap before = Heap.now();
        Heap after;
        try (var scope = Scope.open()) {
            for (int i = 0; i < tasks; i++) {
                scope.spawn(at(gates.get(i / AT_A_GATE), i));
                if (i % AT_A_GATE == AT_A_GATE - 1) {
                    Bobbin.yieldNow().await();
                }
            }
            Answer.check("tasks that wait", tasks, scheduler.ledger().parked());
            after = Heap.now();
            for (Latch gate : gates) {
                gate.countDown();
                Bobbin.yieldNow().await();
            }
            scope.join().await();
        }
        Answer.check("sum of the tasks' numbers", (long) tasks * (tasks - 1) / 2, sum);
        return done(new Heap[] {before, after});
    }

    private Async<Void> at(Latch gate, int number) {
        gate.opened().await();
        sum += number;
        return done();
    }
}
