package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Blocking;
import dev.bobbin.Bobbin;
import dev.bobbin.Clock;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Schedulers that are closed at random moments, at once or by a deadline, while their tasks run, spawn, sleep, block, and wait for
 * channels. Each thread and each descriptor goes; what has not ended is named.
 *
 * <p>{@code -Dshutdown.rounds=N -Dshutdown.seed=N} for more of them.
 */
class ShutdownStressTest {
    private static final int ROUNDS = Integer.getInteger("shutdown.rounds", 300);
    private static final long SEED = Long.getLong("shutdown.seed", System.nanoTime());

    /** A task that starts others as long as it may. */
    private static Async<Void> spawning(Scheduler scheduler, int depth) {
        return Async.create(c -> {
            if (depth > 0) {
                try {
                    scheduler.start(spawning(scheduler, depth - 1));
                    scheduler.start(Bobbin.yieldNow());
                } catch (IllegalStateException e) { // closed
                    c.complete(null);
                    return;
                }
            }
            c.complete(null);
        });
    }

    private static Async<Void> forever() {
        return Async.create(c -> {});
    }

    private static Async<?> some(Scheduler scheduler, SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> spawning(scheduler, 20);
            case 1 -> Clock.sleep(Duration.ofNanos(random.nextInt(500_000)));
            case 2 -> Clock.sleep(Duration.ofHours(1));
            case 3 ->
                Blocking.call(() -> {
                    Thread.onSpinWait();
                    return 1;
                });
            case 4 -> Bobbin.yieldNow();
            default -> forever();
        };
    }

    @Test
    void schedulers_closedUnderLoad_leaveNothing() throws Exception {
        System.out.println("seed " + SEED + ", " + ROUNDS + " rounds");
        SplittableRandom random = new SplittableRandom(SEED);
        round(random, 0); // opens what is opened once
        int descriptors = descriptors();
        for (int i = 1; i <= ROUNDS; i++) {
            round(random.split(), i);
        }
        long begin = System.nanoTime();
        while (descriptors() > descriptors && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(20)) {
            Thread.onSpinWait();
        }
        assertThat(descriptors()).as("seed %s", SEED).isLessThanOrEqualTo(descriptors);
    }

    private static void round(SplittableRandom random, int round) throws Exception {
        // given
        Workers workers = new Workers(1 + random.nextInt(3), TimeUnit.HOURS.toNanos(1));
        Scheduler scheduler = new Scheduler(workers);
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        watch(workers, pipe);
        List<Task<?>> tasks = new ArrayList<>();
        for (int i = random.nextInt(30); i > 0; i--) {
            tasks.add(scheduler.start(some(scheduler, random.split())));
        }
        boolean stubborn = random.nextInt(4) == 0;
        Task<Void> late = stubborn ? scheduler.start(Async.uncancellable(forever())) : null;
        if (stubborn) {
            scheduler.run(Bobbin::yieldNow); // it has come to its wait
        }
        pipe.sink().write(ByteBuffer.allocate(1));
        for (int i = random.nextInt(20_000); i > 0; i--) {
            Thread.onSpinWait();
        }

        // when
        Thread[] threads = threads(workers);
        if (random.nextInt(3) == 0) {
            scheduler.close();
        } else {
            List<String> named = scheduler.close(stubborn ? Duration.ofMillis(20) : Duration.ofSeconds(30));

            // then
            if (late == null) {
                assertThat(named).as("seed %s, round %s", SEED, round).isEmpty();
            } else { // and whoever had no turn in this time, on a machine that is busy
                assertThat(named).as("seed %s, round %s", SEED, round).contains(late.name());
            }
            assertThat(tasks)
                    .as("seed %s, round %s", SEED, round)
                    .allMatch(task -> task.isDone() || named.contains(task.name()));
        }
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(thread.isAlive())
                    .as("%s, seed %s, round %s", thread, SEED, round)
                    .isFalse();
        }
        pipe.sink().close();
        pipe.source().close();
    }

    private static void watch(Workers workers, Pipe pipe) throws Exception {
        SelectionKey key = workers.poller().register(pipe.source(), new Pollable() {
            @Override
            protected int ready(int operations) {
                return 0;
            }
        });
        workers.poller().want(key, SelectionKey.OP_READ);
    }

    private static Thread[] threads(Workers workers) {
        Worker[] all = workers.all();
        Thread[] threads = Arrays.copyOf(all, all.length + 1, Thread[].class);
        threads[all.length] = workers.monitor.thread();
        return threads;
    }

    /** 0 where it cannot be known. */
    private static int descriptors() {
        String[] open = new File("/proc/self/fd").list();
        return open == null ? 0 : open.length;
    }
}
