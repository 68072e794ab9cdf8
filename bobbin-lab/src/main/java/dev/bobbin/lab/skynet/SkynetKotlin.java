package dev.bobbin.lab.skynet;

import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The tree of {@link SkynetTasks} by Kotlin's coroutines. */
@State(Scope.Thread)
public class SkynetKotlin {
    @Param({"1000000"})
    public int leaves = 1_000_000;

    @Param({"single", "workers"})
    public String scheduler = "single";

    @Setup
    public void check() {
        run(1000);
    }

    @Benchmark
    public void tree() {
        run(leaves);
    }

    private void run(int n) {
        Answer.check("leaves", Tree.expected(n), KotlinTree.run(scheduler, n));
    }
}
