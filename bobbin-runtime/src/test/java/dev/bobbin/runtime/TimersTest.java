package dev.bobbin.runtime;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.abi.Abi;
import dev.bobbin.spi.Alarm;
import dev.bobbin.spi.Dispatcher;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TimersTest {
    private enum Kind {
        WORKERS,
        EXECUTOR;

        Dispatcher open() {
            return this == WORKERS ? new Workers(3) : new OnExecutor(Runnable::run);
        }
    }

    private @Nullable Dispatcher opened;

    private Dispatcher open(Kind kind) {
        Dispatcher timers = kind.open();
        opened = timers;
        return timers;
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private static Alarm after(Dispatcher timers, long nanos, Runnable action) {
        Alarm timer = new Alarm(action);
        timers.schedule(timer, timers.nanoTime() + nanos);
        return timer;
    }

    @ParameterizedTest
    @EnumSource
    void schedule_aMillionOfWhichNineTenthsAreCancelled_noneEarlyNoneTwiceNoneLost(Kind kind) throws Exception {
        // given: every tenth timer is due soon, the others are far away or soon, and are cancelled
        Dispatcher timers = open(kind);
        int total = 1_000_000;
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        AtomicIntegerArray fired = new AtomicIntegerArray(total);
        AtomicInteger early = new AtomicInteger();
        CountDownLatch due = new CountDownLatch(total / 10);

        // when: from four threads, each of which cancels those of another
        AtomicInteger left = new AtomicInteger(total / 10);
        Alarm[] made = new Alarm[total];
        CountDownLatch scheduled = new CountDownLatch(4);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int part = t;
            Thread thread = new Thread(() -> {
                SplittableRandom random = new SplittableRandom(seed + part);
                for (int i = part; i < total; i += 4) {
                    int n = i;
                    long delay = i / 4 % 10 == 0 ? random.nextLong(-1_000_000, 50_000_000) : HOURS.toNanos(1);
                    long deadline = timers.nanoTime() + delay;
                    made[n] = new Alarm(() -> {
                        if (timers.nanoTime() < deadline) {
                            early.incrementAndGet();
                        }
                        fired.incrementAndGet(n);
                        left.decrementAndGet();
                        due.countDown();
                    });
                    timers.schedule(made[n], deadline);
                }
                scheduled.countDown();
                awaitAll(scheduled);
                for (int i = (part + 1) % 4; i < total; i += 4) {
                    if (i / 4 % 10 != 0) {
                        timers.cancel(made[i]);
                        timers.cancel(made[i]);
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        due.await();

        // then
        assertThat(early).hasValue(0);
        for (int i = 0; i < total; i++) {
            if (fired.get(i) != (i / 4 % 10 == 0 ? 1 : 0) || Abi.place(made[i]) > 0) {
                assertThat(fired.get(i)).as("timer %d, seed %d", i, seed).isEqualTo(i / 4 % 10 == 0 ? 1 : 0);
                assertThat(Abi.place(made[i])).as("timer %d, seed %d", i, seed).isNotPositive();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void schedule_earlierThanTheOneSleptFor_firesFirst(Kind kind) throws Exception {
        // given
        Dispatcher timers = open(kind);
        after(timers, HOURS.toNanos(1), () -> {});
        CountDownLatch fired = new CountDownLatch(1);

        // when
        after(timers, 1_000_000, fired::countDown);

        // then
        assertThat(fired.await(30, SECONDS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void schedule_outrageousDeadlines_keepTheOrder(Kind kind) throws Exception {
        // given
        Dispatcher timers = open(kind);
        AtomicInteger never = new AtomicInteger();
        CountDownLatch fired = new CountDownLatch(2);

        // when
        timers.schedule(new Alarm(never::incrementAndGet), Long.MAX_VALUE);
        timers.schedule(new Alarm(never::incrementAndGet), Long.MAX_VALUE - 1);
        timers.schedule(new Alarm(fired::countDown), Long.MIN_VALUE);
        after(timers, 1_000_000, fired::countDown);

        // then
        assertThat(fired.await(30, SECONDS)).isTrue();
        assertThat(never).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource
    void action_throws_otherTimersFire(Kind kind) throws Exception {
        // given
        Dispatcher timers = open(kind);
        CountDownLatch reported = new CountDownLatch(1);
        CountDownLatch fired = new CountDownLatch(1);

        // when
        after(timers, 0, () -> {
            Thread.currentThread().setUncaughtExceptionHandler((t, e) -> reported.countDown());
            throw new Error("a bug");
        });
        after(timers, 1, fired::countDown);

        // then
        assertThat(fired.await(30, SECONDS)).isTrue();
        assertThat(reported.await(30, SECONDS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void cancel_ofATimer_leavesGarbage(Kind kind) {
        // given
        Dispatcher timers = open(kind);
        @Nullable Object[] held = {new Object()};
        WeakReference<Object> reference = new WeakReference<>(held[0]);
        Alarm timer = after(timers, HOURS.toNanos(1), held[0]::hashCode);

        // when
        timers.cancel(timer);
        timer = null;
        held[0] = null;

        // then
        while (reference.get() != null) {
            System.gc();
        }
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) { // nobody interrupts it
            throw new AssertionError(e);
        }
    }
}
