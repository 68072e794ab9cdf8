package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A child for which the dispatcher has no memory never runs: whoever spawned it is told, and nobody waits for it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SpawnTest extends ByTurns {
    private final OutOfMemoryError scarcity = new OutOfMemoryError("for a test");
    private final Scarce scarce;
    private final List<String> ran = new ArrayList<>();

    SpawnTest() {
        super(new Scheduler(new Scarce()));
        scarce = (Scarce) scheduler.dispatcher();
    }

    private ByHand<Void> child(String name) {
        return ByHand.of(s -> {
            ran.add(name);
            return done();
        });
    }

    private Task<String> spawning(Async<?> child) {
        Scope[] scope = new Scope[1];
        return scheduler.start(ByHand.of(
                s -> {
                    scope[0] = Scope.open();
                    scope[0].spawn(child("first"));
                    scarce.fail(1, scarcity);
                    assertThatThrownBy(() -> scope[0].spawn(child)).isSameAs(scarcity);
                    scope[0].spawn(child("third"));
                    return scope[0].join();
                },
                o -> {
                    scope[0].close();
                    return done("joined");
                }));
    }

    @Test
    void join_afterAChildThatCouldNotBeStarted_waitsForTheOthersOnly() {
        // when
        Task<String> task = spawning(child("second"));
        turn();

        // then
        assertThat(result(task)).isEqualTo("joined");
        assertThat(ran).containsExactly("first", "third");
    }

    @Test
    void spawn_ofACoroutineThatCouldNotBeStarted_startsIt() {
        // given
        ByHand<Void> second = child("second");
        spawning(second);
        turn();

        // when
        Task<Void> task = scheduler.start(second);
        turn();

        // then
        assertThat(task.isDone()).isTrue();
        assertThat(ran).containsExactly("first", "third", "second");
    }

    @Test
    void spawn_ofAComputationThatCouldNotBeStarted_leavesItToBeAwaited() {
        // given
        Async<String> second = done("second");
        spawning(second);
        turn();

        // when
        Task<String> task = scheduler.start(second);
        turn();

        // then
        assertThat(result(task)).isEqualTo("second");
    }
}
