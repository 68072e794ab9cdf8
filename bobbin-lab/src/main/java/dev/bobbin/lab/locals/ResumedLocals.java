package dev.bobbin.lab.locals;

import dev.bobbin.Async;
import dev.bobbin.Body;
import dev.bobbin.lab.coroutine.Kind;
import dev.bobbin.lab.drive.Driven;
import dev.bobbin.lab.drive.Signal;
import dev.bobbin.lab.drive.Woken;
import dev.bobbin.lab.trial.Answer;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An operation wakes the coroutine, which changes its variables and waits again. */
@State(Scope.Thread)
public class ResumedLocals {
    private static final int SEED = 5;

    @Param({"1", "8", "32"})
    public int locals = 1;

    @Param({"0", "31"})
    public int dead = 0;

    @Param({"STACKLESS", "STACKFUL"})
    public Kind kind = Kind.STACKLESS;

    private Woken coroutine;
    private int resumed;

    /** Nothing is made before {@link #start}. */
    @SuppressWarnings("NullAway.Init")
    public ResumedLocals() {}

    @Setup
    public void start() {
        begin();
        for (int i = 0; i < 1000; i++) {
            resume();
        }
        end();
        begin();
    }

    @Benchmark
    public void resume() {
        resumed++;
        coroutine.wake();
    }

    /** Each variable has been changed at each resumption, and nothing was lost. Ints wrap round, and so must what is expected. */
    @TearDown
    public void end() {
        long expected = 0;
        for (int i = 0; i < locals; i++) {
            expected += SEED + i + resumed + sumOfDead();
        }
        Answer.check("variables after " + resumed + " resumptions", (int) expected, (int) coroutine.end());
    }

    private int sumOfDead() {
        return dead * SEED + dead * (dead + 1) / 2;
    }

    private void begin() {
        resumed = 0;
        if (kind == Kind.STACKFUL) {
            coroutine = new Stacked(onStack());
        } else {
            Driven task = new Driven();
            task.begin(computation());
            coroutine = task;
        }
    }

    private Body<Integer, Long> onStack() {
        if (dead > 0) {
            return (self, first) -> StackLocals.oneOfThirtyTwo(self, SEED);
        }
        return switch (locals) {
            case 1 -> (self, first) -> StackLocals.one(self, SEED);
            case 8 -> (self, first) -> StackLocals.eight(self, SEED);
            case 32 -> (self, first) -> StackLocals.thirtyTwo(self, SEED);
            default -> throw unknown();
        };
    }

    private Function<Signal, Async<Long>> computation() {
        if (dead > 0) {
            return signal -> LiveLocals.oneOfThirtyTwo(signal, SEED);
        }
        return switch (locals) {
            case 1 -> signal -> LiveLocals.one(signal, SEED);
            case 8 -> signal -> LiveLocals.eight(signal, SEED);
            case 32 -> signal -> LiveLocals.thirtyTwo(signal, SEED);
            default -> throw unknown();
        };
    }

    private IllegalArgumentException unknown() {
        return new IllegalArgumentException("no coroutine with " + locals + " variables");
    }
}
