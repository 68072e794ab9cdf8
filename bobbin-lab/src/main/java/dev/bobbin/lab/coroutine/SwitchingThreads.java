package dev.bobbin.lab.coroutine;

import dev.bobbin.lab.threads.Threads;
import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The operation of {@link Switching} between two threads: one unparks the other, parks, and is unparked. */
@State(Scope.Thread)
public class SwitchingThreads {
    @Param({"PLATFORM", "VIRTUAL"})
    public Threads kind = Threads.PLATFORM;

    @Setup
    @TearDown
    public void check() {
        run(1000);
    }

    @Benchmark
    @OperationsPerInvocation(Switching.SWITCHES)
    public void switches() {
        run(Switching.SWITCHES);
    }

    private void run(int times) {
        Turns turns = new Turns(times);
        Thread echo = kind.start(turns::answer);
        Thread resumer = kind.start(() -> turns.ask(echo));
        Threads.join(resumer);
        Threads.join(echo);
        Answer.check("turns", times, turns.answered());
    }
}
