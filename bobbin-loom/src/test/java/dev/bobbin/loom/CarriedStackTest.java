package dev.bobbin.loom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.spi.Carrier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What could be lost when a thread is carried by whoever resumes it: interrupts, wake-ups by others, turns. */
@Tag("carried")
@EnabledForJreRange(min = JRE.JAVA_21)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CarriedStackTest {
    private static final int ROUNDS = 100_000;

    /** At the stack while it is resumed. */
    private static final int LOOKS = 100;

    /** A stack that counts how often it has been resumed. */
    private static final class Counting {
        final CarriedStack stack = new CarriedStack(this::count);
        int resumed;

        private void count() {
            while (true) {
                resumed++;
                stack.suspend();
            }
        }
    }

    private static final class Worker extends Thread implements Carrier {
        Worker(Runnable code) {
            super(code);
        }
    }

    private static ExecutorService threads(int count) {
        return Executors.newFixedThreadPool(count);
    }

    @Test
    void interrupt_whileTheCallComputes_reachesItAndComesBack() throws Exception {
        CountDownLatch computes = new CountDownLatch(1);
        CarriedStack stack = new CarriedStack(() -> {
            computes.countDown();
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
        });
        AtomicBoolean left = new AtomicBoolean();
        Thread resumer = new Thread(() -> {
            stack.run();
            left.set(Thread.interrupted());
        });
        resumer.start();
        computes.await();
        resumer.interrupt();
        resumer.join();

        assertThat(left).isTrue();
    }

    @Test
    void interrupts_atAnyMoment_areNeverLost() throws Exception {
        Counting counting = new Counting();
        AtomicBoolean taken = new AtomicBoolean();
        AtomicBoolean ends = new AtomicBoolean();
        Thread resumer = new Thread(() -> {
            while (!ends.get()) {
                counting.stack.run();
                if (Thread.interrupted()) {
                    taken.set(true);
                }
            }
        });
        resumer.start();
        for (int i = 0; i < 2_000; i++) {
            resumer.interrupt();
            while (!taken.get()) { // for ever if it is lost
                Thread.onSpinWait();
            }
            taken.set(false);
        }
        ends.set(true);
        resumer.join();

        assertThat(counting.resumed).isPositive();
    }

    @Test
    void interrupt_thatTheCallLeavesOnAWorker_isItsOwn() throws Exception {
        List<Boolean> seen = new ArrayList<>();
        CarriedStack[] stack = new CarriedStack[1];
        stack[0] = new CarriedStack(() -> {
            Thread.currentThread().interrupt();
            stack[0].suspend();
            seen.add(Thread.interrupted());
        });
        Worker worker = new Worker(() -> {
            stack[0].run();
            seen.add(Thread.interrupted());
            stack[0].run();
        });
        worker.start();
        worker.join();

        assertThat(seen).containsExactly(false, true);
    }

    @Test
    void interrupt_thatTheCallTakes_doesNotComeBack() {
        CarriedStack stack = new CarriedStack(Thread::interrupted);
        Thread.currentThread().interrupt();
        stack.run();

        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void call_thatIsWokenByOthersMeanwhile_goesOnWithinItsTurn() throws Exception {
        List<String> seen = new ArrayList<>();
        AtomicBoolean woken = new AtomicBoolean();
        CarriedStack[] stack = new CarriedStack[1];
        CountDownLatch blocks = new CountDownLatch(1);
        Thread[] inside = new Thread[1];
        stack[0] = new CarriedStack(() -> {
            inside[0] = Thread.currentThread();
            seen.add("begins");
            blocks.countDown();
            while (!woken.get()) {
                LockSupport.park();
            }
            seen.add("woken");
            stack[0].suspend();
            seen.add("ends");
        });
        Thread waker = new Thread(() -> {
            try {
                blocks.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            woken.set(true);
            LockSupport.unpark(inside[0]);
        });
        waker.start();
        stack[0].run();
        seen.add("first turn over");
        LockSupport.unpark(inside[0]); // of no use while it is suspended
        stack[0].run();
        waker.join();

        assertThat(seen).containsExactly("begins", "woken", "first turn over", "ends");
    }

    @Test
    void run_byManyThreadsInTurn_goesOnWhereItWas() throws Exception {
        Counting counting = new Counting();
        ExecutorService threads = threads(3);
        for (int i = 0; i < 5_000; i++) {
            threads.submit(counting.stack::run).get();
        }
        threads.shutdown();

        assertThat(counting.resumed).isEqualTo(5_000);
    }

    /** Each has a carrier hired for each turn, whichever is free. */
    @Test
    void run_byManyThreadsAtOnce_goesOnWithItsOwn() throws Exception {
        ExecutorService threads = threads(8);
        List<Future<Integer>> resumed = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int times = 1_000 + i;
            resumed.add(threads.submit(() -> {
                Counting counting = new Counting();
                for (int n = 0; n < times; n++) {
                    counting.stack.run();
                }
                return counting.resumed;
            }));
        }
        threads.shutdown();

        for (int i = 0; i < 8; i++) {
            assertThat(resumed.get(i).get()).isEqualTo(1_000 + i);
        }
    }

    @Test
    void run_byAVirtualThreadAndACarrierInTurn_goesOn() throws Exception {
        Counting counting = new Counting();
        ThreadFactory virtual = code -> {
            try {
                return (Thread) Thread.class
                        .getMethod("startVirtualThread", Runnable.class)
                        .invoke(null, code);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        };
        Thread thread = virtual.newThread(() -> {
            for (int i = 0; i < 1_000; i++) {
                counting.stack.run();
            }
        });
        thread.join();
        Worker worker = new Worker(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                counting.stack.run();
            }
        });
        worker.start();
        worker.join();
        counting.stack.run();

        assertThat(counting.resumed).isEqualTo(1_001 + ROUNDS);
    }

    @Test
    void carrier_keepsNothingOfWhoHiresIt() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ClassLoader mine = new ClassLoader(before) {};
        Thread.currentThread().setContextClassLoader(mine);
        List<Thread> hired = new ArrayList<>();
        try {
            inside(carriers().size() + 1, hired); // one more than there are
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }

        assertThat(hired)
                .isNotEmpty()
                .allSatisfy(
                        carrier -> assertThat(carrier.getContextClassLoader()).isNotSameAs(mine));
    }

    /** Stacks inside each other, of which each needs a carrier; those that there are then. */
    private static void inside(int depth, List<Thread> hired) {
        new CarriedStack(() -> {
                    if (depth == 1) {
                        hired.addAll(carriers());
                    } else {
                        inside(depth - 1, hired);
                    }
                })
                .run();
    }

    private static List<Thread> carriers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("bobbin-carrier-"))
                .toList();
    }

    /** The JDK takes a suspended thread from its scheduler to look at its stack, and submits it again. */
    @Test
    void trace_whileItIsResumed_losesNoTurn() throws Exception {
        Counting counting = new Counting();
        counting.stack.run();
        AtomicBoolean ends = new AtomicBoolean();
        AtomicInteger found = new AtomicInteger();
        ExecutorService threads = threads(1);
        Future<?> looks = threads.submit(() -> {
            while (!ends.get()) {
                if (Arrays.stream(counting.stack.trace())
                        .anyMatch(e -> e.getMethodName().equals("count"))) {
                    found.incrementAndGet();
                }
            }
        });
        int[] rounds = {1};
        Worker worker = new Worker(() -> {
            while (rounds[0] < ROUNDS || found.get() < LOOKS) {
                counting.stack.run();
                rounds[0]++;
            }
        });
        worker.start();
        worker.join();
        ends.set(true);

        looks.get();
        assertThat(counting.resumed).isEqualTo(rounds[0]);
        threads.shutdown();
    }
}
