package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Latch;
import dev.bobbin.Scheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link ExecutorService} promises, of the one whose work is tasks. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TaskExecutorTest {
    /** Without a substitute for who blocks it. */
    private final ExecutorService thread = Executors.newSingleThreadExecutor(code -> new Thread(code, "the thread"));

    private final Scheduler scheduler = Scheduler.on(thread);
    private final ExecutorService executor = scheduler.executor();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch on = new CountDownLatch(1);

    @AfterEach
    void close() {
        scheduler.close();
        thread.shutdownNow();
    }

    private Void block() throws InterruptedException {
        begun.countDown();
        on.await();
        return null;
    }

    private boolean awaitTermination() throws InterruptedException {
        return executor.awaitTermination(1, TimeUnit.MINUTES);
    }

    @Test
    void work_runsOnTheSchedulerAndGivesItsResultOrItsFailure() throws Exception {
        IOException failure = new IOException("on purpose");

        assertThat(executor.submit(() -> Thread.currentThread().getName()).get())
                .isEqualTo("the thread");
        assertThat(executor.submit(() -> {}, "done").get()).isEqualTo("done");
        assertThatThrownBy(() -> executor.submit((Callable<Void>) () -> {
                            throw failure;
                        })
                        .get())
                .isInstanceOf(ExecutionException.class)
                .hasCause(failure);
        assertThat(CompletableFuture.supplyAsync(() -> 1, executor)
                        .thenApplyAsync(x -> x + 1, executor)
                        .get())
                .isEqualTo(2);
    }

    @Test
    void manyPiecesOfWork_all_run() throws Exception {
        AtomicInteger sum = new AtomicInteger();
        List<Callable<Integer>> work = IntStream.rangeClosed(1, 10_000)
                .<Callable<Integer>>mapToObj(i -> () -> sum.addAndGet(i))
                .toList();

        try (Scheduler workers = Scheduler.workers(2)) {
            for (Future<Integer> future : workers.executor().invokeAll(work)) {
                assertThat(future.isDone()).isTrue();
            }
        }
        assertThat(sum).hasValue(50_005_000);
        int any = executor.invokeAny(List.<Callable<Integer>>of(() -> 3, () -> 3));
        assertThat(any).isEqualTo(3);
    }

    @Test
    void workThatFailsAndNobodyWaitsFor_isReportedToItsThread() throws Exception {
        // given
        CompletableFuture<Throwable> reported = new CompletableFuture<>();
        RuntimeException failure = new IllegalStateException("on purpose");
        executor.execute(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, t) -> reported.complete(t));
            throw failure;
        });

        // then
        assertThat(reported.get()).isSameAs(failure);
        assertThat(executor.submit(() -> 1).get()).isEqualTo(1);
    }

    @Test
    void cancel_ofWorkThatRuns_interruptsThatAndNothingAfterIt() throws Exception {
        // given
        Future<Void> first = executor.submit(this::block);
        Future<Boolean> second = executor.submit(() -> Thread.currentThread().isInterrupted());
        begun.await();

        // when
        assertThat(first.cancel(true)).isTrue();

        // then
        assertThatThrownBy(first::get).isInstanceOf(CancellationException.class);
        assertThat(second.get()).isFalse();
    }

    @Test
    void cancel_ofWorkThatHasNotBegun_isNeverRun() throws Exception {
        // given
        AtomicInteger ran = new AtomicInteger();
        executor.submit(this::block);
        Future<Integer> second = executor.submit(ran::incrementAndGet);
        begun.await();

        // when
        second.cancel(false);
        on.countDown();
        executor.shutdown();

        // then
        assertThat(awaitTermination()).isTrue();
        assertThat(ran).hasValue(0);
    }

    @Test
    void shutdown_runsWhatItHas_andTakesNoMore() throws Exception {
        // given
        Future<Void> first = executor.submit(this::block);
        Future<Integer> second = executor.submit(() -> 2);

        // when
        executor.shutdown();

        // then
        assertThat(executor.isShutdown()).isTrue();
        assertThat(executor.isTerminated()).isFalse();
        assertThatThrownBy(() -> executor.submit(() -> 3))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("shut down");
        assertThat(executor.awaitTermination(0, TimeUnit.NANOSECONDS)).isFalse();
        on.countDown();
        assertThat(awaitTermination()).isTrue();
        assertThat(executor.isTerminated()).isTrue();
        assertThat(first.get()).isNull();
        assertThat(second.get()).isEqualTo(2);
        assertThat(scheduler.executor().submit(() -> 4).get()).isEqualTo(4); // another one
    }

    @RepeatedTest(100) // who is interrupted may leave its thread to another at once
    void shutdownNow_interruptsWhatRuns_andGivesBackWhatHasNotBegun() throws Exception {
        // given
        Future<Void> first = executor.submit(this::block);
        AtomicInteger ran = new AtomicInteger();
        Runnable second = ran::incrementAndGet;
        begun.await();
        executor.execute(second);
        Future<Integer> third = executor.submit(() -> 3);

        // when
        List<Runnable> never = executor.shutdownNow();

        // then
        assertThat(never).hasSize(2).startsWith(second);
        assertThatThrownBy(first::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(awaitTermination()).isTrue();
        assertThat(ran).hasValue(0);
        assertThat(third.isDone()).isFalse();
        never.get(1).run(); // ours now
        assertThat(third.get()).isEqualTo(3);
    }

    @Test
    void shutdownNow_again_givesBackNothingTwice() throws Exception {
        // given: one that goes on, whoever interrupts it
        executor.submit(() -> {
            for (; ; ) {
                try {
                    return block();
                } catch (InterruptedException e) { // not yet
                    continue;
                }
            }
        });
        begun.await();
        executor.submit(() -> 2);

        // when, then
        List<Runnable> never = executor.shutdownNow();
        assertThat(never).hasSize(1);
        assertThat(executor.shutdownNow()).isEmpty();
        on.countDown();
        assertThat(awaitTermination()).isTrue();
    }

    /** Its pieces of work are futures around those that it cancels. */
    @Test
    void invokeAny_interruptsTheOthers() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Scheduler workers = Scheduler.workers(2)) {
            String first = workers.executor()
                    .invokeAny(List.of(
                            () -> {
                                try {
                                    block();
                                } catch (InterruptedException e) {
                                    interrupted.countDown();
                                }
                                return "the other";
                            },
                            () -> {
                                begun.await();
                                return "first";
                            }));

            assertThat(first).isEqualTo("first");
            interrupted.await();
        }
    }

    @Test
    void scheduler_closedWithADeadline_cancelsWorkThatHasNotBegun() throws Exception {
        // given: steps run when they are taken from here; and tasks that are queued when they are cancelled, the first
        // and the last
        BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();
        Scheduler byHand = Scheduler.on(steps::add);
        ExecutorService here = byHand.executor();
        byHand.start(Latch.of(1).opened());
        steps.take().run();
        AtomicInteger ran = new AtomicInteger();
        Future<Integer> work = here.submit(ran::incrementAndGet);
        Runnable begins = steps.take();
        byHand.start(Latch.of(1).opened());
        steps.take().run();

        // when
        Thread closing = new Thread(() -> byHand.close(Duration.ofMinutes(1)));
        closing.start();
        List<Runnable> ends = List.of(steps.take(), steps.take());
        begins.run();
        ends.forEach(Runnable::run);
        closing.join();

        // then
        assertThatThrownBy(work::get).isInstanceOf(CancellationException.class);
        assertThat(ran).hasValue(0);
        assertThatThrownBy(() -> here.submit(() -> 4))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void futureThatFailsWhenItIsCancelled_keepsNobodyFromTheEnd() throws Exception {
        // given: steps run when they are taken from here; a future whose task is cancelled before its first step
        BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();
        Scheduler byHand = Scheduler.on(steps::add);
        ExecutorService here = byHand.executor();
        here.execute(new FutureTask<>(() -> 1) {
            @Override
            protected void done() {
                throw new IllegalStateException("on purpose");
            }
        });
        Runnable begins = steps.take();
        byHand.start(Latch.of(1).opened());
        steps.take().run(); // it waits, until it is cancelled
        here.shutdown();

        // when
        CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> byHand.close(Duration.ofSeconds(20)));
        Runnable ends = steps.take();
        List<Throwable> reported = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((thread, t) -> reported.add(t));
        begins.run();
        ends.run();

        // then
        closed.get(); // or it names what has not ended
        assertThat(here.awaitTermination(0, TimeUnit.NANOSECONDS)).isTrue();
        assertThat(reported).singleElement().asString().contains("on purpose");
    }
}
