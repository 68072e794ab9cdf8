package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Completion;
import dev.bobbin.spi.Dispatcher;
import dev.bobbin.spi.Timers;
import java.lang.reflect.Field;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A sleeping task is its own timer, which fires before it parks, after another sleep has begun, or when it has been cut short. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SleepTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(5);

    /** An event loop of which each timer fires, if so wanted, before {@link #schedule} returns. */
    private static final class Loop implements Dispatcher {
        private final EventLoop loop = new EventLoop(null);
        private boolean firesAtOnce;

        @Override
        public void schedule(Awaitable timer, long deadline) {
            loop.schedule(timer, deadline);
            if (firesAtOnce) {
                Abi.fire(loop.timers().pollDue(Timers.NEVER));
            }
        }

        @Override
        public void dispatch(Awaitable task) {
            loop.dispatch(task);
        }

        @Override
        public void dispatchNext(Awaitable task) {
            loop.dispatchNext(task);
        }

        @Override
        public void dispatchLast(Awaitable task) {
            loop.dispatchLast(task);
        }

        @Override
        public Timers timers() {
            return loop.timers();
        }

        @Override
        public void runUntil(Completion completion) throws InterruptedException {
            loop.runUntil(completion);
        }

        @Override
        public void completed(Completion completion) {
            loop.completed(completion);
        }

        @Override
        public void close() {
            loop.close();
        }
    }

    private final Loop loop = new Loop();
    private final Scheduler scheduler = new Scheduler(loop);

    /** Runs what is ready. */
    private void turn() {
        scheduler.run(Bobbin::yieldNow);
    }

    @Test
    void timer_firesBeforeTheTaskParks_endsTheSleep() {
        loop.firesAtOnce = true;

        scheduler.run(() -> Clock.sleep(LONG));

        assertThat(loop.timers().isEmpty()).isTrue();
    }

    @Test
    void timer_ofAnEarlierSleep_doesNotEndThisOne() {
        // given
        Task<Void> task = scheduler.start(Clock.sleep(SHORT));
        long begin = System.nanoTime();
        turn();

        // when
        Abi.fire(task);
        turn();

        // then
        assertThat(task.isDone() && System.nanoTime() - begin < SHORT.toNanos()).isFalse();
        scheduler.run(() -> task);
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @Test
    void sleep_thatIsForgottenAndGoesOn_endsAtItsTime() throws Exception {
        // given
        long begin = System.nanoTime();
        Task<Void> task = scheduler.start(Clock.sleep(SHORT));
        turn();

        // when: it was to be cut short, and is not
        Abi.forget(asleep(), task);
        assertThat(loop.timers().isEmpty()).isTrue();
        Abi.fire(task);
        scheduler.run(() -> task);

        // then
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @Test
    void sleep_afterOneThatWasCutShort_hasItsOwnTime() {
        // given
        Task<String> task = scheduler.start(ByHand.of(
                start -> Clock.sleep(LONG), cancelled -> Clock.sleep(SHORT), before -> Async.done("slept twice")));
        turn();

        // when
        task.cancel();

        // then
        assertThat(scheduler.run(() -> task)).isEqualTo("slept twice");
        assertThat(loop.timers().isEmpty()).isTrue();
    }

    private static Awaitable asleep() throws ReflectiveOperationException {
        Field instance = Asleep.class.getDeclaredField("ASLEEP");
        instance.setAccessible(true);
        return (Awaitable) instance.get(null);
    }

    /** Begins a long sleep whose frames cannot be stored, and then a short one. */
    private static final class Abandons extends Async<Void> {
        @Override
        protected Object start(Context context) {
            Abi.await(Clock.sleep(LONG), context);
            context.signal = Context.NONE;
            context.abandon();
            return Abi.await(Clock.sleep(SHORT), context);
        }
    }

    @Test
    void sleep_afterOneThatCouldNotSuspend_hasItsOwnDeadline() {
        scheduler.run(() -> ByHand.of(s -> new Abandons()));

        assertThat(loop.timers().isEmpty()).isTrue();
    }
}
