package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.abi.Awaitable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An owner and thieves at one queue, small and mostly full, so that places are used again under the thieves' hands. */
@Timeout(120)
class LocalQueueStressTest {
    private static final int TASKS = 300_000;

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 256})
    void tasks_takenByOwnerAndThieves_areEachTakenOnce(int capacity) throws Exception {
        // given
        LocalQueue queue = new LocalQueue(capacity);
        AtomicIntegerArray taken = new AtomicIntegerArray(TASKS);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        boolean[] over = new boolean[1];
        List<Thread> thieves = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Thread thief = new Thread(() -> {
                LocalQueue own = new LocalQueue(capacity);
                while (!over(over)) {
                    for (Awaitable task = own.stealFrom(queue); task != null; task = own.poll()) {
                        take(taken, task);
                    }
                    take(taken, queue.takeNext());
                }
            });
            thief.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
            thief.start();
            thieves.add(thief);
        }

        // when
        Random random = new Random(capacity);
        for (int i = 0; i < TASKS; i++) {
            Awaitable task = new Numbered(i);
            if (random.nextInt(4) == 0) {
                task = queue.swapNext(task);
            }
            while (task != null && !queue.offer(task)) {
                Object[] half = new Object[capacity];
                int n = random.nextBoolean() ? queue.takeHalf(half) : 0;
                for (int k = 0; k < n; k++) {
                    take(taken, (Awaitable) half[k]);
                }
                take(taken, queue.poll());
            }
            if (random.nextInt(3) == 0) {
                take(taken, queue.poll());
            }
        }
        for (Awaitable task = queue.poll(); task != null; task = queue.poll()) {
            take(taken, task);
        }
        take(taken, queue.takeNext());
        synchronized (over) {
            over[0] = true;
        }
        for (Thread thief : thieves) {
            thief.join();
        }

        // then
        assertThat(failure.get()).isNull();
        for (int i = 0; i < TASKS; i++) {
            assertThat(taken.get(i)).as("task %s", i).isEqualTo(1);
        }
    }

    private static boolean over(boolean[] flag) {
        synchronized (flag) {
            return flag[0];
        }
    }

    private static void take(AtomicIntegerArray taken, Awaitable task) {
        if (task != null) {
            taken.incrementAndGet(((Numbered) task).number);
        }
    }
}
