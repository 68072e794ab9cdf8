package dev.bobbin.lab.generator;

import dev.bobbin.lab.trial.Answer;
import java.util.Iterator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An operation is an element. */
@State(Scope.Thread)
public class Counting {
    static final int ELEMENTS = 1_000_000;
    private static final int CHECKED = 2000;

    @Param({"BOBBIN", "PLAIN", "KOTLIN"})
    public Maker maker = Maker.BOBBIN;

    @Param({"BOXED", "OBJECTS", "AHEAD"})
    public Elements elements = Elements.BOXED;

    private long expectedSum;

    @Setup
    @TearDown
    public void check() {
        long hash = 0;
        long expected = 0;
        int n = 0;
        for (Iterator<Integer> it = maker.first(elements, CHECKED); it.hasNext(); n++) {
            hash = 31 * hash + it.next();
            expected = 31 * expected + elements.at(n);
        }
        Answer.check("elements", CHECKED, n);
        Answer.check("elements in order", expected, hash);
        expectedSum = 0;
        for (int i = 0; i < ELEMENTS; i++) {
            expectedSum += elements.at(i);
        }
        count();
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public long count() {
        long sum = sum(maker.first(elements, ELEMENTS));
        Answer.check("sum", expectedSum, sum);
        return sum;
    }

    /** Apart from where the iterator was made, so that the VM makes an object of each subject's. */
    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static long sum(Iterator<Integer> elements) {
        long sum = 0;
        while (elements.hasNext()) {
            sum += elements.next();
        }
        return sum;
    }
}
