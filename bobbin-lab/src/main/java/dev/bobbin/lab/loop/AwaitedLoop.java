package dev.bobbin.lab.loop;

import dev.bobbin.Async;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import dev.bobbin.lab.drive.Signal;
import dev.bobbin.lab.drive.Stepper;
import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Each pass of a loop follows a suspension: code that runs it has been entered in the middle. */
@State(Scope.Thread)
public class AwaitedLoop {
    @Param({"hash", "ints", "floats"})
    public String kernel = "hash";

    @Param({"after", "nested", "twice", "inside"})
    public String place = "after";

    private final Stepper stepper = new Stepper();
    private final Scheduler scheduler = new Scheduler(stepper);
    private final Signal signal = new Signal();
    private final Data data = new Data();
    private int expected;

    @Setup
    public void check() {
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
            return result(nested(), Data.ROUNDS);
        }
        if (place.equals("twice")) {
            return result(twice(), 2 * Data.ROUNDS);
        }
        int sum = 0;
        for (int i = 0; i < Data.ROUNDS; i++) {
            sum += place.equals("after") ? result(after(), 1) : result(inside(), Data.SELDOM_IN_A_PASS);
        }
        return sum;
    }

    /** Has it wait as often as it does, each time for the signal. */
    private int result(Async<Integer> computation, int waits) {
        Task<Integer> task = scheduler.start(computation);
        stepper.enter();
        stepper.step();
        for (int i = 0; i < waits; i++) {
            signal.give();
            stepper.step();
        }
        stepper.leave();
        if (!task.isDone()) {
            Answer.check("tasks that ended", 1, 0);
        }
        return scheduler.run(() -> task);
    }

    private Async<Integer> after() {
        return switch (kernel) {
            case "hash" -> AwaitedLoops.hashAfter(signal, Data.LENGTH);
            case "ints" -> AwaitedLoops.intsAfter(signal, data.ints);
            default -> AwaitedLoops.floatsAfter(signal, data.floats);
        };
    }

    private Async<Integer> nested() {
        return switch (kernel) {
            case "hash" -> AwaitedLoops.hashNested(signal, Data.ROUNDS, Data.LENGTH);
            case "ints" -> AwaitedLoops.intsNested(signal, Data.ROUNDS, data.ints);
            default -> AwaitedLoops.floatsNested(signal, Data.ROUNDS, data.floats);
        };
    }

    private Async<Integer> twice() {
        return switch (kernel) {
            case "hash" -> AwaitedLoops.hashTwice(signal, Data.ROUNDS, Data.LENGTH);
            case "ints" -> AwaitedLoops.intsTwice(signal, Data.ROUNDS, data.ints);
            default -> AwaitedLoops.floatsTwice(signal, Data.ROUNDS, data.floats);
        };
    }

    private Async<Integer> inside() {
        return switch (kernel) {
            case "hash" -> AwaitedLoops.hashInside(signal, Data.LENGTH);
            case "ints" -> AwaitedLoops.intsInside(signal, data.ints);
            default -> AwaitedLoops.floatsInside(signal, data.floats);
        };
    }
}
