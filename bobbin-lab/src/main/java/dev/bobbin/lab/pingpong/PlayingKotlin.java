package dev.bobbin.lab.pingpong;

import dev.bobbin.lab.trial.Answer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The rounds of {@link PlayingTasks} between two of Kotlin's coroutines. */
@State(Scope.Thread)
public class PlayingKotlin {
    @Param({"single", "workers"})
    public String scheduler = "single";

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
        Answer.check("hand-overs", 2 * rounds, KotlinPlayers.play(scheduler, rounds));
    }
}
