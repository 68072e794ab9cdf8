package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reason not to wait that is none any more when the task comes to it: a child has failed, and the body has been told elsewhere. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ReasonGoneTest extends ByTurns {
    private final Source source = new Source();
    private final IOException failure = new IOException("on purpose");
    private Scope scope;

    /** As what sockets wait for: once it has forgotten a task only {@code wake} knows it again. What others do meanwhile happens in its hooks. */
    private static final class Source extends Async<String> {
        Runnable whileItStarts = () -> {};
        Runnable whileItParks = () -> {};
        Runnable whileItIsStopped = () -> {};
        int forgotten;
        private boolean gone;
        private boolean ready;
        private Awaitable waiter;

        @Override
        protected Object start(Context context) {
            whileItStarts.run();
            return context.suspend(this);
        }

        @Override
        protected boolean park(Awaitable task) {
            if (!gone) {
                waiter = task;
            }
            Runnable hook = whileItParks;
            whileItParks = () -> {};
            hook.run();
            return true;
        }

        @Override
        protected Object wake(Context context) {
            gone = false;
            return ready ? "result" : context.suspend(this);
        }

        @Override
        protected boolean stopWaiting() {
            whileItIsStopped.run();
            return true;
        }

        @Override
        protected void forget(Awaitable task) {
            forgotten++;
            gone = true;
            waiter = null;
        }

        void signal() {
            ready = true;
            if (waiter != null) {
                Abi.wake(waiter, this);
            }
        }
    }

    /** What a child's thread does when the child fails. */
    private void fail() {
        scope.failed(failure);
        Task.running().interrupt(scope);
    }

    /** The result of the source, in a scope that is open meanwhile. */
    private Task<String> awaiting() {
        Task<String> task = scheduler.start(ByHand.of(
                s -> {
                    scope = Scope.open();
                    return done();
                },
                s -> source,
                o -> ByHand.of(s -> new Close(scope), s -> done(o.get()))));
        turn();
        return task;
    }

    private void endsWithItsResult(Task<String> task) {
        source.signal();
        assertThat(result(task)).isEqualTo("result");
    }

    @Test
    void gone_beforeTheTaskLooks_isNoReasonToTellTheSource() {
        // given
        source.whileItParks = () -> {
            fail();
            scope.cancel(); // by somebody else: the failure is nobody's now
        };

        // when
        Task<String> task = awaiting();

        // then
        assertThat(source.forgotten).isZero();
        endsWithItsResult(task);
    }

    @Test
    void gone_whileTheSourceIsTold_hasTheTaskAskItAnew() {
        // given
        source.whileItParks = this::fail;
        source.whileItIsStopped = () -> scope.cancel();

        // when
        Task<String> task = awaiting();

        // then
        assertThat(source.forgotten).isEqualTo(1);
        endsWithItsResult(task);
    }

    @Test
    void gone_whileTheSourceIsToldBeforeTheTaskParks_hasTheTaskAskItAnew() {
        // given
        source.whileItStarts = this::fail;
        source.whileItIsStopped = () -> scope.cancel();

        // when
        Task<String> task = awaiting();

        // then
        assertThat(source.forgotten).isEqualTo(1);
        endsWithItsResult(task);
    }

    /** The result of the stage, in a scope that is open meanwhile. */
    private Task<Object> awaiting(CompletableFuture<String> stage) {
        Task<Object> task = scheduler.start(ByHand.of(
                s -> {
                    scope = Scope.open();
                    return done();
                },
                s -> Async.from(stage),
                o -> ByHand.of(s -> new Close(scope), s -> done(o.failure() == null ? o.value() : o.failure()))));
        turn();
        return task;
    }

    @Test
    void gone_beforeTheTaskLooks_leavesTheStageAlone() {
        // given
        CompletableFuture<String> stage = new CompletableFuture<>();
        Task<Object> task = awaiting(stage);

        // when
        scope.failed(failure);
        task.interrupt(scope);
        scope.cancel();
        turn();

        // then
        assertThat(stage).isNotDone();
        assertThat(task.isDone()).isFalse();
        stage.complete("result");
        assertThat(result(task)).isEqualTo("result");
    }

    @Test
    void gone_andThenCancelled_cancelsTheStage() {
        // given
        CompletableFuture<String> stage = new CompletableFuture<>();
        Task<Object> task = awaiting(stage);
        scope.failed(failure);
        task.interrupt(scope);
        scope.cancel();
        turn();

        // when
        task.cancel();
        turn();

        // then
        assertThat(stage).isCancelled();
        assertThat(task.isDone()).isTrue();
        assertThat(result(task)).isInstanceOf(Cancelled.class);
    }

    @Test
    void taken_cancelsTheStage() {
        // given
        CompletableFuture<String> stage = new CompletableFuture<>();
        Task<Object> task = awaiting(stage);

        // when
        scope.failed(failure);
        task.interrupt(scope);
        turn();

        // then
        assertThat(stage).isCancelled();
        assertThat(result(task)).isSameAs(failure);
    }

    @Test
    void come_whileTheStageIsAsked_cancelsIt() {
        // given
        CompletableFuture<String> stage = new CompletableFuture<>() {
            @Override
            public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> action) {
                fail();
                return super.whenComplete(action);
            }
        };

        // when
        Task<Object> task = awaiting(stage);

        // then
        assertThat(stage).isCancelled();
        assertThat(result(task)).isSameAs(failure);
    }

    @Test
    void taken_ofAStageThatFailsWhenItIsCancelled_isThrownAllTheSame() {
        // given
        IllegalStateException ofTheStage = new IllegalStateException("on purpose");
        CompletableFuture<String> stage = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterrupt) {
                throw ofTheStage;
            }
        };
        Task<Object> task = awaiting(stage);
        List<Throwable> reported = new ArrayList<>();
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler((t, told) -> reported.add(told));

        // when
        try {
            scope.failed(failure);
            task.interrupt(scope);
            turn();
        } finally {
            thread.setUncaughtExceptionHandler(before);
        }

        // then
        assertThat(result(task)).isSameAs(failure);
        assertThat(reported).containsExactly(ofTheStage);
    }

    @Test
    void gone_beforeTheBodyIsInterrupted_leavesTheGroupAloneInWhichItWaits() {
        // given: a failure that the body has caught, told late
        Async<String> part = ByHand.of(s -> Bobbin.yieldNow(), s -> Bobbin.yieldNow(), s -> done("answer"));
        Task<String> task = scheduler.start(ByHand.of(
                s -> {
                    scope = Scope.open();
                    scope.failed(failure);
                    scope.handed(failure);
                    return done();
                },
                s -> part.timeout(Duration.ofDays(1)),
                o -> ByHand.of(s -> new Close(scope), s -> done(o.get()))));
        scheduler.run(Async::done); // it waits for the part

        // when
        task.interrupt(scope);

        // then
        assertThat(result(task)).isEqualTo("answer");
    }
}
