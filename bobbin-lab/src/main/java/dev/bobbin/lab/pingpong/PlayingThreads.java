package dev.bobbin.lab.pingpong;

import dev.bobbin.lab.threads.Threads;
import dev.bobbin.lab.trial.Answer;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The rounds of {@link PlayingTasks} between two threads of the JDK, through two synchronous queues. */
@State(Scope.Thread)
public class PlayingThreads {
    @Param({"PLATFORM", "VIRTUAL"})
    public Threads kind = Threads.PLATFORM;

    @Setup
    @TearDown
    public void check() {
        play(1000);
    }

    @Benchmark
    @OperationsPerInvocation(PlayingTasks.ROUNDS)
    public void rounds() {
        play(PlayingTasks.ROUNDS);
    }

    private void play(int rounds) {
        SynchronousQueue<Integer> there = new SynchronousQueue<>();
        SynchronousQueue<Integer> back = new SynchronousQueue<>();
        AtomicInteger last = new AtomicInteger();
        Thread first = kind.start(() -> last.set(serve(there, back, rounds)));
        Thread second = kind.start(() -> answer(there, back, rounds));
        Threads.join(first);
        Threads.join(second);
        Answer.check("hand-overs", 2 * rounds, last.get());
    }

    private static int serve(SynchronousQueue<Integer> there, SynchronousQueue<Integer> back, int rounds) {
        int value = 0;
        try {
            for (int i = 0; i < rounds; i++) {
                there.put(value + 1);
                value = back.take();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
        return value;
    }

    private static void answer(SynchronousQueue<Integer> there, SynchronousQueue<Integer> back, int rounds) {
        try {
            for (int i = 0; i < rounds; i++) {
                back.put(there.take() + 1);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
