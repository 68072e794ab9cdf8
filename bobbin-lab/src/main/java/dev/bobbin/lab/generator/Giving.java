package dev.bobbin.lab.generator;

import dev.bobbin.lab.trial.Answer;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** As {@link Counting}, without a loop: an action is given all elements. An operation is an element. */
@State(Scope.Thread)
public class Giving {
    private static final int CHECKED = 2000;

    @Param({"BOBBIN", "PLAIN", "KOTLIN"})
    public Maker maker = Maker.BOBBIN;

    private long expectedSum;

    @Setup
    @TearDown
    public void check() {
        long[] found = new long[2];
        maker.giving(CHECKED).accept(element -> {
            found[0]++;
            found[1] = 31 * found[1] + element;
        });
        long expected = 0;
        for (int i = 0; i < CHECKED; i++) {
            expected = 31 * expected + Numbers.at(i);
        }
        Answer.check("elements", CHECKED, found[0]);
        Answer.check("elements in order", expected, found[1]);
        expectedSum = 0;
        for (int i = 0; i < Counting.ELEMENTS; i++) {
            expectedSum += Numbers.at(i);
        }
        give();
    }

    @Benchmark
    @OperationsPerInvocation(Counting.ELEMENTS)
    public long give() {
        long sum = sum(maker.giving(Counting.ELEMENTS));
        Answer.check("sum", expectedSum, sum);
        return sum;
    }

    /** Apart from where it was made, as the loop of {@link Counting} is. */
    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static long sum(Consumer<Consumer<Integer>> giving) {
        long[] sum = {0};
        giving.accept(element -> sum[0] += element);
        return sum[0];
    }
}
