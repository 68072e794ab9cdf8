package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BlockingPoolTest {
    private static final long LONG = TimeUnit.HOURS.toNanos(1);

    private static Thread daemon(Runnable body) {
        Thread thread = new Thread(body);
        thread.setDaemon(true);
        return thread;
    }

    @Test
    void codeThatBlocks_hasAThreadEach_upToTheBound() throws Exception {
        // given
        BlockingPool pool = new BlockingPool(3, LONG, BlockingPoolTest::daemon);
        CountDownLatch three = new CountDownLatch(3);
        CountDownLatch on = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(10);

        // when: each waits until three run at once
        for (int i = 0; i < 10; i++) {
            pool.run(() -> {
                three.countDown();
                await(three);
                await(on);
                all.countDown();
            });
        }

        // then
        three.await();
        assertThat(pool.threads()).isEqualTo(3);
        on.countDown();
        all.await();
        assertThat(pool.threads()).isEqualTo(3);
    }

    @Test
    void idleThread_isUsedAgain() throws Exception {
        BlockingPool pool = new BlockingPool(100, LONG, BlockingPoolTest::daemon);
        for (int i = 0; i < 100; i++) {
            Thread[] ran = new Thread[1];
            CountDownLatch ended = new CountDownLatch(1);
            pool.run(() -> {
                ran[0] = Thread.currentThread();
                ended.countDown();
            });
            ended.await();
            WorkersTest.awaitState(ran[0], Thread.State.TIMED_WAITING);
        }
        assertThat(pool.threads()).isEqualTo(1);
    }

    @Test
    void codeQueuedTogether_withOneIdleThread_hasAThreadEach() throws Exception {
        for (int i = 0; i < 100; i++) {
            // given
            BlockingPool pool = new BlockingPool(100, LONG, BlockingPoolTest::daemon);
            CompletableFuture<Thread> idle = new CompletableFuture<>();
            pool.run(() -> idle.complete(Thread.currentThread()));
            WorkersTest.awaitState(idle.get(), Thread.State.TIMED_WAITING);

            // when: two that wait for each other
            CountDownLatch both = new CountDownLatch(2);
            for (int k = 0; k < 2; k++) {
                pool.run(() -> {
                    both.countDown();
                    await(both);
                });
            }

            // then
            both.await();
        }
    }

    @Test
    void idleThreads_afterAWhile_end() throws Exception {
        // given
        List<Thread> threads = new ArrayList<>();
        BlockingPool pool = new BlockingPool(2, 1, body -> {
            Thread thread = daemon(body);
            threads.add(thread);
            return thread;
        });
        pool.run(() -> {});

        // then
        threads.get(0).join();
        assertThat(pool.threads()).isZero();
        CountDownLatch again = new CountDownLatch(1);
        pool.run(again::countDown);
        again.await();
    }

    @Test
    void codeQueued_whileThreadsEndAndCannotBeStarted_isRunOnceOrRefused() throws Exception {
        // given: threads that end at once, and every fourth that cannot be started
        int many = 30_000;
        SplittableRandom random = new SplittableRandom(7);
        AtomicInteger failed = new AtomicInteger();
        ThreadFactory factory = body -> {
            if (random.nextInt(4) == 0) { // under the pool's lock
                failed.incrementAndGet();
                throw new OutOfMemoryError("unable to create native thread");
            }
            return daemon(body);
        };
        BlockingPool pool = new BlockingPool(3, 1, factory);
        AtomicIntegerArray runs = new AtomicIntegerArray(many);
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(many);

        // when: from several threads
        List<Thread> users = new ArrayList<>();
        for (int u = 0; u < 3; u++) {
            int user = u;
            Thread thread = daemon(() -> {
                for (int i = user; i < many; i += 3) {
                    int n = i;
                    try {
                        pool.run(() -> {
                            runs.incrementAndGet(n);
                            ended.countDown();
                        });
                    } catch (RejectedExecutionException e) {
                        assertThat(e).hasMessageContaining("unable to create native thread");
                        refused.incrementAndGet();
                        runs.incrementAndGet(n);
                        ended.countDown();
                    }
                }
            });
            thread.start();
            users.add(thread);
        }

        // then
        ended.await();
        for (Thread user : users) {
            user.join();
        }
        for (int i = 0; i < many; i++) {
            assertThat(runs.get(i)).as("code %s", i).isEqualTo(1);
        }
        assertThat(failed.get()).isGreaterThanOrEqualTo(refused.get()).isPositive();
    }

    @Test
    void codeQueued_asTheIdleThreadGivesUp_isRun() {
        // given
        long keep = 20_000;
        BlockingPool pool = new BlockingPool(1, keep, body -> {
            Thread thread = new Thread(body);
            thread.setDaemon(true);
            return thread;
        });
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000 * Together.TIMES; i++) {
            // when
            AtomicBoolean run = new AtomicBoolean();
            pool.run(() -> run.set(true));

            // then
            while (!run.get()) {
                Thread.onSpinWait();
            }
            long begin = System.nanoTime();
            long pause = random.nextLong(4 * keep);
            while (System.nanoTime() - begin < pause) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void thread_withoutAny_isRefusedWithTheReason() {
        BlockingPool pool = new BlockingPool(3, LONG, body -> {
            throw new OutOfMemoryError("no more");
        });

        assertThatThrownBy(() -> pool.run(() -> {}))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("no more")
                .hasCauseInstanceOf(OutOfMemoryError.class);
        assertThat(pool.threads()).isZero();
    }

    @Test
    void thread_cannotBeStartedWithoutABound_isRefusedAlsoIfThereAreOthers() throws Exception {
        // given: one thread, which does not come back
        AtomicBoolean first = new AtomicBoolean(true);
        BlockingPool pool = new BlockingPool(BlockingPool.UNBOUNDED, LONG, body -> {
            if (first.getAndSet(false)) {
                return daemon(body);
            }
            throw new OutOfMemoryError("no more");
        });
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch on = new CountDownLatch(1);
        pool.run(() -> {
            begun.countDown();
            await(on);
        });
        begun.await();

        // when
        AtomicBoolean run = new AtomicBoolean();
        assertThatThrownBy(() -> pool.run(() -> run.set(true))).isInstanceOf(RejectedExecutionException.class);

        // then: it is not run later either
        on.countDown();
        CountDownLatch next = new CountDownLatch(1);
        while (next.getCount() > 0) {
            try {
                pool.run(next::countDown);
                next.await();
            } catch (RejectedExecutionException e) { // the thread is not back yet
                Thread.onSpinWait();
            }
        }
        assertThat(run).isFalse();
    }

    @Test
    void codeThatThrowsOrLeavesAnInterrupt_doesNotHarmTheNext() throws Exception {
        // given
        AtomicBoolean reported = new AtomicBoolean();
        BlockingPool pool = new BlockingPool(1, LONG, body -> {
            Thread thread = daemon(body);
            thread.setUncaughtExceptionHandler((t, e) -> reported.set(true));
            return thread;
        });
        AtomicBoolean interrupted = new AtomicBoolean(true);
        CountDownLatch ended = new CountDownLatch(1);

        // when
        pool.run(() -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("on purpose");
        });
        pool.run(() -> {
            interrupted.set(Thread.interrupted());
            ended.countDown();
        });
        ended.await();

        // then
        assertThat(reported).isTrue();
        assertThat(interrupted).isFalse();
        assertThat(pool.threads()).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
