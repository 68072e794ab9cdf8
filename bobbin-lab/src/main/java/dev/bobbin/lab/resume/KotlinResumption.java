package dev.bobbin.lab.resume;

import dev.bobbin.lab.drive.Woken;
import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The operation of {@link Resumption}, by Kotlin's bare continuations. */
@State(Scope.Thread)
public class KotlinResumption {
    @Param({"1", "10", "30", "100"})
    public int depth = 1;

    private Woken chain;
    private long resumed;

    /** Nothing is started before {@link #start}. */
    @SuppressWarnings("NullAway.Init")
    public KotlinResumption() {}

    @Setup
    public void start() {
        begin();
        for (int i = 0; i < 1000; i++) {
            resume();
        }
        end();
        begin();
    }

    private void begin() {
        resumed = 0;
        chain = new KotlinChain(depth);
    }

    @Benchmark
    public void resume() {
        resumed++;
        chain.wake();
    }

    @TearDown
    public void end() {
        Answer.check("resumptions and levels", resumed + depth - 1, chain.end());
    }
}
