package dev.bobbin.lab.yielding;

import dev.bobbin.Scheduler;
import dev.bobbin.lab.drive.Schedulers;
import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An operation is one yield of one task; an invocation makes a million, spread over all tasks, and counts them. */
@State(Scope.Thread)
public class YieldingTasks {
    static final int YIELDS = 1_000_000;

    @Param({"1", "2", "1000"})
    public int tasks = 1;

    @Param({"single", "workers"})
    public String scheduler = "single";

    private Scheduler running;

    /** Nothing is started before {@link #check}. */
    @SuppressWarnings("NullAway.Init")
    public YieldingTasks() {}

    @Setup
    public void check() {
        running = Schedulers.of(scheduler);
        yieldAll(10);
    }

    @Benchmark
    @OperationsPerInvocation(YIELDS)
    public void yields() {
        yieldAll(YIELDS / tasks);
    }

    @TearDown
    public void end() {
        yieldAll(10);
        running.close();
    }

    private void yieldAll(int each) {
        int yields = running.run(() -> Yields.all(tasks, each));
        Answer.check("yields", tasks * each, yields);
    }
}
