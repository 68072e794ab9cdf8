package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Values, callbacks and futures, awaited. */
final class AsyncTest {
    private final Scheduler scheduler = Scheduler.single();

    @Test
    void done_awaitedManyTimes_givesTheSameValue() {
        // given
        Object value = new Object();
        Async<Object> done = Async.done(value);

        // when, then
        for (int k = 0; k < 3; k++) {
            assertThat(scheduler.<Object>run(() -> done)).isSameAs(value);
        }
    }

    @Test
    void done_ofNothing_givesNull() {
        assertThat(scheduler.<Void>run(Async::done)).isNull();
        assertThat(scheduler.<String>run(() -> Async.done(null))).isNull();
    }

    @Test
    void failed_awaitedManyTimes_throwsTheSameObject() {
        // given
        IOException failure = new IOException("broken");
        Async<Object> failed = Async.failed(failure);

        // when, then
        for (int k = 0; k < 3; k++) {
            assertThatThrownBy(() -> scheduler.run(() -> failed)).isSameAs(failure);
        }
        assertThat(failure.getSuppressed()).isEmpty();
    }

    @Test
    void failed_withoutFailure_isRefused() {
        assertThatThrownBy(() -> Async.failed(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void create_completedInItsStart_doesNotSuspend() {
        // given
        Async<String> created = Async.create(c -> c.complete("now"));

        // when
        String result = scheduler.run(() -> created);

        // then
        assertThat(result).isEqualTo("now");
    }

    @Test
    void create_nobodyAwaits_isNotStarted() {
        Async<String> created = Async.create(c -> {
            throw new AssertionError("started");
        });
        assertThat(created).isNotNull();
    }

    @Test
    void create_completedTwice_keepsTheFirstOutcome() {
        // given
        List<Boolean> answers = new ArrayList<>();

        // when
        String result = scheduler.run(() -> Async.create(c -> {
            answers.add(c.complete("first"));
            answers.add(c.complete("second"));
            answers.add(c.fail(new IllegalStateException("late")));
        }));

        // then
        assertThat(result).isEqualTo("first");
        assertThat(answers).containsExactly(true, false, false);
    }

    @Test
    void create_failed_throwsTheFailureItself() {
        IOException failure = new IOException("callback");
        assertThatThrownBy(() -> scheduler.run(() -> Async.create(c -> c.fail(failure))))
                .isSameAs(failure);
    }

    @Test
    void create_startThrows_throwsThat() {
        IllegalStateException failure = new IllegalStateException("start");
        assertThatThrownBy(() -> scheduler.run(() -> Async.create(c -> {
                    throw failure;
                })))
                .isSameAs(failure);
    }

    @Test
    void create_awaitedTwice_isRefused() {
        // given
        Async<Integer> created = Async.create(c -> c.complete(1));
        scheduler.run(() -> created);

        // when, then
        assertThatThrownBy(() -> scheduler.run(() -> created))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("awaited before");
    }

    @Test
    void create_completedByAnotherThread_wakesTheLoop() throws Exception {
        // given
        Semaphore started = new Semaphore(0);
        AtomicReference<Completer<Thread>> completer = new AtomicReference<>();
        Thread other = new Thread(() -> {
            started.acquireUninterruptibly();
            completer.get().complete(Thread.currentThread());
        });
        other.start();

        // when
        Thread result = scheduler.run(() -> Async.create(c -> {
            completer.set(c);
            started.release();
        }));

        // then
        assertThat(result).isSameAs(other);
        other.join();
    }

    @Test
    void create_completedByAnotherThreadWhileItParks_neverLosesTheWakeUp() throws Exception {
        // given
        int rounds = 20_000;
        Semaphore go = new Semaphore(0);
        AtomicReference<Completer<Integer>> completer = new AtomicReference<>();
        Thread other = new Thread(() -> {
            for (int k = 0; k < rounds; k++) {
                Completer<Integer> c;
                do {
                    c = completer.getAndSet(null);
                } while (c == null);
                c.complete(k);
            }
            go.release();
        });
        other.start();

        // when, then
        for (int k = 0; k < rounds; k++) {
            assertThat(scheduler.<Integer>run(() -> ByHand.of(start -> Async.<Integer>create(completer::set))))
                    .isEqualTo(k);
        }
        go.acquire();
        other.join();
    }

    @Test
    void from_completedStage_givesItsValue() {
        assertThat(scheduler.<Integer>run(() -> Async.from(CompletableFuture.completedFuture(5))))
                .isEqualTo(5);
    }

    @Test
    void from_stageFailedThroughOthers_throwsTheFailureWithoutItsWrapper() {
        // given
        IOException failure = new IOException("stage");
        CompletableFuture<Integer> source = new CompletableFuture<>();
        var dependent = source.thenApply(x -> x + 1).thenApply(x -> x + 1);
        source.completeExceptionally(failure);

        // when, then
        assertThatThrownBy(() -> scheduler.run(() -> Async.from(dependent))).isSameAs(failure);
    }

    @Test
    void from_wrapperWithoutCause_throwsTheWrapper() {
        CompletionException bare = new CompletionException("bare", null);
        assertThatThrownBy(() -> scheduler.run(() -> Async.from(CompletableFuture.failedFuture(bare))))
                .isSameAs(bare);
    }

    @Test
    void from_awaitingTaskCancelled_cancelsTheFuture() {
        // given
        CompletableFuture<Integer> future = new CompletableFuture<>();
        Task<Integer> task = scheduler.start(ByHand.awaiting(Async.from(future)));

        // when
        scheduler.run(Bobbin::yieldNow);
        task.cancel();

        // then
        assertThatThrownBy(() -> scheduler.run(() -> task)).isInstanceOf(CancellationException.class);
        assertThat(future).isCancelled();
    }

    @Test
    void from_stageWithoutAFuture_awaitingTaskCancelled_isNobodysFailure() {
        // given
        CompletionStage<?> stage = (CompletionStage<?>) Proxy.newProxyInstance(
                AsyncTest.class.getClassLoader(),
                new Class<?>[] {CompletionStage.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("toCompletableFuture")) {
                        throw new UnsupportedOperationException("a stage may have none");
                    }
                    return proxy;
                });
        List<Throwable> reported = new ArrayList<>();
        Task<?> task = scheduler.start(ByHand.awaiting(Async.from(stage)));
        scheduler.run(Bobbin::yieldNow);
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler((t, failure) -> reported.add(failure));

        // when
        try {
            task.cancel();
        } finally {
            thread.setUncaughtExceptionHandler(before);
        }

        // then
        assertThatThrownBy(() -> scheduler.run(() -> task)).isInstanceOf(CancellationException.class);
        assertThat(reported).isEmpty();
    }

    @Test
    void from_futureCancelled_throwsItsCancellationException() {
        // given
        CompletableFuture<Integer> future = new CompletableFuture<>();
        future.cancel(true);

        // when, then
        assertThatThrownBy(() -> scheduler.run(() -> Async.from(future))).isInstanceOf(CancellationException.class);
    }

    @Test
    void toFuture_ofAValue_completes() throws Exception {
        CompletableFuture<String> future =
                ByHand.<String>of(s -> Bobbin.yieldNow(), s -> Async.done("v")).toFuture();
        Bobbin.run(() -> Async.from(future));
        assertThat(future.get()).isEqualTo("v");
    }

    @Test
    void toFuture_ofAFailure_failsWithTheFailureItself() {
        // given
        IOException failure = new IOException("future");

        // when
        CompletableFuture<Object> future = Async.failed(failure).toFuture();
        assertThatThrownBy(() -> Bobbin.run(() -> Async.from(future))).isSameAs(failure);

        // then
        assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class).hasCause(failure);
    }

    @Test
    void toFuture_cancelled_cancelsTheTask() {
        // given
        List<Throwable> seen = new ArrayList<>();
        CompletableFuture<Object> future = ByHand.of(s -> Async.create(c -> {}), after -> {
                    seen.add(after.failure());
                    return Async.done(after.get());
                })
                .toFuture();
        Bobbin.run(Bobbin::yieldNow);

        // when
        future.cancel(true);
        Bobbin.run(Bobbin::yieldNow);

        // then
        assertThat(future).isCancelled();
        assertThat(seen).singleElement().isInstanceOf(Cancelled.class);
    }

    @Test
    void await_inUntransformedCodeOnAPlatformThread_saysWhatToDo() {
        assertThatThrownBy(() -> Async.done(1).await())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AsyncTest")
                .hasMessageContaining("AsyncTest.java")
                .hasMessageContaining("bobbin run")
                .hasMessageContaining("bobbin compile");
    }

    @Test
    void await_inUntransformedCodeOnAVirtualThread_parksIt() throws Exception {
        if (Runtime.version().feature() < 21) {
            return; // no virtual threads
        }
        // given
        AtomicReference<Object> result = new AtomicReference<>();
        Runnable body = () -> result.set(ByHand.<String>of(s -> Bobbin.yieldNow(), s -> Async.done("parked"))
                .await());

        // when
        Thread thread = (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, body);
        thread.join();

        // then
        assertThat(result.get()).isEqualTo("parked");
    }

    @Test
    void raceAndAny_ofNothing_areRefused() {
        assertThatThrownBy(() -> Async.race(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Async.any(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nullArguments_areRefusedAtOnce() {
        List<Async<Integer>> withNull = new ArrayList<>();
        withNull.add(null);
        assertThatThrownBy(() -> Async.create(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Async.from(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Async.uncancellable(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Async.all(withNull)).isInstanceOf(NullPointerException.class);
    }
}
