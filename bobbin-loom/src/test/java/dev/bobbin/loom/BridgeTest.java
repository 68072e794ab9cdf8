package dev.bobbin.loom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Blocking;
import dev.bobbin.Bobbin;
import dev.bobbin.Bridge;
import dev.bobbin.Cancelled;
import dev.bobbin.Clock;
import dev.bobbin.Completer;
import dev.bobbin.Coroutine;
import dev.bobbin.Latch;
import dev.bobbin.Local;
import dev.bobbin.Scheduler;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Plain code that awaits. Nothing here is compiled by Bobbin. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BridgeTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    private final Scheduler scheduler = Scheduler.workers(2);
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        assertThat(scheduler.close(Duration.ofSeconds(30))).isEmpty();
    }

    private static int waits(int x) {
        Bobbin.yieldNow().await();
        Clock.sleep(SHORT).await();
        return x;
    }

    private static int deep(int depth) {
        return depth == 0 ? waits(0) : deep(depth - 1) + 1;
    }

    private static Async<Integer> fails(Exception failure) {
        return Bridge.run(() -> {
            waits(1);
            throw failure;
        });
    }

    @Test
    void code_thatAwaits_givesItsResult() {
        assertThat(scheduler.<Integer>run(
                        () -> Bridge.run(() -> waits(1) + Async.done(2).await() + deep(100))))
                .isEqualTo(103);
    }

    @Test
    void code_thatAwaitsInLambdas_givesItsResult() {
        assertThat(scheduler.<Integer>run(() -> Bridge.run(
                        () -> IntStream.range(0, 10).map(BridgeTest::waits).sum())))
                .isEqualTo(45);
    }

    @Test
    void code_thatGivesNull_givesNull() {
        assertThat(scheduler.<Object>run(
                        () -> Bridge.run(() -> Clock.sleep(SHORT).await())))
                .isNull();
    }

    @Test
    void failure_ofWhatIsAwaited_isTheSameInTheCodeAndOutside() {
        IOException failure = new IOException("once");

        assertThatThrownBy(() -> scheduler.run(() -> Bridge.run(() -> {
                    try {
                        return fails(failure).await();
                    } catch (Exception e) {
                        log.add("caught " + e.getMessage());
                        throw e;
                    }
                })))
                .isSameAs(failure);
        assertThat(log).containsExactly("caught once");
    }

    @Test
    void code_withCarriedLocal_hasItInItsThreadBeforeAndAfterEachWait() {
        // given
        ThreadLocal<Integer> request = new ThreadLocal<>();
        Local<Integer> local = Local.carried(value -> {
            request.set(value);
            return request::remove;
        });
        List<Integer> requests = IntStream.range(0, 100).boxed().toList();

        // when
        List<List<Integer>> seen = scheduler.run(() -> Async.parallelMap(
                requests,
                100,
                n -> local.where(
                        n,
                        () -> Bridge.run(() -> {
                            Integer first = request.get();
                            waits(n);
                            return List.of(first, request.get());
                        }))));

        // then
        assertThat(seen).isEqualTo(requests.stream().map(n -> List.of(n, n)).toList());
    }

    @Test
    void executor_workThatAwaits_suspendsItsTask() throws Exception {
        // given
        ExecutorService executor = Bridge.executor(scheduler);
        Latch all = Latch.of(100);

        // when: all of them in the middle of it at once, on two workers
        List<Future<Integer>> futures = IntStream.range(0, 100)
                .mapToObj(n -> executor.submit(() -> {
                    all.countDown();
                    all.opened().await();
                    return waits(n);
                }))
                .toList();

        // then
        for (int n = 0; n < 100; n++) {
            assertThat(futures.get(n).get()).isEqualTo(n);
        }
        executor.shutdown();
        assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void executor_futureCancelled_cancelsWhatItsWorkWaitsFor() throws Exception {
        // given
        ExecutorService executor = Bridge.executor(scheduler);
        CompletableFuture<String> ended = new CompletableFuture<>();
        Latch begun = Latch.of(1);
        Future<?> future = executor.submit(() -> {
            begun.countDown();
            try {
                Latch.of(1).opened().await();
            } finally {
                ended.complete("cleaned up");
            }
        });
        scheduler.run(begun::opened);

        // when
        future.cancel(true);

        // then
        assertThat(ended.get()).isEqualTo("cleaned up");
        assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void virtualThread_startedByTheCode_runsWithoutIt() {
        assertThat(scheduler.<Integer>run(() -> Bridge.run(() -> {
                    CompletableFuture<Integer> sum = new CompletableFuture<>();
                    virtual(() -> {
                        CompletableFuture<Integer> part = new CompletableFuture<>();
                        virtual(() -> part.complete(1)); // which inherits what the first has inherited
                        sum.complete(part.join() + waits(2));
                    });
                    return Async.from(sum).await() + waits(3);
                })))
                .isEqualTo(6);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void virtualThreads_startedByManyTasks_allEndWhicheverWaits() {
        List<Integer> all = IntStream.range(0, 200).boxed().toList();

        assertThat(scheduler.<List<Integer>>run(() -> Async.parallelMap(
                        all,
                        100,
                        n -> Bridge.run(() -> {
                            CompletableFuture<Integer> first = new CompletableFuture<>();
                            CompletableFuture<Integer> second = new CompletableFuture<>();
                            virtual(() -> first.complete(waits(n)));
                            virtual(() -> second.complete(first.join()));
                            return n % 2 == 0
                                    ? second.join()
                                    : Async.from(second).await(); // blocks its worker, or suspends
                        }))))
                .isEqualTo(all);
    }

    private static void virtual(Runnable code) {
        try {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, code);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void bridge_awaitedTwice_isRefused() {
        Async<Integer> once = Bridge.run(() -> waits(1));
        scheduler.run(() -> once);

        assertThatThrownBy(() -> scheduler.run(() -> once)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void bridge_insideABridge_suspendsBoth() {
        assertThat(scheduler.<Integer>run(() -> Bridge.run(() -> waits(1)
                        + Bridge.run(() -> waits(2) + Bridge.run(() -> waits(3)).await())
                                .await())))
                .isEqualTo(6);
    }

    @Test
    void code_onAnEventLoop_awaitsThere() {
        try (Scheduler single = Scheduler.single()) {
            assertThat(single.<Integer>run(() -> Bridge.run(() -> waits(1) + deep(10))))
                    .isEqualTo(11);
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void code_inheritsTheContextClassLoaderOfTheThreadThatBeginsIt_andNoThreadLocals() {
        // given
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ClassLoader mine = new ClassLoader(before) {};
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        Async<List<Object>> seen = Bridge.run(
                () -> List.of(Thread.currentThread().getContextClassLoader(), Optional.ofNullable(local.get())));

        // when
        Thread.currentThread().setContextClassLoader(mine);
        local.set("the loop's");
        try (Scheduler single = Scheduler.single()) {
            // then
            assertThat(single.<List<Object>>run(() -> seen)).containsExactly(mine, Optional.empty());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
            local.remove();
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void blockingCall_awaitedByTheCode_hasTheCodesContextClassLoader() {
        ClassLoader mine = new ClassLoader() {};

        assertThat(scheduler.<ClassLoader>run(() -> Bridge.run(() -> {
                    Thread.currentThread().setContextClassLoader(mine);
                    return Blocking.call(() -> Thread.currentThread().getContextClassLoader())
                            .await();
                })))
                .isSameAs(mine);
    }

    @Test
    void code_onAnExecutor_awaitsThere() {
        Scheduler on = Scheduler.on(ForkJoinPool.commonPool());
        List<Async<Integer>> parts = IntStream.range(0, 100)
                .mapToObj(i -> Bridge.run(() -> waits(i)))
                .toList();

        assertThat(on.<List<Integer>>run(() -> Async.all(parts)))
                .isEqualTo(IntStream.range(0, 100).boxed().toList());
        assertThat(on.close(Duration.ofSeconds(30))).isEmpty();
    }

    @Test
    void tenThousandAtOnce_onTwoWorkers_allEnd() {
        Latch all = Latch.of(10_000);
        List<Async<Integer>> parts =
                IntStream.range(0, 10_000).mapToObj(i -> tenThousandth(all, i)).toList();

        assertThat(scheduler.<List<Integer>>run(() -> Async.all(parts)))
                .hasSize(10_000)
                .last()
                .isEqualTo(9_999);
        assertThat(scheduler.ledger().parked()).isZero();
    }

    /** On JDK 21 and later all wait for each other; elsewhere not so many have a thread at once. */
    private static Async<Integer> tenThousandth(Latch all, int i) {
        return Bridge.run(() -> {
            if (Runtime.version().feature() >= 21) {
                all.countDown();
                all.opened().await();
            }
            Bobbin.yieldNow().await();
            return i;
        });
    }

    // ---- cancellation -----------------------------------------------------------------------------------------------

    @Test
    void cancellation_whileItAwaits_isThrownThereAndFinallyMayAwait() throws Exception {
        AtomicReference<Completer<Integer>> waiting = new AtomicReference<>();
        Latch there = Latch.of(1);
        Task<Integer> task = scheduler.start(Bridge.run(() -> {
            try {
                return Async.<Integer>create(c -> {
                            waiting.set(c);
                            there.countDown();
                        })
                        .await();
            } catch (Error | CancellationException e) { // the latter where it blocks a thread
                log.add(e.getClass().getSimpleName());
                throw e;
            } finally {
                log.add("finally " + (Runtime.version().feature() < 21 ? 7 : waits(7)));
            }
        }));
        there.awaitBlocking();
        task.cancel("enough");

        assertThatThrownBy(() -> scheduler.run(() -> task))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("enough");
        assertThat(log)
                .containsExactly(
                        Runtime.version().feature() < 21 ? "CancellationException" : Cancelled.class.getSimpleName(),
                        "finally 7");
    }

    @Test
    void timeout_ofTheCode_stopsIt() {
        assertThatThrownBy(() -> scheduler.run(
                        () -> Bridge.run(() -> Async.create(c -> {}).await()).timeout(SHORT)))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void cancellation_atRandom_runsEveryFinallyThatBegan() {
        long seed = Long.getLong("bobbin.seed", System.nanoTime());
        System.out.println("bobbin.seed=" + seed);
        Random random = new Random(seed);
        AtomicInteger open = new AtomicInteger();
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            tasks.add(scheduler.start(Bridge.run(() -> {
                open.incrementAndGet();
                try {
                    return waits(1) + waits(2) + waits(3);
                } finally {
                    open.decrementAndGet();
                }
            })));
            if (random.nextInt(3) > 0) {
                tasks.get(random.nextInt(tasks.size())).cancel();
            }
        }
        int sum = 0;
        for (Task<Integer> task : tasks) {
            try {
                sum += scheduler.run(() -> task);
            } catch (CancellationException e) { // as asked for
                sum += 6;
            }
        }

        assertThat(sum).isEqualTo(12_000);
        assertThat(open).hasValue(0);
    }

    // ---- what needs a task of its own -------------------------------------------------------------------------------

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void scope_openedInTheCode_joinsAndClosesThere() {
        assertThat(scheduler.<Integer>run(() -> Bridge.run(() -> {
                    try (Scope scope = Scope.open()) {
                        Task<Integer> a = scope.spawn(() -> Bridge.run(() -> waits(1)));
                        Task<Integer> b = scope.spawn(() -> Bridge.run(() -> waits(2)));
                        scope.join().await();
                        return a.await() + b.await();
                    }
                })))
                .isEqualTo(3);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void scope_whoseChildFails_throwsInTheCodeAndStopsTheOthers() {
        IOException failure = new IOException("child");

        assertThatThrownBy(() -> scheduler.run(() -> Bridge.run(() -> {
                    try (Scope scope = Scope.open()) {
                        scope.spawn(() -> Bridge.run(() -> {
                            try {
                                return Async.create(c -> {}).await();
                            } finally {
                                log.add("other stopped");
                            }
                        }));
                        scope.spawn(() -> fails(failure));
                        return Async.create(c -> {}).await();
                    }
                })))
                .isSameAs(failure);
        assertThat(log).containsExactly("other stopped");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void scope_closedWithChildrenThatRun_waitsForTheirEnd() {
        scheduler.run(() -> Bridge.run(() -> {
            try (Scope scope = Scope.open()) {
                Latch there = Latch.of(1);
                scope.spawn(() -> Bridge.run(() -> {
                    try {
                        there.countDown();
                        return Async.create(c -> {}).await();
                    } finally {
                        waits(1);
                        log.add("child ended");
                    }
                }));
                there.opened().await();
                scope.cancel();
            }
            return log.add("scope closed");
        }));

        assertThat(log).containsExactly("child ended", "scope closed");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void locksAndThread_acrossAnAwait_areKept() {
        ReentrantLock lock = new ReentrantLock();
        scheduler.run(() -> Bridge.run(() -> {
            for (int i = 0; i < 1_000; i++) {
                Thread before = Thread.currentThread();
                lock.lock();
                try {
                    Bobbin.yieldNow().await();
                    assertThat(Thread.currentThread()).isSameAs(before);
                } finally {
                    lock.unlock();
                }
            }
            return null;
        }));

        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_24)
    void monitor_acrossAnAwait_isKept() {
        int[] inside = {0, 0};
        Async<Object> part = Async.done(null);
        List<Async<Object>> parts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            parts.add(Bridge.run(() -> {
                synchronized (inside) {
                    inside[1] = Math.max(inside[1], ++inside[0]);
                    waits(1);
                    inside[0]--;
                }
                return part.await();
            }));
        }
        scheduler.run(() -> Async.all(parts));

        assertThat(inside).containsExactly(0, 1);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void await_inACoroutineThatTheCodeResumes_waitsThere() {
        assertThat(scheduler.<Integer>run(() -> Bridge.run(() -> {
                    Coroutine<Integer, Integer> inner =
                            Coroutine.stackful((self, first) -> self.yield(waits(first)) + waits(1));
                    return inner.resume(5) + inner.resume(10);
                })))
                .isEqualTo(16);
    }
}
