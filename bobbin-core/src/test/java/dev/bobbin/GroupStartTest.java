package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A group that cannot begin, since there is no stack or no memory left, leaves nothing behind in the task that goes on. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GroupStartTest extends ByTurns {
    private final Scarce scarce;
    private final ByHand<Void> part = ByHand.of(s -> Async.create(c -> {}), o -> ended(o.failure()));
    private Throwable ended;
    private Scope open;

    GroupStartTest() {
        super(new Scheduler(new Scarce()));
        scarce = (Scarce) scheduler.dispatcher();
    }

    private Async<Void> ended(Throwable failure) {
        ended = failure;
        return done();
    }

    private void startFails(Async<?> group, Error failure) {
        // given
        Task<String> task = scheduler.start(ByHand.of(
                s -> {
                    scarce.fail(2, failure);
                    return group;
                },
                o -> {
                    assertThat(o.failure()).isSameAs(failure);
                    open = Task.running().openScope();
                    return Bobbin.yieldNow();
                },
                o -> done("well")));

        // when
        turn();

        // then
        assertThat(result(task)).isEqualTo("well");
        assertThat(open).isNull();
        assertThat(ended).isInstanceOf(Cancelled.class);
    }

    @Test
    void all_thatOverflowsTheStackAtItsSecondPart_leavesNoScopeAndNoPart() {
        startFails(Async.all(List.of(part, ByHand.of(s -> done()))), new StackOverflowError());
    }

    @Test
    void race_withoutMemoryForItsSecondPart_leavesNoScopeAndNoPart() {
        startFails(Async.race(List.of(part, ByHand.of(s -> done()))), new OutOfMemoryError());
    }

    @Test
    void timeout_withoutMemoryForItsTimer_leavesNoScopeAndNoPart() {
        startFails(part.timeout(Duration.ofDays(1)), new OutOfMemoryError());
    }
}
