package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.abi.Awaitable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An owner and thieves at one queue, small and mostly full, so that places are used again under the thieves' hands. */
@Timeout(120)
class LocalQueueStressTest {
    private static final int TASKS = 300_000 * Together.TIMES;
    private static final int ROUNDS = 300;

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

    @Test
    void tasks_takenByTheOwnerAtOnce_areEachTakenOnce() throws Exception {
        // given: the ring has one task or none, so that a thief's head is soon beyond its tail
        int tasks = 1_000_000 * Together.TIMES;
        LocalQueue queue = new LocalQueue(2);
        AtomicIntegerArray taken = new AtomicIntegerArray(tasks);
        boolean[] over = new boolean[1];
        Thread thief = new Thread(() -> {
            LocalQueue own = new LocalQueue(2);
            while (!over(over)) {
                for (int i = 0; i < 100; i++) {
                    take(taken, own.stealFrom(queue));
                }
            }
        });
        thief.start();

        // when
        for (int i = 0; i < tasks; i++) {
            queue.offer(new Numbered(i));
            take(taken, queue.poll());
        }
        synchronized (over) {
            over[0] = true;
        }
        thief.join();

        // then
        for (int i = 0; i < tasks; i++) {
            if (taken.get(i) != 1) {
                assertThat(taken.get(i)).as("task %s", i).isEqualTo(1);
            }
        }
    }

    @Test
    void thief_thatComesToNothing_keepsNothing() throws Exception {
        // given: the owner takes all that it has while the thief takes half
        int pairs = 100;
        LocalQueue[] owners = new LocalQueue[pairs];
        LocalQueue[] thieves = new LocalQueue[pairs];
        Object[][] rings = new Object[pairs][];
        Awaitable[] first = new Awaitable[pairs];
        AtomicIntegerArray taken = new AtomicIntegerArray(4);
        Numbered[] tasks = {new Numbered(0), new Numbered(1), new Numbered(2), new Numbered(3)};
        for (int i = 0; i < pairs; i++) {
            owners[i] = new LocalQueue(4);
            thieves[i] = new LocalQueue(4);
            rings[i] = LocalQueueTest.ring(thieves[i]);
            offer(owners[i], tasks);
        }

        // when
        int rounds = Together.run(
                ROUNDS,
                pairs,
                i -> first[i] = thieves[i].stealFrom(owners[i]),
                i -> {
                    for (Awaitable task = owners[i].poll(); task != null; task = owners[i].poll()) {
                        take(taken, task);
                    }
                },
                i -> {
                    // then: what it has is what it took
                    assertThat(first[i] != null || thieves[i].isEmpty()).isTrue();
                    take(taken, first[i]);
                    for (Awaitable task = thieves[i].poll(); task != null; task = thieves[i].poll()) {
                        take(taken, task);
                    }
                    thieves[i].clear();
                    assertThat(isEmpty(rings[i])).isTrue();
                    offer(owners[i], tasks);
                });
        for (int k = 0; k < tasks.length; k++) {
            assertThat(taken.get(k)).isEqualTo(rounds * pairs);
        }
    }

    @Test
    void thief_thatComesAsATaskIsAdded_seesAllOfItOrNothing() throws Exception {
        // given
        int pairs = 100;
        LocalQueue[] owners = new LocalQueue[pairs];
        LocalQueue thief = new LocalQueue(4);
        Awaitable[] first = new Awaitable[pairs];
        Numbered task = new Numbered(0);
        for (int i = 0; i < pairs; i++) {
            owners[i] = new LocalQueue(4);
        }

        // when, then
        Together.run(2_000, pairs, i -> owners[i].offer(task), i -> first[i] = thief.stealFrom(owners[i]), i -> {
            assertThat(first[i] == null ? owners[i].poll() : first[i]).isSameAs(task);
            first[i] = null;
            owners[i].clear();
        });
    }

    /** As each of the two took from a ring of four: by one, by halves, or from outside. */
    private static void together(Taker one, Taker two) throws InterruptedException {
        int pairs = 100;
        LocalQueue[] owners = new LocalQueue[pairs];
        AtomicIntegerArray taken = new AtomicIntegerArray(4);
        Numbered[] tasks = {new Numbered(0), new Numbered(1), new Numbered(2), new Numbered(3)};
        for (int i = 0; i < pairs; i++) {
            owners[i] = new LocalQueue(4);
            offer(owners[i], tasks);
        }
        int rounds =
                Together.run(ROUNDS, pairs, i -> one.take(owners[i], taken), i -> two.take(owners[i], taken), i -> {
                    for (Awaitable task = owners[i].poll(); task != null; task = owners[i].poll()) {
                        take(taken, task);
                    }
                    offer(owners[i], tasks);
                });
        for (int k = 0; k < tasks.length; k++) {
            assertThat(taken.get(k)).isEqualTo(rounds * pairs);
        }
    }

    private interface Taker {
        void take(LocalQueue owner, AtomicIntegerArray taken);
    }

    private static void steal(LocalQueue owner, AtomicIntegerArray taken) {
        LocalQueue own = new LocalQueue(4);
        for (Awaitable task = own.stealFrom(owner); task != null; task = own.poll()) {
            take(taken, task);
        }
    }

    private static void takeHalf(LocalQueue owner, AtomicIntegerArray taken) {
        Object[] half = new Object[2];
        for (int n = owner.takeHalf(half); n > 0; n--) {
            take(taken, (Awaitable) half[n - 1]);
        }
    }

    @Test
    void twoThieves_atTheSameTime_takeEachTaskOnce() throws Exception {
        together(LocalQueueStressTest::steal, LocalQueueStressTest::steal);
    }

    @Test
    void ownerThatTakesHalf_andAThief_takeEachTaskOnce() throws Exception {
        together(LocalQueueStressTest::takeHalf, LocalQueueStressTest::steal);
    }

    @Test
    void ownerThatTakesOne_andAThief_takeEachTaskOnce() throws Exception {
        together((owner, taken) -> take(taken, owner.poll()), LocalQueueStressTest::steal);
    }

    private static void offer(LocalQueue owner, Numbered[] tasks) {
        for (Numbered task : tasks) {
            owner.offer(task);
        }
    }

    private static boolean isEmpty(Object[] ring) {
        for (Object task : ring) {
            if (task != null) {
                return false;
            }
        }
        return true;
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
