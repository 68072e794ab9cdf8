package dev.bobbin.lab.spawn;

import dev.bobbin.lab.threads.Threads;
import dev.bobbin.lab.trial.Answer;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Threads of the JDK that are started and joined, a thousand at a time. */
@State(Scope.Thread)
public class SpawnedThreads {
    static final int THREADS = 10_000;
    private static final int BATCH = 1000;

    @Param({"PLATFORM", "VIRTUAL"})
    public Threads kind = Threads.PLATFORM;

    private final Thread[] threads = new Thread[BATCH];

    @Setup
    @TearDown
    public void check() {
        spawn(1);
    }

    @Benchmark
    @OperationsPerInvocation(THREADS)
    public void threads() {
        spawn(THREADS / BATCH);
    }

    private void spawn(int batches) {
        LongAdder sum = new LongAdder();
        for (int batch = 0; batch < batches; batch++) {
            for (int i = 0; i < BATCH; i++) {
                int answer = i % Children.ANSWERS;
                threads[i] = kind.start(() -> sum.add(answer));
            }
            for (Thread thread : threads) {
                Threads.join(thread);
            }
        }
        Answer.check("sum of answers", batches * Children.expected(BATCH), sum.sum());
    }
}
