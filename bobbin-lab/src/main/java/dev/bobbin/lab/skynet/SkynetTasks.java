package dev.bobbin.lab.skynet;

import dev.bobbin.Scheduler;
import dev.bobbin.lab.drive.Schedulers;
import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An operation is the whole tree. */
@State(Scope.Thread)
public class SkynetTasks {
    @Param({"1000000"})
    public int leaves = 1_000_000;

    @Param({"single", "workers"})
    public String scheduler = "single";

    private Scheduler running;

    /** Nothing is started before {@link #check}. */
    @SuppressWarnings("NullAway.Init")
    public SkynetTasks() {}

    @Setup
    public void check() {
        running = Schedulers.of(scheduler);
        run(1000);
    }

    @Benchmark
    public void tree() {
        run(leaves);
    }

    @TearDown
    public void end() {
        running.close();
    }

    private void run(int n) {
        long sum = running.run(() -> Tree.sum(0, n));
        Answer.check("leaves", Tree.expected(n), sum);
    }
}
