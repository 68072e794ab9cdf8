package dev.bobbin.loom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bobbin.Body;
import dev.bobbin.Coroutine;
import dev.bobbin.Coroutine.Status;
import dev.bobbin.Self;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What resume and yield do, wherever they are called. */
@EnabledForJreRange(min = JRE.JAVA_21)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CoroutineTest {
    private static <I, O> List<O> resumeAll(Coroutine<I, O> coroutine) {
        List<O> out = new ArrayList<>();
        while (!coroutine.isDone()) {
            out.add(coroutine.resume(null));
        }
        return out;
    }

    @Test
    void values_goInAndOut_inTurns() {
        Coroutine<Integer, Integer> sum = Coroutine.stackful((self, first) -> {
            int total = first;
            while (total < 100) {
                total += self.yield(total);
            }
            return total;
        });

        assertThat(sum.resume(40)).isEqualTo(40);
        assertThat(sum.resume(50)).isEqualTo(90);
        assertThat(sum.isDone()).isFalse();
        assertThat(sum.resume(60)).isEqualTo(150);
        assertThat(sum.isDone()).isTrue();
    }

    @Test
    void status_atEachStep_isTold() {
        List<Status> inside = new ArrayList<>();
        List<Coroutine<Integer, Integer>> itself = new ArrayList<>();
        Coroutine<Integer, Integer> outer = Coroutine.stackful((self, first) -> {
            inside.add(itself.get(0).status());
            Coroutine<Integer, Integer> inner = Coroutine.stackful((s, f) -> {
                inside.add(itself.get(0).status());
                return f;
            });
            return self.yield(inner.resume(first)) + 1;
        });
        itself.add(outer);

        assertThat(outer.status()).isEqualTo(Status.NEW);
        outer.resume(1);
        assertThat(outer.status()).isEqualTo(Status.SUSPENDED);
        outer.resume(2);
        assertThat(outer.status()).isEqualTo(Status.DONE);
        assertThat(inside).containsExactly(Status.RUNNING, Status.RUNNING);
    }

    @Test
    void body_thatThrows_endsTheCoroutineWithTheSameException() {
        IOException failure = new IOException("checked");
        Coroutine<Integer, Integer> coroutine = Coroutine.stackful((self, first) -> {
            self.yield(1);
            throw CoroutineTest.<RuntimeException>unchecked(failure);
        });
        coroutine.resume(0);

        assertThat(catchThrowable(() -> coroutine.resume(0))).isSameAs(failure);
        assertThat(coroutine.status()).isEqualTo(Status.FAILED);
        assertThat(coroutine.isDone()).isTrue();
    }

    @Test
    void body_thatOverflowsItsStack_failsAndNothingElseDoes() {
        Coroutine<Integer, Integer> endless = Coroutine.stackful((self, first) -> deeper(self, first));

        assertThat(catchThrowable(() -> endless.resume(0))).isInstanceOf(StackOverflowError.class);
        assertThat(endless.status()).isEqualTo(Status.FAILED);
        assertThat(Coroutine.<Integer, Integer>stackful((self, first) -> self.yield(first))
                        .resume(7))
                .isEqualTo(7);
    }

    private static int deeper(Self<Integer, Integer> self, int depth) {
        return deeper(self, depth + 1) + 1;
    }

    @Test
    void failures_ofAnInnerCoroutine_areCaughtByTheBodyThatResumedIt() {
        Coroutine<Integer, String> outer = Coroutine.stackful((self, first) -> {
            Coroutine<Integer, String> inner = Coroutine.stackful((s, f) -> {
                throw new IllegalArgumentException("inner " + f);
            });
            try {
                return inner.resume(first);
            } catch (IllegalArgumentException e) {
                self.yield(e.getMessage());
                return "done";
            }
        });

        assertThat(outer.resume(3)).isEqualTo("inner 3");
        assertThat(outer.resume(4)).isEqualTo("done");
    }

    @Test
    void yield_thousandCallsDeep_goesOnThere() {
        Coroutine<Integer, Integer> deep = Coroutine.stackful((self, first) -> down(self, 1_000));

        assertThat(deep.resume(0)).isZero();
        assertThat(deep.resume(7)).isEqualTo(1_007);
    }

    private static int down(Self<Integer, Integer> self, int depth) {
        return depth == 0 ? self.yield(0) : down(self, depth - 1) + 1;
    }

    @Test
    void yield_fromForEach_handsOutEachElement() {
        Coroutine<Void, String> names = Coroutine.stackful((self, first) -> {
            List.of("a", "b", "c").forEach(self::yield);
            return "end";
        });

        assertThat(resumeAll(names)).containsExactly("a", "b", "c", "end");
    }

    @Test
    void yield_fromAComparator_leavesTheSortUntouched() {
        Coroutine<Void, Integer[]> sort = Coroutine.stackful((self, first) -> {
            Integer[] numbers = {5, 3, 9, 1, 7, 2, 8};
            Arrays.sort(numbers, (a, b) -> {
                self.yield(new Integer[] {a, b});
                return Integer.compare(a, b);
            });
            return numbers;
        });

        List<Integer[]> seen = resumeAll(sort);

        assertThat(seen).hasSizeGreaterThan(6);
        assertThat(seen.get(seen.size() - 1)).containsExactly(1, 2, 3, 5, 7, 8, 9);
    }

    @Test
    void yield_underMethodInvoke_isAsAnyOther() throws Exception {
        Body<Integer, Integer> body = (self, first) -> self.yield(first + 1) * 2;
        var run = Body.class.getMethod("run", Self.class, Object.class);
        Coroutine<Integer, Integer> reflective = Coroutine.stackful((self, first) -> {
            try {
                return (Integer) run.invoke(body, self, first);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(reflective.resume(1)).isEqualTo(2);
        assertThat(reflective.resume(5)).isEqualTo(10);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_24)
    void yield_insideSynchronized_keepsTheMonitor() {
        Object lock = new Object();
        Coroutine<Integer, Boolean> holder = Coroutine.stackful((self, first) -> {
            synchronized (lock) {
                self.yield(Thread.holdsLock(lock));
                self.yield(Thread.holdsLock(lock));
            }
            return Thread.holdsLock(lock);
        });

        assertThat(holder.resume(0)).isTrue();
        assertThat(holder.resume(0)).isTrue();
        assertThat(holder.resume(0)).isFalse();
    }

    @Test
    @Tag("threads")
    @Tag("carried")
    void coroutine_resumedByOneThreadAfterTheOther_goesOn() throws InterruptedException {
        Coroutine<Integer, Integer> sum = Coroutine.stackful((self, first) -> {
            int total = first;
            while (total < 1000) {
                total += self.yield(total);
            }
            return total;
        });
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int in = i;
            Thread thread = new Thread(() -> seen.add(sum.resume(in)));
            thread.start();
            thread.join();
        }

        assertThat(seen).hasSize(20).endsWith(171, 190);
    }

    @Test
    @Tag("continuation")
    void resumedByAnotherThread_onAContinuation_isRefused_andItGoesOnInItsOwn() throws Exception {
        // given
        Coroutine<Integer, Integer> adds = Coroutine.stackful((self, first) -> first + self.yield(first));
        AtomicReference<Throwable> refused = new AtomicReference<>();
        assertThat(adds.resume(1)).isEqualTo(1);

        // when
        Thread other = new Thread(() -> refused.set(catchThrowable(() -> adds.resume(2))), "other");
        other.start();
        other.join();

        // then
        assertThat(refused.get())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot resume a stackful coroutine on Thread[")
                .hasMessageContaining("-Ddev.bobbin.stackful=threads");
        assertThat(adds.status()).isEqualTo(Status.SUSPENDED);
        assertThat(adds.resume(3)).isEqualTo(4);
    }

    @Test
    @Tag("continuation")
    void resumedByTwoThreadsAtOnce_onAContinuation_isTheFirstOnes_forAllThatItYields() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 5_000; round++) {
                // given
                Coroutine<Integer, Integer> counts = Coroutine.stackful((self, first) -> {
                    int sum = first;
                    for (int k = 0; k < 3; k++) {
                        sum += self.yield(sum);
                    }
                    return sum;
                });
                CyclicBarrier start = new CyclicBarrier(2);
                Callable<Integer> all = () -> {
                    start.await();
                    try {
                        int last = counts.resume(1);
                        while (!counts.isDone()) {
                            last = counts.resume(1);
                        }
                        return last;
                    } catch (IllegalStateException e) {
                        return -1;
                    }
                };

                // when
                List<Integer> results = new ArrayList<>();
                for (Future<Integer> each : threads.invokeAll(List.of(all, all))) {
                    results.add(each.get());
                }

                // then
                assertThat(results).containsExactlyInAnyOrder(4, -1);
                assertThat(counts.status()).isEqualTo(Status.DONE);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void coroutine_onAVirtualThreadThatBlocksInside_goesOnWhenThatDoes() throws Exception {
        SynchronousQueue<Integer> queue = new SynchronousQueue<>();
        SynchronousQueue<Integer> seen = new SynchronousQueue<>();
        Coroutine<Integer, Integer> adds = Coroutine.stackful((self, first) -> {
            int in = first;
            while (in >= 0) {
                in = self.yield(in + taken(queue));
            }
            return in;
        });
        Thread virtual = virtual(() -> {
            for (int i = 0; i < 3; i++) {
                put(seen, adds.resume(i));
            }
        });

        for (int i = 0; i < 3; i++) {
            queue.put(10 * i);
            assertThat(seen.take()).isEqualTo(11 * i);
        }
        virtual.join();
    }

    @Test
    void coroutines_oneInTheOther_yieldEachToItsOwnResumer() {
        assertThat(resumeAll(nested(4))).containsExactly(0, 1, 2, 3, 4);
    }

    /** What the one inside gives, and then its own depth. */
    private static Coroutine<Void, Integer> nested(int depth) {
        return Coroutine.stackful((self, first) -> {
            if (depth > 0) {
                Coroutine<Void, Integer> inner = nested(depth - 1);
                while (!inner.isDone()) {
                    self.yield(inner.resume(null));
                }
            }
            return depth;
        });
    }

    @Test
    void interrupt_ofTheResumer_isSeenByTheBodyAndStays() {
        Coroutine<Integer, Boolean> body = Coroutine.stackful(
                (self, first) -> self.yield(Thread.currentThread().isInterrupted()) > 0 && Thread.interrupted());
        Thread.currentThread().interrupt();

        assertThat(body.resume(0)).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(body.resume(1)).isTrue();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void interrupt_whileTheBodyBlocks_endsItsWait() throws Exception {
        SynchronousQueue<Integer> never = new SynchronousQueue<>();
        SynchronousQueue<Boolean> said = new SynchronousQueue<>();
        Coroutine<Integer, Boolean> body = Coroutine.stackful((self, first) -> {
            try {
                never.take();
                return false;
            } catch (InterruptedException e) {
                return true;
            }
        });
        Thread resumer = new Thread(() -> put(said, body.resume(0)));
        resumer.start();
        resumer.interrupt();

        assertThat(said.take()).isTrue();
        resumer.join();
    }

    @Test
    void contextClassLoader_ofTheFirstResumer_isTheBodys_theMakersIsNot() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ClassLoader mine = new ClassLoader(before) {};
        Coroutine<Integer, ClassLoader> coroutine =
                Coroutine.stackful((self, first) -> Thread.currentThread().getContextClassLoader());
        Thread.currentThread().setContextClassLoader(mine);
        try {
            assertThat(coroutine.resume(0)).isSameAs(mine);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    @Tag("threads")
    @Tag("carried")
    void inheritableThreadLocals_ofTheMakerAndTheResumer_areNotTheBodys() {
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        local.set("outside");
        try {
            assertThat(Coroutine.<Integer, String>stackful((self, first) -> String.valueOf(local.get()))
                            .resume(0))
                    .isEqualTo("null");
        } finally {
            local.remove();
        }
    }

    static Thread virtual(Runnable code) {
        try {
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, code);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static int taken(SynchronousQueue<Integer> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> void put(SynchronousQueue<T> queue, T value) {
        try {
            queue.put(value);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X unchecked(Throwable t) throws X {
        throw (X) t;
    }
}
