package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A suspension that fails before the task is registered with its source. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class AbandonTest {
    private static final class NoRoom extends Error {
        private static final long serialVersionUID = 1;
    }

    private final Scheduler scheduler = Scheduler.single();
    private final List<Boolean> seen = new ArrayList<>();

    /** Is told that the task waits no longer, and fails so often then. */
    private static final class Source extends Async<String> {
        private final List<Throwable> failures;
        private final List<Awaitable> forgotBy = new ArrayList<>();
        private boolean leavesSignal;

        Source(Throwable... failures) {
            this.failures = new ArrayList<>(List.of(failures));
        }

        @Override
        protected Object start(Context context) {
            context.suspend(this);
            if (!leavesSignal) {
                context.signal = Context.NONE; // as emitted code does whose frame could not be stored
            }
            throw new NoRoom();
        }

        @Override
        protected void forget(Awaitable task) {
            forgotBy.add(task);
            if (!failures.isEmpty()) {
                throw Rethrow.asIs(failures.remove(0));
            }
        }
    }

    private static Async<Object> failureOf(Async<?> awaited, Async<?> then) {
        return ByHand.of(
                s -> awaited, o -> ByHand.of(s -> then, ignored -> Async.done(o.failure())), o -> Async.done(o.get()));
    }

    @Test
    void source_ofASuspensionThatFailed_isForgottenBeforeTheNext() {
        // given
        Source source = new Source();
        Task<Object> task = scheduler.start(failureOf(source, Bobbin.yieldNow()));

        // when
        Object failure = scheduler.run(() -> task);

        // then
        assertThat(failure).isInstanceOf(NoRoom.class);
        assertThat(source.forgotBy).containsExactly(task);
    }

    @Test
    void stage_ofASuspensionThatFailed_isCancelled() {
        // given
        CompletableFuture<String> stage = new CompletableFuture<>();
        Async<String> from = Async.from(stage);
        Async<String> failing = new Async<>() {
            @Override
            protected Object start(Context context) {
                Abi.await(from, context);
                context.signal = Context.NONE;
                throw new NoRoom();
            }
        };

        // when
        Object failure = scheduler.run(() -> failureOf(failing, Bobbin.yieldNow()));

        // then
        assertThat(failure).isInstanceOf(NoRoom.class);
        assertThat(stage).isCancelled();
    }

    /** Until it waits for a monitor, or has ended. */
    private static void awaitBlocked(Thread thread) {
        while (thread.getState() != Thread.State.BLOCKED && thread.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
    }

    private static Thread began(Runnable code) {
        Thread thread = new Thread(code);
        thread.start();
        return thread;
    }

    @Test
    void scopeThatIsLost_isNotLockedWhileItsChildrenAreCountedForTheOneAround() throws InterruptedException {
        // given: somebody has locked that one, as who cancels what is in it does
        Thread body = Thread.currentThread();
        Latch ends = Latch.of(1);
        AtomicBoolean free = new AtomicBoolean();
        Thread[] canceller = {null};
        Task<Object> task = scheduler.start(ByHand.of(
                s -> {
                    Scope outer = Scope.open();
                    Scope inner = Scope.open();
                    inner.spawn(Async.uncancellable(ends.opened()));
                    AtomicBoolean locked = new AtomicBoolean();
                    canceller[0] = began(() -> {
                        synchronized (outer) {
                            locked.set(true);
                            awaitBlocked(body);
                            Thread other = began(() -> {
                                synchronized (inner) {
                                    free.set(true);
                                }
                            });
                            awaitBlocked(other);
                            seen.add(free.get());
                        }
                    });
                    while (!locked.get()) {
                        Thread.onSpinWait();
                    }

                    // when
                    inner.orphan();
                    inner.orphan(); // each step may be repeated
                    return ByHand.of(in -> Bobbin.yieldNow(), in -> outer.join(), o -> new Close(outer));
                },
                o -> Async.done("ended")));
        scheduler.run(Bobbin::yieldNow);
        canceller[0].join();

        // then
        assertThat(seen).containsExactly(true);
        scheduler.run(Bobbin::yieldNow);
        assertThat(task.isDone()).isFalse(); // it waits for what runs there
        ends.countDown();
        assertThat(scheduler.<Object>run(() -> task)).isEqualTo("ended");
    }

    @Test
    void scopeThatIsLost_whoseLastChildEndsMeanwhile_leavesNothingInTheOneAround() {
        // given: that end comes while the one around is being entered
        Thread body = Thread.currentThread();
        Task<Object> task = scheduler.start(ByHand.of(s -> {
            Scope outer = Scope.open();
            Scope inner = Scope.open();
            Task<?> child = inner.spawn(Async.create(c -> {}));
            AtomicBoolean locked = new AtomicBoolean();
            began(() -> {
                synchronized (outer) {
                    locked.set(true);
                    awaitBlocked(body);
                    inner.ended(child, null, false, new Context("none"));
                }
            });
            while (!locked.get()) {
                Thread.onSpinWait();
            }

            // when
            inner.orphan();

            // then
            seen.add(outer.isQuiet());
            return new Close(outer);
        }));
        scheduler.run(() -> task);
        assertThat(seen).containsExactly(true);
    }

    @Test
    void source_ofASuspensionThatFailed_isForgottenWhenTheTaskEnds() {
        // given
        Source source = new Source();
        Task<Object> task = scheduler.start(failureOf(source, Async.done("no suspension")));

        // when
        Object failure = scheduler.run(() -> task);

        // then
        assertThat(failure).isInstanceOf(NoRoom.class);
        assertThat(source.forgotBy).containsExactly(task);
    }

    @Test
    void forget_withoutStack_isTriedAgain() {
        // given
        Source source = new Source(new StackOverflowError());
        Task<Object> task = scheduler.start(failureOf(Async.uncancellable(source), Bobbin.yieldNow()));

        // when
        Object failure = scheduler.run(() -> task);

        // then
        assertThat(failure).isInstanceOf(StackOverflowError.class);
        assertThat(source.forgotBy).containsExactly(task, task);
    }

    @Test
    void forget_thatNeverSucceeds_doesNotLoseTheTask() {
        // given
        List<Throwable> reported = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> reported.add(e));
        Source source = new Source(new StackOverflowError(), new IllegalStateException("from forget"));
        Source endless = new Source(new StackOverflowError(), new StackOverflowError());

        // when
        Object first = scheduler.run(() -> failureOf(Async.uncancellable(source), Async.done()));
        Object second = scheduler.run(() -> failureOf(Async.uncancellable(endless), Async.done()));

        // then
        assertThat(first).isInstanceOf(StackOverflowError.class);
        assertThat(second).isInstanceOf(StackOverflowError.class);
        assertThat(reported).hasSize(2);
        assertThat(reported.get(0)).hasMessage("from forget");
        assertThat(reported.get(1)).isInstanceOf(StackOverflowError.class);
        assertThat(source.forgotBy).hasSize(2);
        assertThat(endless.forgotBy).hasSize(2);
        assertThat(scheduler.<Object>run(() -> failureOf(Bobbin.yieldNow(), Bobbin.yieldNow())))
                .isNull();
    }

    @Test
    void uncancellable_whoseFrameCannotBeStored_leavesNoSignalAndNoMask() {
        // given
        List<Integer> signals = new ArrayList<>();
        Source source = new Source();
        source.leavesSignal = true;
        Async<Object> body = ByHand.of(
                s -> Async.uncancellable(source),
                o -> {
                    Context context = Context.current();
                    signals.add(context.signal);
                    ((Task<?>) context.task()).cancel();
                    return Bobbin.yieldNow();
                },
                o -> Async.done(o.failure()));

        // when
        Object second = scheduler.run(() -> body);

        // then
        assertThat(signals).containsExactly(Context.NONE);
        assertThat(second).isInstanceOf(Cancelled.class);
        assertThat(source.forgotBy).hasSize(1);
    }
}
