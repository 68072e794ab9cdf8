package dev.bobbin.runtime;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.spi.Timer;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimersTest {
    private final Timers timers = new Timers();

    @AfterEach
    void close() {
        timers.close();
    }

    @Test
    void schedule_randomDeadlinesWithCancels_noneEarlyNoneTwiceNoneLost() throws Exception {
        // given: every second timer is far away and is cancelled
        int total = 200_000;
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        AtomicIntegerArray fired = new AtomicIntegerArray(total);
        AtomicInteger early = new AtomicInteger();
        CountDownLatch due = new CountDownLatch(total / 2);

        // when: from four threads
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int part = t;
            Thread thread = new Thread(() -> {
                SplittableRandom random = new SplittableRandom(seed + part);
                for (int i = part; i < total; i += 4) {
                    int n = i;
                    long delay = i / 4 % 2 == 0 ? random.nextLong(-1_000_000, 50_000_000) : HOURS.toNanos(1);
                    long deadline = System.nanoTime() + delay;
                    Timer timer = timers.schedule(deadline, () -> {
                        if (System.nanoTime() - deadline < 0) {
                            early.incrementAndGet();
                        }
                        fired.incrementAndGet(n);
                        due.countDown();
                    });
                    if (i / 4 % 2 != 0) {
                        timers.cancel(timer);
                        timers.cancel(timer);
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
        assertThat(timers.size()).isZero();
        for (int i = 0; i < total; i++) {
            if (fired.get(i) != (i / 4 % 2 == 0 ? 1 : 0)) {
                assertThat(fired.get(i)).as("timer %d, seed %d", i, seed).isEqualTo(i / 4 % 2 == 0 ? 1 : 0);
            }
        }
    }

    @Test
    void schedule_earlierThanTheOneSleptFor_firesFirst() throws Exception {
        // given
        timers.schedule(System.nanoTime() + HOURS.toNanos(1), () -> {});
        CountDownLatch fired = new CountDownLatch(1);

        // when
        timers.schedule(System.nanoTime() + 1_000_000, fired::countDown);

        // then
        assertThat(fired.await(30, SECONDS)).isTrue();
    }

    @Test
    void schedule_outrageousDeadlines_keepTheOrder() throws Exception {
        // given
        long now = System.nanoTime();
        AtomicInteger never = new AtomicInteger();
        CountDownLatch fired = new CountDownLatch(2);

        // when
        timers.schedule(now + Long.MAX_VALUE, never::incrementAndGet);
        timers.schedule(now - Long.MAX_VALUE / 2, fired::countDown);
        timers.schedule(now + 1_000_000, fired::countDown);

        // then
        assertThat(fired.await(30, SECONDS)).isTrue();
        assertThat(never).hasValue(0);
    }

    @Test
    void action_throws_otherTimersFire() throws Exception {
        // given
        CountDownLatch reported = new CountDownLatch(1);
        CountDownLatch fired = new CountDownLatch(1);
        long now = System.nanoTime();

        // when
        timers.schedule(now, () -> {
            Thread.currentThread().setUncaughtExceptionHandler((t, e) -> reported.countDown());
            throw new Error("a bug");
        });
        timers.schedule(now + 1, fired::countDown);

        // then
        assertThat(fired.await(30, SECONDS)).isTrue();
        assertThat(reported.await(30, SECONDS)).isTrue();
    }

    @Test
    void cancel_ofATimer_leavesGarbage() {
        // given
        Object[] held = {new Object()};
        WeakReference<Object> reference = new WeakReference<>(held[0]);
        Object captured = held[0];
        Timer timer = timers.schedule(System.nanoTime() + HOURS.toNanos(1), captured::hashCode);

        // when
        timers.cancel(timer);
        timer = null;
        captured = null;
        held[0] = null;

        // then
        while (reference.get() != null) {
            System.gc();
        }
        assertThat(timers.size()).isZero();
    }
}
