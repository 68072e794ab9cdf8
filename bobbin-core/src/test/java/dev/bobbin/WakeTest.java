package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A source that wakes whom it should not, or when it should not: early, twice, late. Only one wake-up per wait counts. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WakeTest {
    private final Scheduler scheduler = Scheduler.single();

    /** Wakes as often as it is told to while the task registers, and whenever the test wants. */
    private static final class Source extends Async<String> {
        private final int wakesDuringPark;
        private final boolean registers;
        private final List<Boolean> answers = new ArrayList<>();
        private Awaitable task;
        private int spurious;
        private int forgotten;

        Source(int wakesDuringPark, boolean registers) {
            this.wakesDuringPark = wakesDuringPark;
            this.registers = registers;
        }

        boolean wakeUp() {
            return Abi.wake(task, this);
        }

        @Override
        protected Object start(Context context) {
            return context.suspend(this);
        }

        @Override
        protected boolean park(Awaitable parking) {
            task = parking;
            for (int k = 0; k < wakesDuringPark; k++) {
                answers.add(wakeUp());
            }
            return registers;
        }

        @Override
        protected Object wake(Context context) {
            if (spurious > 0) {
                spurious--;
                return context.suspend(this);
            }
            return "woken";
        }

        @Override
        protected void forget(Awaitable task) {
            forgotten++;
        }
    }

    private static Source quiet() {
        return new Source(0, true);
    }

    /** Notes what each await gave, so that a body that ran twice would show. */
    private static ByHand<String> noting(List<Object> notes, Async<?> awaited) {
        return ByHand.of(s -> awaited, o -> {
            notes.add(o.failure() == null ? o.value() : o.failure().getClass());
            return Async.done("end");
        });
    }

    @Test
    void wake_whileTheTaskRegisters_isNotLost() {
        // given
        Source source = new Source(1, true);
        List<Object> notes = new ArrayList<>();

        // when
        String result = scheduler.run(() -> noting(notes, source));

        // then
        assertThat(result).isEqualTo("end");
        assertThat(notes).containsExactly("woken");
        assertThat(source.answers).containsExactly(true);
    }

    @Test
    void wake_twiceWhileTheTaskRegisters_countsOnce() {
        // given
        Source source = new Source(3, true);
        List<Object> notes = new ArrayList<>();

        // when
        scheduler.run(() -> noting(notes, source));

        // then
        assertThat(notes).containsExactly("woken");
        assertThat(source.answers).containsExactly(true, false, false);
    }

    @Test
    void wake_bySourceThatThenDoesNotRegister_goesOnOnce() {
        // given
        Source source = new Source(1, false);
        List<Object> notes = new ArrayList<>();

        // when
        scheduler.run(() -> noting(notes, source));

        // then
        assertThat(notes).containsExactly("woken");
    }

    @Test
    void wake_twiceBeforeTheTaskRuns_countsOnce() {
        // given
        Source source = quiet();
        List<Object> notes = new ArrayList<>();
        Task<String> task = scheduler.start(noting(notes, source));
        scheduler.run(Bobbin::yieldNow);

        // when
        boolean first = source.wakeUp();
        boolean second = source.wakeUp();

        // then
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(scheduler.<String>run(() -> task)).isEqualTo("end");
        assertThat(notes).containsExactly("woken");
    }

    @Test
    void wake_spurious_waitsOn() {
        // given
        Source source = quiet();
        source.spurious = 2;
        List<Object> notes = new ArrayList<>();
        Task<String> task = scheduler.start(noting(notes, source));
        scheduler.run(Bobbin::yieldNow);

        // when
        for (int k = 0; k < 2; k++) {
            assertThat(source.wakeUp()).isTrue();
            scheduler.run(Bobbin::yieldNow);
            assertThat(task.isDone()).isFalse();
        }
        assertThat(source.wakeUp()).isTrue();

        // then
        assertThat(scheduler.<String>run(() -> task)).isEqualTo("end");
        assertThat(notes).containsExactly("woken");
    }

    @Test
    void wake_ofARunningTask_changesNothing() {
        // given
        Source source = quiet();
        List<Object> notes = new ArrayList<>();
        Task<String> task = scheduler.start(ByHand.of(s -> source, o -> {
            notes.add(source.wakeUp()); // by the task itself, which runs
            return Async.done("end");
        }));
        scheduler.run(Bobbin::yieldNow);

        // when
        source.wakeUp();

        // then
        assertThat(scheduler.<String>run(() -> task)).isEqualTo("end");
        assertThat(notes).containsExactly(false);
    }

    @Test
    void wake_byTheSourceOfAnEarlierWait_changesNothing() {
        // given
        Source first = quiet();
        Source second = quiet();
        List<Object> notes = new ArrayList<>();
        Task<String> task = scheduler.start(ByHand.of(s -> first, o -> second, o -> {
            notes.add(o.value());
            return Async.done("end");
        }));
        scheduler.run(Bobbin::yieldNow);
        first.wakeUp();
        scheduler.run(Bobbin::yieldNow);

        // when
        boolean stale = first.wakeUp();
        scheduler.run(Bobbin::yieldNow);

        // then
        assertThat(stale).isFalse();
        assertThat(task.isDone()).isFalse();
        assertThat(second.wakeUp()).isTrue();
        assertThat(scheduler.<String>run(() -> task)).isEqualTo("end");
        assertThat(notes).containsExactly("woken");
    }

    @Test
    void wake_afterTheEnd_changesNothing() {
        // given
        Source source = quiet();
        List<Object> notes = new ArrayList<>();
        Task<String> task = scheduler.start(noting(notes, source));
        scheduler.run(Bobbin::yieldNow);
        source.wakeUp();
        scheduler.run(() -> task);

        // when
        boolean late = source.wakeUp();
        scheduler.run(Bobbin::yieldNow);

        // then
        assertThat(late).isFalse();
        assertThat(notes).containsExactly("woken");
        assertThat(scheduler.<String>run(() -> task)).isEqualTo("end");
    }

    @Test
    void wake_afterCancel_isTooLate() {
        // given
        Source source = quiet();
        List<Object> notes = new ArrayList<>();
        Task<String> task = scheduler.start(ByHand.of(s -> source, o -> {
            notes.add(o.failure().getClass());
            return Async.failed(o.failure());
        }));
        scheduler.run(Bobbin::yieldNow);

        // when
        assertThat(task.cancel()).isTrue();
        boolean late = source.wakeUp();

        // then
        assertThat(late).isFalse();
        assertThatThrownBy(() -> scheduler.run(() -> task)).isInstanceOf(CancellationException.class);
        assertThat(notes).containsExactly(Cancelled.class);
        assertThat(source.forgotten).isEqualTo(1);
        assertThat(source.wakeUp()).isFalse();
    }

    @Test
    void cancel_afterAWakeUpThatHasNotRunYet_leavesTheResultOfTheWait() {
        // given
        Source source = quiet();
        List<Object> notes = new ArrayList<>();
        Task<String> task = scheduler.start(noting(notes, source));
        scheduler.run(Bobbin::yieldNow);
        source.wakeUp();

        // when
        task.cancel();

        // then: the body suspends no more, so the cancellation comes too late
        assertThat(scheduler.<String>run(() -> task)).isEqualTo("end");
        assertThat(notes).containsExactly("woken");
        assertThat(source.forgotten).isZero();
    }

    @Test
    void wake_afterATimeout_isTooLate() {
        // given
        Source source = quiet();
        List<Object> notes = new ArrayList<>();

        // when
        scheduler.run(() -> noting(notes, ByHand.awaiting(source).timeout(Duration.ofMillis(1))));

        // then
        assertThat(notes).containsExactly(TimeoutException.class);
        assertThat(source.wakeUp()).isFalse();
    }

    @Test
    void await_ofACoroutineThatRuns_isRefused() {
        // given
        Async<?>[] itself = new Async<?>[1];
        ByHand<Object> coroutine = ByHand.of(s -> Bobbin.yieldNow(), o -> itself[0]);
        itself[0] = coroutine;

        // when, then: in place, it is part of the task that awaits it
        assertThatThrownBy(() -> scheduler.run(() -> ByHand.awaiting(coroutine)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("awaited before");
    }

    /** What comes in between is a matter of some instructions; so here it has come before, and the source does not say so at first. */
    @Test
    void cancellation_betweenTheLookAndThePark_endsTheWait() {
        // given
        Async<Void> source = new Async<>() {
            private boolean looked;

            @Override
            protected Object start(Context context) {
                return context.suspend(this);
            }

            @Override
            protected boolean park(Awaitable parking) {
                ((Task<?>) parking).cancel("meanwhile");
                return true;
            }

            @Override
            protected boolean stopWaiting() {
                boolean before = looked;
                looked = true;
                return before;
            }
        };

        // when, then
        assertThatThrownBy(() -> scheduler.run(() -> source))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("meanwhile");
    }
}
