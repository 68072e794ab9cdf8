package dev.bobbin.lab.generator;

import dev.bobbin.lab.trial.Answer;
import java.util.function.LongSupplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** As {@link Counting}, with the loop that the language has for it, over a sequence that is there: it makes its iterator itself. An operation is an element. */
@State(Scope.Thread)
public class Looping {
    private static final int CHECKED = 2000;

    @Param({"BOBBIN", "PLAIN", "KOTLIN"})
    public Maker maker = Maker.BOBBIN;

    private LongSupplier summing = () -> 0;
    private long expectedSum;

    @Setup
    @TearDown
    public void check() {
        Answer.check("sum of few", sum(CHECKED), maker.summing(CHECKED).getAsLong());
        expectedSum = sum(Counting.ELEMENTS);
        summing = maker.summing(Counting.ELEMENTS);
        loop();
        loop(); // over the same sequence
    }

    private static long sum(int end) {
        long sum = 0;
        for (int i = 0; i < end; i++) {
            sum += Numbers.at(i);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(Counting.ELEMENTS)
    public long loop() {
        long sum = summing.getAsLong();
        Answer.check("sum", expectedSum, sum);
        return sum;
    }
}
