package dev.bobbin.lab.trial;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Very fast, and wrong. */
@State(Scope.Thread)
public class LyingBenchmark {
    @Param({"before", "after", "never"})
    public String wrong = "never";

    @Setup
    public void before() {
        Answer.check("first answer", 42, wrong.equals("before") ? 41 : 42);
    }

    @Benchmark
    public int nothing() {
        return 0;
    }

    @TearDown
    public void after() {
        Answer.check("last answer", 42, wrong.equals("after") ? 41 : 42);
    }
}
