package dev.bobbin.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.abi.Context;
import dev.bobbin.spi.Alarm;
import dev.bobbin.spi.Completion;
import dev.bobbin.spi.RuntimeProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import user.Code;

@Timeout(60)
class WorkersTest {
    private final List<Workers> opened = new ArrayList<>();

    private Workers workers(int count) {
        Workers workers = new Workers(count);
        opened.add(workers);
        return workers;
    }

    @AfterEach
    void close() {
        opened.forEach(Workers::close);
    }

    @Test
    void provider_asServiceLoaderSees_makesWorkers() {
        // given
        RuntimeProvider provider =
                ServiceLoader.load(RuntimeProvider.class).findFirst().orElseThrow();

        // then
        assertThat(provider).isInstanceOf(WorkerProvider.class);
        assertThatThrownBy(() -> provider.workers(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void dispatch_aMillionTasksFromEverywhere_runsEachOnce(int count) throws Exception {
        // given: tasks that dispatch further ones, next to threads that do
        int total = 1_000_000;
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Workers workers = workers(count);
        AtomicIntegerArray runs = new AtomicIntegerArray(total);
        AtomicInteger drawn = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(total);
        class Spreader {
            void spread(int many) {
                for (int i = 0; i < many; i++) {
                    int n = drawn.getAndIncrement();
                    if (n >= total) {
                        return;
                    }
                    workers.dispatch(Job.of(() -> {
                        runs.incrementAndGet(n);
                        done.countDown();
                        int h = (int) ((seed ^ n) * 0x9E3779B97F4A7C15L >>> 40) & 1023;
                        spread(h < 300 ? 0 : h < 900 ? 1 : h < 1020 ? 2 : 600);
                    }));
                }
            }
        }
        Spreader spreader = new Spreader();

        // when
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            SplittableRandom random = new SplittableRandom(seed + t);
            Thread thread = new Thread(() -> {
                while (drawn.get() < total) {
                    spreader.spread(random.nextInt(1, 50));
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        done.await();

        // then
        assertThat(workers.hasWork()).isFalse();
        for (int i = 0; i < total; i++) {
            if (runs.get(i) != 1) {
                assertThat(runs.get(i)).as("runs of task %d, seed %d", i, seed).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void dispatch_pingPongWithIdleWorkers_losesNoWakeUp(int count) throws Exception {
        // given
        Workers workers = workers(count);
        List<Thread> players = new ArrayList<>();

        // when
        AtomicInteger rounds = new AtomicInteger();
        for (int p = 0; p < 2; p++) {
            Semaphore pong = new Semaphore(0);
            Job ping = Job.of(() -> {
                rounds.incrementAndGet();
                pong.release();
            });
            Thread player = new Thread(() -> {
                for (int i = 0; i < 30_000; i++) {
                    workers.dispatch(ping);
                    pong.acquireUninterruptibly();
                }
            });
            player.start();
            players.add(player);
        }
        for (Thread player : players) {
            player.join();
        }

        // then
        assertThat(rounds).hasValue(60_000);
    }

    @Test
    void dispatch_fromWorkerThatThenBlocks_wakesAnother() throws Exception {
        // given: pairs of tasks that end only if two workers run them at once
        Workers workers = workers(2);
        CyclicBarrier together = new CyclicBarrier(2);
        int pairs = 10_000;

        // when
        for (int i = 0; i < pairs; i++) {
            CountDownLatch ended = new CountDownLatch(2);
            Job half = new Job(context -> {
                together.await();
                ended.countDown();
            });
            workers.dispatch(Job.of(() -> {
                workers.dispatch(half);
                workers.dispatch(half);
            }));
            ended.await();
        }

        // then
        assertThat(together.getNumberWaiting()).isZero();
    }

    @Test
    void dispatchNext_byATaskThatThenComputes_isRunByAnotherWorker() throws Exception {
        // given: a task that ends only when the one that it has woken has run
        Workers workers = workers(2);

        for (int i = 0; i < 100; i++) {
            // when
            CountDownLatch woken = new CountDownLatch(1);
            CountDownLatch ended = new CountDownLatch(1);
            workers.dispatch(new Job(context -> {
                workers.dispatchNext(Job.of(woken::countDown));
                woken.await();
                ended.countDown();
            }));

            // then
            ended.await();
        }
    }

    @Test
    void dispatchNext_onAWorker_runsBeforeWhatIsQueued() throws Exception {
        // given
        Workers workers = workers(1);
        List<String> order = new ArrayList<>();
        CountDownLatch ended = new CountDownLatch(1);

        // when
        workers.dispatch(Job.of(() -> {
            workers.dispatch(Job.of(() -> order.add("spawned")));
            workers.dispatchNext(Job.of(() -> order.add("woken first")));
            workers.dispatchNext(Job.of(() -> order.add("woken last")));
            workers.dispatchLast(Job.of(ended::countDown));
        }));
        ended.await();

        // then
        assertThat(order).containsExactly("woken last", "spawned", "woken first");
    }

    @Test
    void dispatchAwaiter_onAWorker_runsBehindWhatIsQueued_elseNext() throws Exception {
        // given
        Workers workers = workers(1);
        List<String> order = new ArrayList<>();
        CountDownLatch ended = new CountDownLatch(1);

        // when
        workers.dispatch(Job.of(() -> {
            workers.dispatchAwaiter(Job.of(() -> order.add("next")));
            workers.dispatch(Job.of(() -> order.add("spawned")));
            workers.dispatchAwaiter(Job.of(() -> order.add("behind")));
            workers.dispatchLast(Job.of(ended::countDown));
        }));
        ended.await();

        // then
        assertThat(order).containsExactly("next", "spawned", "behind");
    }

    @Test
    void dispatchAwaiter_byATaskThatThenComputes_isRunByAnotherWorker() throws Exception {
        // given: nobody is woken for what is to be last
        Workers workers = workers(2);
        AtomicBoolean seen = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);

        // when
        workers.dispatch(Job.of(() -> {
            workers.dispatchLast(Job.of(() -> {}));
            workers.dispatchAwaiter(Job.of(() -> seen.set(true)));
            while (!seen.get()) {
                Thread.onSpinWait();
            }
            ended.countDown();
        }));

        // then
        ended.await();
    }

    @Test
    void dispatchNext_tasksThatWakeEachOther_doNotStarveTheRing() throws Exception {
        // given: the two keep each other going until the third has run
        Workers workers = workers(1);
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        Job[] two = new Job[2];
        for (int i = 0; i < 2; i++) {
            int n = i;
            two[i] = Job.of(() -> {
                if (over.get()) {
                    ended.countDown();
                } else {
                    workers.dispatchNext(two[1 - n]);
                }
            });
        }

        // when
        workers.dispatch(Job.of(() -> {
            workers.dispatchNext(two[0]);
            workers.dispatch(Job.of(() -> over.set(true)));
        }));

        // then
        ended.await();
    }

    @Test
    void monitor_withAllWorkersAsleep_sleepsToo() throws Exception {
        // given
        Workers workers = workers(2);
        Thread monitor = workers.monitor.thread();
        for (int i = 0; i < 3; i++) {
            // when: a task that ends when it has been looked at
            CountDownLatch ended = new CountDownLatch(1);
            long looks = workers.monitor.looks();
            workers.dispatch(Job.of(() -> {
                Code.computeUntil(() -> workers.monitor.looks() > looks);
                ended.countDown();
            }));
            ended.await();

            // then: it comes to rest, also after an interrupt
            awaitState(monitor, Thread.State.WAITING);
            monitor.interrupt();
            while (monitor.isInterrupted()) {
                Thread.onSpinWait();
            }
            awaitState(monitor, Thread.State.WAITING);
        }
        assertThat(monitor.isDaemon()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void dispatch_asManyAsWorkersAtOnce_wakesThemAll(int count) throws Exception {
        // given: tasks that end only when every worker runs one
        Workers workers = workers(count);
        CyclicBarrier together = new CyclicBarrier(count);

        // when
        for (int i = 0; i < 2_000; i++) {
            CountDownLatch ended = new CountDownLatch(count);
            for (int t = 0; t < count; t++) {
                workers.dispatch(new Job(context -> {
                    together.await();
                    ended.countDown();
                }));
            }
            ended.await();
        }

        // then
        assertThat(together.getNumberWaiting()).isZero();
    }

    @Test
    void dispatch_fromOutsideWhileAWorkerFeedsItself_isNotStarved() throws Exception {
        // given
        Workers workers = workers(1);
        CountDownLatch outsider = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        class Feeder {
            void feed() {
                begun.countDown();
                if (outsider.getCount() > 0) {
                    workers.dispatch(Job.of(this::feed));
                } else {
                    stopped.countDown();
                }
            }
        }
        workers.dispatch(Job.of(new Feeder()::feed));
        begun.await();

        // when
        workers.dispatch(Job.of(outsider::countDown));

        // then
        assertThat(stopped.await(30, SECONDS)).isTrue();
    }

    @Test
    void dispatch_aThousandFromOneTask_overflowsAndRunsAll() throws Exception {
        // given
        Workers workers = workers(1);
        CountDownLatch all = new CountDownLatch(1000);

        // when
        workers.dispatch(Job.of(() -> {
            for (int i = 0; i < 1000; i++) {
                workers.dispatch(Job.of(all::countDown));
            }
        }));

        // then
        assertThat(all.await(30, SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void worker_withoutWork_parks(int count) throws Exception {
        // given
        Workers workers = workers(count);
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        workers.dispatch(Job.of(() -> worker.complete(Thread.currentThread())));

        // then: it comes to rest, also after an interrupt
        Thread thread = worker.get();
        awaitState(thread, Thread.State.WAITING);
        thread.interrupt();
        while (thread.isInterrupted()) {
            Thread.onSpinWait();
        }
        awaitState(thread, Thread.State.WAITING);
        assertThat(thread.getName()).startsWith("bobbin-worker-");
        assertThat(thread.isDaemon()).isTrue();
    }

    @Test
    void worker_taskThrows_reportsItAndGoesOn() throws Exception {
        // given
        Workers workers = workers(1);
        List<Throwable> reported = new ArrayList<>();
        workers.dispatch(Job.of(() -> Thread.currentThread().setUncaughtExceptionHandler((t, e) -> {
            reported.add(e);
            throw new IllegalArgumentException("the handler fails too");
        })));
        List<Throwable> thrown = List.of(new Error("a bug"), new StackOverflowError(), new Exception("checked"));

        // when: each also leaves its context in the middle of a suspension
        for (Throwable t : thrown) {
            workers.dispatch(new Job(context -> {
                context.suspend(new Job(c -> {}));
                throw t;
            }));
        }
        AtomicInteger ran = new AtomicInteger();
        CountDownLatch next = new CountDownLatch(1000);
        for (int i = 0; i < 1000; i++) {
            workers.dispatch(new Job(context -> {
                if (context.signal == Context.NONE && Context.current() == context && context.running() == null) {
                    ran.incrementAndGet();
                }
                next.countDown();
            }));
        }

        // then
        next.await();
        assertThat(ran).hasValue(1000);
        assertThat(reported).isEqualTo(thrown);
    }

    @Test
    void worker_taskLeavesInterruptSet_nextTaskDoesNotSeeIt() throws Exception {
        // given
        Workers workers = workers(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

        // when
        workers.dispatch(Job.of(() -> {
            workers.dispatchNext(
                    Job.of(() -> interrupted.complete(Thread.interrupted()))); // it does not park in between
            Thread.currentThread().interrupt();
        }));

        // then
        assertThat(interrupted.get()).isFalse();
    }

    @Test
    void worker_contextClassLoader_isTheCreators() throws Exception {
        // given
        Thread creator = Thread.currentThread();
        ClassLoader before = creator.getContextClassLoader();
        ClassLoader own = new ClassLoader(before) {};
        CompletableFuture<ClassLoader> seen = new CompletableFuture<>();

        // when
        creator.setContextClassLoader(own);
        try {
            workers(1)
                    .dispatch(Job.of(() -> seen.complete(Thread.currentThread().getContextClassLoader())));
        } finally {
            creator.setContextClassLoader(before);
        }

        // then
        assertThat(seen.get()).isSameAs(own);
    }

    @Test
    void worker_deepRecursion_hasTheStackForIt() throws Exception {
        // given
        Workers workers = workers(1);
        CompletableFuture<Integer> depth = new CompletableFuture<>();

        // when
        workers.dispatch(Job.of(() -> depth.complete(down(50_000))));

        // then
        assertThat(depth.get(30, SECONDS)).isEqualTo(50_000);
    }

    private static int down(int n) {
        return n == 0 ? 0 : 1 + down(n - 1);
    }

    @Test
    void spend_manyOperationsInOneRun_endsUntilTheNext() throws Exception {
        // given
        Workers workers = workers(1);
        CompletableFuture<Integer> first = new CompletableFuture<>();
        CompletableFuture<Boolean> second = new CompletableFuture<>();

        // when
        workers.dispatch(new Job(context -> {
            int n = 0;
            while (context.spend()) {
                n++;
            }
            first.complete(n);
        }));
        workers.dispatch(new Job(context -> second.complete(context.spend())));

        // then
        assertThat(first.get()).isEqualTo(127);
        assertThat(second.get()).isTrue();
    }

    @Test
    void runUntil_completionCompletes_returns() throws Exception {
        // given
        Workers workers = workers(1);

        for (int i = 0; i < 10_000; i++) {
            // when
            Completion completion = new Completion();
            workers.dispatch(Job.of(() -> {
                completion.complete();
                workers.completed(completion);
            }));
            workers.runUntil(completion);

            // then
            assertThat(completion.isComplete()).isTrue();
        }
    }

    @Test
    void runUntil_onItsOwnWorker_failsWithTheRemedy() throws Exception {
        // given
        Workers workers = workers(1);
        CompletableFuture<Throwable> failure = new CompletableFuture<>();

        // when
        workers.dispatch(Job.of(() -> {
            try {
                workers.runUntil(new Completion());
                failure.complete(null);
            } catch (Throwable t) { // looked at below
                failure.complete(t);
            }
        }));

        // then
        assertThat(failure.get())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bobbin-worker-1 would wait for itself")
                .hasMessageContaining("`await()` instead of `Bobbin.run`");
    }

    @Test
    void runUntil_callerInterrupted_throws() {
        // given
        Workers workers = workers(1);
        Thread.currentThread().interrupt();

        // then
        assertThatThrownBy(() -> workers.runUntil(new Completion())).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void runUntil_workersClosedMeanwhile_fails() throws Exception {
        // given
        Workers workers = workers(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                workers.runUntil(new Completion());
            } catch (Throwable t) { // looked at below
                failure.set(t);
            }
        });
        caller.start();
        awaitState(caller, Thread.State.WAITING);

        // when
        workers.close();

        // then
        caller.join();
        assertThat(failure.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void close_idleOrBusy_endsThreadsAndDropsWhatComes(int count) throws Exception {
        // given
        Workers workers = workers(count);
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        workers.dispatch(new Job(context -> {
            busy.countDown();
            release.await();
        }));
        busy.await();
        workers.schedule(new Alarm(() -> {}), workers.nanoTime() + SECONDS.toNanos(3600));

        // when
        workers.close();
        workers.close();
        AtomicInteger ran = new AtomicInteger();
        workers.dispatch(Job.of(ran::incrementAndGet));
        workers.schedule(new Alarm(ran::incrementAndGet), workers.nanoTime());
        release.countDown();

        // then
        for (Worker worker : workers.all()) {
            worker.join();
        }
        assertThat(ran).hasValue(0);
        assertThat(workers.hasWork()).isFalse();
    }

    static void awaitState(Thread thread, Thread.State state) {
        while (thread.getState() != state) {
            Thread.onSpinWait();
        }
    }
}
