package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.abi.Awaitable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A group that cannot begin, since there is no stack or no memory left, leaves nothing behind in the task that goes on. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GroupStartTest extends ByTurns {
    /** Fails where it is told to. */
    private static final class Scarce extends AroundLoop {
        private int dispatches;
        private Error failure;

        @Override
        public void dispatch(Awaitable task) {
            if (failure != null && --dispatches == 0) {
                fail();
            }
            super.dispatch(task);
        }

        @Override
        public void schedule(Awaitable timer, long deadline) {
            if (failure != null) {
                fail();
            }
            super.schedule(timer, deadline);
        }

        private void fail() {
            Error now = failure;
            failure = null;
            throw now;
        }
    }

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
                    scarce.dispatches = 2;
                    scarce.failure = failure;
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
