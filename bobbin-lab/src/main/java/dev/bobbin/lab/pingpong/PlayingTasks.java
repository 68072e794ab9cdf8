package dev.bobbin.lab.pingpong;

import dev.bobbin.Scheduler;
import dev.bobbin.lab.drive.Schedulers;
import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An operation is a round: a value goes from one task to the other and comes back. */
@State(Scope.Thread)
public class PlayingTasks {
    static final int ROUNDS = 100_000;

    @Param({"single", "workers"})
    public String scheduler = "single";

    private Scheduler running;

    /** Nothing is started before {@link #check}. */
    @SuppressWarnings("NullAway.Init")
    public PlayingTasks() {}

    @Setup
    public void check() {
        running = Schedulers.of(scheduler);
        play(1000);
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void rounds() {
        play(ROUNDS);
    }

    @TearDown
    public void end() {
        play(1000);
        running.close();
    }

    private void play(int rounds) {
        int last = running.run(() -> Players.play(rounds));
        Answer.check("hand-overs", 2 * rounds, last);
    }
}
