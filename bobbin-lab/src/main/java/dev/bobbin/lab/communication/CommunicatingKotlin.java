package dev.bobbin.lab.communication;

import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The operations of {@link CommunicatingTasks} between Kotlin's coroutines. */
@State(Scope.Thread)
public class CommunicatingKotlin {
    @Param({"channel", "select", "mutex", "fanout"})
    public String program = "channel";

    @Param({"single", "workers"})
    public String scheduler = "single";

    @Setup
    @TearDown
    public void check() {
        run(1000);
    }

    @Benchmark
    @OperationsPerInvocation(CommunicatingTasks.OPERATIONS)
    public void operations() {
        run(CommunicatingTasks.OPERATIONS);
    }

    private void run(int n) {
        Answer.check(program, n, KotlinPrograms.run(scheduler, program, n));
    }
}
