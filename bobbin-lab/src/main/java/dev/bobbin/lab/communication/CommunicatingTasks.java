package dev.bobbin.lab.communication;

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

/** An operation is an element that was received, or a lock that was taken and given back. */
@State(Scope.Thread)
public class CommunicatingTasks {
    static final int OPERATIONS = 100_000;

    @Param({"channel", "select", "mutex", "fanout"})
    public String program = "channel";

    @Param({"single", "workers"})
    public String scheduler = "single";

    private Scheduler running;

    /** Nothing is started before {@link #check}. */
    @SuppressWarnings("NullAway.Init")
    public CommunicatingTasks() {}

    @Setup
    public void check() {
        running = Schedulers.of(scheduler);
        run(1000);
    }

    @Benchmark
    @OperationsPerInvocation(OPERATIONS)
    public void operations() {
        run(OPERATIONS);
    }

    @TearDown
    public void end() {
        run(1000);
        running.close();
    }

    private void run(int n) {
        long sum = running.run(() -> Programs.of(program, n));
        Answer.check(program, n, sum);
    }
}
