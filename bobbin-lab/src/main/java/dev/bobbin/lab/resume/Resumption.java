package dev.bobbin.lab.resume;

import dev.bobbin.Async;
import dev.bobbin.lab.drive.Driven;
import dev.bobbin.lab.drive.Signal;
import dev.bobbin.lab.trial.Answer;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An operation wakes the leaf, runs it, and has it suspend again. */
@State(Scope.Thread)
public class Resumption {
    @Param({"1", "10", "30", "100"})
    public int depth = 1;

    private final Driven driven = new Driven();
    private long resumed;

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
        driven.wake();
    }

    /** The leaf has counted each resumption, and each level the one below it. */
    @TearDown
    public void end() {
        Answer.check("resumptions and levels", resumed + depth - 1, driven.end());
    }

    private void begin() {
        resumed = 0;
        driven.begin(chain());
    }

    private Function<Signal, Async<Long>> chain() {
        return switch (depth) {
            case 1 -> Chains::leaf;
            case 10 -> Chains::chain10;
            case 30 -> Chains::chain30;
            case 100 -> s -> Chains.round9(10, s);
            default -> throw new IllegalArgumentException("no chain of depth " + depth);
        };
    }
}
