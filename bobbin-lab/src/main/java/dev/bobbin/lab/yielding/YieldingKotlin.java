package dev.bobbin.lab.yielding;

import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The yields of {@link YieldingTasks} by Kotlin's coroutines. */
@State(Scope.Thread)
public class YieldingKotlin {
    @Param({"1", "2", "1000"})
    public int tasks = 1;

    @Param({"single", "workers"})
    public String scheduler = "single";

    @Setup
    @TearDown
    public void check() {
        yieldAll(10);
    }

    @Benchmark
    @OperationsPerInvocation(YieldingTasks.YIELDS)
    public void yields() {
        yieldAll(YieldingTasks.YIELDS / tasks);
    }

    private void yieldAll(int each) {
        Answer.check("yields", tasks * each, KotlinYields.all(scheduler, tasks, each));
    }
}
