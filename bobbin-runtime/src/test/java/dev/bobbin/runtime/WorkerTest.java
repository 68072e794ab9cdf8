package dev.bobbin.runtime;

import static java.util.concurrent.TimeUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.spi.Alarm;
import dev.bobbin.spi.Timers;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a worker does next. */
@Timeout(60)
class WorkerTest {
    private final List<Workers> opened = new ArrayList<>();

    /** None is ever taken to be stuck. */
    private Workers workers(int count) {
        Workers workers = new Workers(count, HOURS.toNanos(1));
        opened.add(workers);
        return workers;
    }

    @AfterEach
    void close() {
        opened.forEach(Workers::close);
    }

    @Test
    void takenFromTheGlobalQueue_byAWorkerThatThenBlocks_areRunByAnother() throws Exception {
        // given: one worker that runs, one that sleeps
        Workers workers = workers(2);
        for (int i = 0; i < 20; i++) {
            while (!workers.idle.allAsleep()) {
                Thread.onSpinWait();
            }
            CountDownLatch go = new CountDownLatch(1);
            CountDownLatch second = new CountDownLatch(1);
            CountDownLatch ended = new CountDownLatch(1);
            workers.dispatch(new Job(context -> go.await()));
            while (workers.idle.allAsleep() || !workers.global.isEmpty()) {
                Thread.onSpinWait();
            }

            // when: it takes two at once, of which the first needs the second; nobody is told of them
            workers.global.add(new Job(context -> {
                second.await();
                ended.countDown();
            }));
            workers.global.add(Job.of(second::countDown));
            go.countDown();

            // then
            ended.await();
        }
    }

    @Test
    void dispatchNext_afterTheRingHadItsTurn_goesFirstAgain() throws Exception {
        // given
        Workers workers = workers(1);
        List<String> order = new ArrayList<>();
        CountDownLatch ended = new CountDownLatch(10);
        class Chain {
            void next(int n) {
                order.add("slot " + n);
                if (n < 7) {
                    workers.dispatchNext(Job.of(() -> next(n + 1)));
                }
                ended.countDown();
            }
        }

        // when
        workers.dispatch(Job.of(() -> {
            for (int i = 1; i <= 3; i++) {
                int n = i;
                workers.dispatch(Job.of(() -> {
                    order.add("ring " + n);
                    ended.countDown();
                }));
            }
            workers.dispatchNext(Job.of(() -> new Chain().next(1)));
        }));
        ended.await();

        // then
        assertThat(order)
                .containsExactly(
                        "slot 1", "slot 2", "slot 3", "ring 1", "slot 4", "slot 5", "slot 6", "ring 2", "slot 7",
                        "ring 3");
    }

    @Test
    void worker_thatFeedsItself_pollsEvery61Tasks() throws Exception {
        // given: a poll that wakes many, and then a reason to go on polling
        Workers workers = workers(1);
        int warm = 300;
        int tasks = 6_100;
        CompletableFuture<Long> before = new CompletableFuture<>();
        CompletableFuture<Long> after = new CompletableFuture<>();
        class Feeder {
            void feed(int n) {
                if (n == warm) {
                    before.complete(workers.poller().polls());
                }
                if (n == warm + tasks) {
                    after.complete(workers.poller().polls());
                } else {
                    workers.dispatch(Job.of(() -> feed(n + 1)));
                }
            }
        }

        // when
        workers.schedule(new Alarm(() -> {}), workers.nanoTime() + HOURS.toNanos(1));
        workers.dispatch(Job.of(() -> {
            for (int i = 0; i < 200; i++) {
                workers.schedule(new Alarm(() -> workers.dispatchNext(Job.of(() -> {}))), workers.nanoTime());
            }
            workers.requestPoll();
            workers.dispatch(Job.of(() -> new Feeder().feed(0)));
        }));

        // then
        assertThat(after.get() - before.get()).isBetween(tasks / 61 - 5L, tasks / 30L);
    }

    @Test
    void worker_toldToPoll_doesSoBeforeTheNextTask() throws Exception {
        // given: a task, and two that timers wake which are due
        Workers workers = workers(1);
        List<String> order = new ArrayList<>();
        CompletableFuture<Long> before = new CompletableFuture<>();
        CompletableFuture<Long> after = new CompletableFuture<>();
        CountDownLatch ended = new CountDownLatch(1);
        Alarm first = new Alarm(() -> workers.dispatchNext(Job.of(() -> order.add("first timer"))));
        Alarm second = new Alarm(() -> workers.dispatchNext(Job.of(() -> {
            order.add("second timer");
            workers.dispatch(Job.of(() -> {
                order.add("started by it");
                ended.countDown();
            }));
            workers.dispatchNext(Job.of(() -> order.add("woken by it")));
        })));

        // when
        workers.dispatch(Job.of(() -> {
            workers.schedule(first, 1);
            workers.schedule(second, 2);
            workers.dispatch(Job.of(() -> {
                order.add("queued");
                after.complete(workers.poller().polls());
                order.add(workers.isPollDue() ? "told again" : "told once");
            }));
            before.complete(workers.poller().polls());
            workers.requestPoll();
        }));
        ended.await();

        // then: what a poll wakes goes behind what is queued, and what a task wakes before
        assertThat(after.get()).isGreaterThan(before.get());
        assertThat(order)
                .containsExactly("queued", "told once", "first timer", "second timer", "woken by it", "started by it");
    }

    @Test
    void leaveTo_withASlotAndARing_handsAllOver() {
        // given
        Worker worker = new Worker(workers(1), 2, true);
        GlobalQueue others = new GlobalQueue();
        worker.queue.swapNext(new Numbered(1));
        worker.queue.offer(new Numbered(2));
        worker.queue.offer(new Numbered(3));

        // when
        worker.leaveTo(others);

        // then
        assertThat(others.size()).isEqualTo(3);
        assertThat(worker.queue.isEmpty()).isTrue();
        assertThat(worker.queue.next()).isNull();
    }

    @Test
    void pollLimit_ofAWorkerThatWasClaimed_isZero() {
        // given
        Worker worker = new Worker(workers(1), 2, false);

        // then: for ever, as long as there is no timer
        worker.asleep = true;
        assertThat(worker.pollLimit.getAsLong()).isEqualTo(Long.MAX_VALUE);
        worker.asleep = false;
        assertThat(worker.pollLimit.getAsLong()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void dispatch_pingPongWithChannels_losesNoWakeUp(int count) throws Exception {
        // given: the worker that waits in the poller does so in a selection
        Workers workers = workers(count);
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        workers.poller().register(pipe.source(), new Pollable() {
            @Override
            protected int ready(int operations) {
                return operations;
            }
        });

        // when, then
        SplittableRandom random = new SplittableRandom(7);
        Semaphore pong = new Semaphore(0);
        for (int i = 0; i < 30_000; i++) {
            workers.dispatch(Job.of(pong::release));
            pong.acquireUninterruptibly();
            spin(random.nextInt(50));
        }
        pipe.sink().close();
        pipe.source().close();
    }

    @Test
    void wakesAt_whileNobodyWaits_isNever() throws Exception {
        // given: the worker waits for a timer
        Workers workers = workers(1);
        workers.schedule(new Alarm(() -> {}), workers.nanoTime() + HOURS.toNanos(1));
        while (workers.wakesAt == Timers.NEVER) {
            Thread.onSpinWait();
        }
        CompletableFuture<Long> seen = new CompletableFuture<>();

        // when: it does no longer, and whoever adds an earlier one must wake the next that looks for the earliest
        workers.dispatch(Job.of(() -> seen.complete(workers.wakesAt)));

        // then
        assertThat(seen.get()).isEqualTo(Timers.NEVER);
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }
}
