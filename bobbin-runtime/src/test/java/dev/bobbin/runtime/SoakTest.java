package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Clock;
import dev.bobbin.Completer;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.Ledger;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Tasks of all kinds, mixed: they compute, yield, sleep, block, are woken by others and cancelled, with pauses of random length before
 * and after each step that they take. At the end each is accounted for.
 *
 * <p>{@code -Dsoak.tasks=N -Dsoak.seed=N} for more of them.
 */
class SoakTest {
    private static final int TASKS = Integer.getInteger("soak.tasks", 20_000);
    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
    private static final int AT_ONCE = 2_000;

    private final BlockingPool pool = new BlockingPool(16, TimeUnit.MILLISECONDS.toNanos(1), body -> {
        Thread thread = new Thread(body, "soak");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong called = new AtomicLong();

    /** Most of the time none; else some spins, a turn for other threads, or longer than threads of the pool are kept. */
    private static void pause(SplittableRandom random) {
        int kind = random.nextInt(1_000);
        if (kind < 100) {
            for (int i = random.nextInt(200); i > 0; i--) {
                Thread.onSpinWait();
            }
        } else if (kind < 110) {
            Thread.yield();
        } else if (kind == 999) {
            long until = System.nanoTime() + random.nextInt(2_000_000);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        }
    }

    /** Waits for code of the blocking pool, with a pause on either side of each transition. */
    private final class Blocks extends Async<Void> {
        private final SplittableRandom random;
        private boolean ended;
        private Awaitable waiter;

        Blocks(SplittableRandom random) {
            this.random = random;
        }

        @Override
        protected Object start(Context context) {
            SplittableRandom own = random.split();
            pool.run(() -> {
                pause(own);
                called.incrementAndGet();
                Awaitable task;
                synchronized (this) {
                    ended = true;
                    task = waiter;
                }
                pause(own);
                if (task != null) {
                    Abi.wake(task, this);
                }
            });
            pause(random);
            return wake(context);
        }

        @Override
        protected boolean park(Awaitable task) {
            pause(random);
            synchronized (this) {
                if (ended) {
                    return false;
                }
                waiter = task;
            }
            pause(random);
            return true;
        }

        @Override
        protected Object wake(Context context) {
            synchronized (this) {
                return ended ? null : context.suspend(this);
            }
        }
    }

    @Test
    void mixedTasks_withPausesAtEachTransition_areAllAccountedFor() throws Exception {
        System.out.println("seed " + SEED + ", " + TASKS + " tasks");
        Workers workers = new Workers(3, TimeUnit.HOURS.toNanos(1));
        Scheduler scheduler = new Scheduler(workers);
        SplittableRandom random = new SplittableRandom(SEED);
        ConcurrentLinkedQueue<Completer<Integer>> waiting = new ConcurrentLinkedQueue<>();
        Task<?>[] tasks = new Task<?>[AT_ONCE];
        long blocking = 0;
        for (int i = 0; i < TASKS; i++) {
            SplittableRandom own = random.split();
            Task<?> before = tasks[i % AT_ONCE];
            if (before != null && !before.isDone() && own.nextInt(3) == 0) {
                before.cancel();
            }
            int kind = own.nextInt(8);
            blocking += kind == 7 ? 1 : 0;
            tasks[i % AT_ONCE] = scheduler.start(step(kind, own, waiting));
            pause(own);
            if (i % AT_ONCE == AT_ONCE - 1) {
                complete(waiting);
                disturb(workers, own);
                awaitRoom(scheduler, waiting);
            }
        }
        while (scheduler.ledger().done() < scheduler.ledger().submitted()) {
            complete(waiting);
            Thread.onSpinWait();
        }

        // then
        Ledger ledger = LedgerBalances.await(scheduler);
        assertThat(ledger.submitted()).as("seed %s", SEED).isGreaterThanOrEqualTo(TASKS);
        assertThat(ledger.done()).as("seed %s", SEED).isEqualTo(ledger.submitted());
        assertThat(called.get()).isBetween(1L, blocking);
        scheduler.close();
        while (pool.threads() > 0) {
            Thread.onSpinWait();
        }
    }

    private Async<?> step(int kind, SplittableRandom random, ConcurrentLinkedQueue<Completer<Integer>> waiting) {
        return switch (kind) {
            case 0 ->
                Async.create(c -> {
                    pause(random);
                    c.complete(1);
                    pause(random);
                });
            case 1 -> Bobbin.yieldNow();
            case 2, 3 -> Clock.sleep(Duration.ofNanos(random.nextInt(300_000)));
            case 4 ->
                Async.<Integer>create(c -> {
                    pause(random);
                    waiting.add(c);
                    pause(random);
                });
            case 5 ->
                Async.<Integer>create(c -> {
                    Completer<Integer> other = waiting.poll();
                    pause(random);
                    if (other != null) {
                        other.complete(1);
                    }
                    pause(random);
                    c.complete(2);
                });
            case 6 -> Async.race(List.of(Clock.sleep(Duration.ofNanos(random.nextInt(50_000))), Bobbin.yieldNow()));
            default -> new Blocks(random);
        };
    }

    private static void complete(ConcurrentLinkedQueue<Completer<Integer>> waiting) {
        for (Completer<Integer> c = waiting.poll(); c != null; c = waiting.poll()) {
            c.complete(0);
        }
    }

    /** An interrupt that is nobody's, and a substitute that comes and goes. */
    private static void disturb(Workers workers, SplittableRandom random) {
        Worker[] all = workers.all();
        all[random.nextInt(all.length)].interrupt();
        workers.monitor.thread().interrupt();
        workers.wantSubstitutes(random.nextInt(3));
    }

    private static void awaitRoom(Scheduler scheduler, ConcurrentLinkedQueue<Completer<Integer>> waiting) {
        while (scheduler.ledger().submitted() - scheduler.ledger().done() > AT_ONCE) {
            complete(waiting);
            Thread.onSpinWait();
        }
    }
}
