package dev.bobbin.lab.resume;

import dev.bobbin.lab.threads.Threads;
import dev.bobbin.lab.trial.Answer;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The operation of {@link Resumption} on two virtual threads with one carrier: one unparks the other and yields to it. Each invocation has a
 * chain of its own, whose frames are compiled ones once the JIT has seen some: an old frame stays interpreted.
 */
@State(Scope.Thread)
public class ThreadResumption {
    private static final int WAKES = 10_000;
    private static final int BRIEF = 10;
    private static final int CHAINS_BEFORE = 2000;

    @Param({"1", "10", "30", "100"})
    public int depth = 1;

    @Setup
    public void check() {
        for (int i = 0; i < CHAINS_BEFORE; i++) {
            drive(BRIEF);
        }
    }

    @Benchmark
    @OperationsPerInvocation(WAKES)
    public void resume() {
        drive(WAKES);
    }

    private void drive(int wakes) {
        AtomicLong answer = new AtomicLong();
        Threads.join(Threads.VIRTUAL.start(() -> {
            ThreadChain chain = new ThreadChain(depth);
            for (int i = 0; i < wakes; i++) {
                chain.wake();
            }
            answer.set(chain.end());
        }));
        Answer.check("resumptions and levels", wakes + depth - 1L, answer.get());
    }
}
