package dev.bobbin.lab.spawn;

import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The tasks of {@link SpawnedTasks} as Kotlin's coroutines. */
@State(Scope.Thread)
public class SpawnedKotlin {
    @Param({"1", "1000"})
    public int scopes = 1;

    @Param({"single", "workers"})
    public String scheduler = "single";

    @Setup
    @TearDown
    public void check() {
        spawn(3, 1000);
    }

    @Benchmark
    @OperationsPerInvocation(SpawnedTasks.TASKS)
    public void tasks() {
        spawn(scopes, SpawnedTasks.TASKS / scopes);
    }

    private void spawn(int many, int children) {
        Answer.check(
                "sum of answers", many * Children.expected(children), KotlinChildren.scopes(scheduler, many, children));
    }
}
