package dev.bobbin.lab.loop;

import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The loops of {@link AwaitedLoop} in plain methods. */
@State(Scope.Thread)
public class PlainLoop {
    @Param({"hash", "ints", "floats"})
    public String kernel = "hash";

    @Param({"after", "nested", "twice", "inside"})
    public String place = "after";

    private final Source source = new Source();
    private final Data data = new Data();
    private int expected;

    @Setup
    public void check() {
        source.set(1);
        expected = Data.expected(kernel, place);
        Answer.check(kernel + " " + place, expected, passes());
    }

    @TearDown
    public void checkAgain() {
        Answer.check(kernel + " " + place, expected, passes());
    }

    @Benchmark
    @OperationsPerInvocation(Data.ROUNDS)
    public int passes() {
        if (place.equals("nested")) {
            return nested();
        }
        if (place.equals("twice")) {
            return twice();
        }
        int sum = 0;
        for (int i = 0; i < Data.ROUNDS; i++) {
            sum += place.equals("after") ? after() : inside();
        }
        return sum;
    }

    private int after() {
        return switch (kernel) {
            case "hash" -> PlainLoops.hashAfter(source, Data.LENGTH);
            case "ints" -> PlainLoops.intsAfter(source, data.ints);
            default -> PlainLoops.floatsAfter(source, data.floats);
        };
    }

    private int nested() {
        return switch (kernel) {
            case "hash" -> PlainLoops.hashNested(source, Data.ROUNDS, Data.LENGTH);
            case "ints" -> PlainLoops.intsNested(source, Data.ROUNDS, data.ints);
            default -> PlainLoops.floatsNested(source, Data.ROUNDS, data.floats);
        };
    }

    private int twice() {
        return switch (kernel) {
            case "hash" -> PlainLoops.hashTwice(source, Data.ROUNDS, Data.LENGTH);
            case "ints" -> PlainLoops.intsTwice(source, Data.ROUNDS, data.ints);
            default -> PlainLoops.floatsTwice(source, Data.ROUNDS, data.floats);
        };
    }

    private int inside() {
        return switch (kernel) {
            case "hash" -> PlainLoops.hashInside(source, Data.LENGTH);
            case "ints" -> PlainLoops.intsInside(source, data.ints);
            default -> PlainLoops.floatsInside(source, data.floats);
        };
    }
}
