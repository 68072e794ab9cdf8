package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Scheduler;
import dev.bobbin.spi.Alarm;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import user.Code;

@Timeout(60)
class MonitorTest {
    private static final String NO_MORE = "there are no more";
    private static final long NEVER = TimeUnit.HOURS.toNanos(1);

    private final List<String> said = new CopyOnWriteArrayList<>();
    private Listening listening;
    private Workers workers;

    @BeforeEach
    void listen() {
        listening = new Listening("dev.bobbin.scheduler", said);
    }

    @AfterEach
    void close() {
        listening.close();
        workers.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyWorkerStuck_aTimersTaskStillRuns(boolean waiting) throws Exception {
        // given: tasks that keep both workers until a third has run
        workers = new Workers(2, NEVER);
        CountDownLatch stuck = new CountDownLatch(2);
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            workers.dispatch(new Job(context -> {
                stuck.countDown();
                if (waiting) {
                    Code.await(go);
                }
                Code.computeUntil(over::get);
                ended.countDown();
            }));
        }
        stuck.await();

        // when
        workers.schedule(
                new Alarm(() -> workers.dispatch(Job.of(() -> {
                    over.set(true);
                    go.countDown();
                }))),
                workers.nanoTime() + TimeUnit.MILLISECONDS.toNanos(10));

        // then
        ended.await();
        while (workers.all().length > 2) { // the substitute goes
            Thread.onSpinWait();
        }
        WorkersTest.awaitState(workers.monitor.thread(), Thread.State.WAITING);
    }

    @Test
    void workerThatItsOwnPollHasWoken_isLookedAfter() throws Exception {
        // given: all sleep, the monitor too
        workers = new Workers(2, NEVER);
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Job waits = new Job(context -> {
            stuck.countDown();
            Code.await(go);
            ended.countDown();
        });
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink()) {
            source.configureBlocking(false);
            AtomicBoolean first = new AtomicBoolean(true);
            SelectionKey key = workers.poller().register(source, new Pollable() {
                @Override
                protected int ready(int operations) {
                    boolean wakes = first.getAndSet(false);
                    if (wakes) {
                        workers.dispatchNext(waits);
                    }
                    return wakes ? operations : 0;
                }
            });
            workers.poller().want(key, SelectionKey.OP_READ);
            WorkersTest.awaitState(workers.monitor.thread(), Thread.State.WAITING);

            // when
            sink.write(ByteBuffer.allocate(1));
            stuck.await();
            workers.schedule(new Alarm(go::countDown), workers.nanoTime());

            // then
            ended.await();
        }
    }

    @Test
    void pollerHeldByAnotherAsTheLastWorkerGoesToSleep_isTakenAgain() throws Exception {
        // given
        workers = new Workers(1, NEVER);
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        workers.dispatch(new Job(context -> {
            running.countDown();
            Code.await(go);
        }));
        running.await();
        assertThat(workers.poller().tryAcquire()).isTrue();
        go.countDown();
        WorkersTest.awaitState(workers.monitor.thread(), Thread.State.WAITING);
        workers.poller().release();

        // when: as a server does that is closed
        workers.poller().flush();
        CountDownLatch fired = new CountDownLatch(1);
        workers.schedule(new Alarm(fired::countDown), workers.nanoTime());

        // then
        fired.await();
    }

    @Test
    void sleep_whileAWorkerIsAwake_returns() throws Exception {
        // given
        workers = new Workers(1, NEVER);
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        workers.dispatch(new Job(context -> {
            running.countDown();
            go.await();
        }));
        running.await();

        // then
        workers.monitor.sleep();
        go.countDown();
    }

    @Test
    void slice_ofATaskThatComputes_isOverUntilTheNext() throws Exception {
        // given
        workers = new Workers(1, NEVER);
        CompletableFuture<Integer> first = new CompletableFuture<>();
        CompletableFuture<Boolean> second = new CompletableFuture<>();

        // when: far fewer operations than the budget is for, each a look of the monitor after the one before
        workers.dispatch(new Job(context -> {
            int n = 0;
            while (context.spend()) {
                n++;
                long looks = workers.monitor.looks();
                Code.computeUntil(() -> workers.monitor.looks() > looks);
            }
            first.complete(n);
            workers.dispatchNext(new Job(next -> second.complete(next.spend()))); // not for a substitute
        }));

        // then
        assertThat(first.get()).isLessThan(100);
        assertThat(second.get()).isTrue();
    }

    @Test
    void stuckWorker_isReportedOnceWithItsTaskAndStack() throws Exception {
        // given
        workers = new Workers(1, TimeUnit.MILLISECONDS.toNanos(1));
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);

        // when
        workers.dispatch(new Job(context -> {
            Code.await(go);
            ended.countDown();
        }));
        while (said.isEmpty()) {
            Thread.onSpinWait();
        }
        long looks = workers.monitor.looks();
        while (workers.monitor.looks() < looks + 20) {
            Thread.onSpinWait();
        }
        go.countDown();
        ended.await();

        // then
        assertThat(said).hasSize(1);
        assertThat(said.get(0))
                .contains("bobbin-worker-1 has run dev.bobbin.runtime.Job", " ms, and can run no other meanwhile")
                .contains("user.Code.await")
                .doesNotContain("Worker.run");
    }

    @Test
    void sameLine_isToldOnce_thoughManyTasksAreStuckThere() throws Exception {
        // given
        workers = new Workers(2, TimeUnit.MILLISECONDS.toNanos(1));
        CountDownLatch ended = new CountDownLatch(20);

        // when: each until it has been reported
        for (int i = 0; i < 20; i++) {
            workers.dispatch(new Job(context -> {
                CountDownLatch go = new CountDownLatch(1);
                long reports = workers.monitor.reports();
                Thread watcher = new Thread(() -> {
                    while (workers.monitor.reports() == reports) {
                        Thread.onSpinWait();
                    }
                    go.countDown();
                });
                watcher.start();
                Code.await(go);
                ended.countDown();
            }));
        }
        ended.await();

        // then
        assertThat(workers.monitor.reports()).isGreaterThan(1);
        assertThat(said).hasSize(1);
    }

    @Test
    void workerThatComputes_isReportedAfterTenTimesAsLong() throws Exception {
        // given
        workers = new Workers(1, TimeUnit.MILLISECONDS.toNanos(20));
        CountDownLatch ended = new CountDownLatch(1);
        long begin = System.nanoTime();

        // when
        workers.dispatch(Job.of(() -> {
            Code.computeUntil(() -> !said.isEmpty());
            ended.countDown();
        }));
        ended.await();

        // then
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
        assertThat(said.get(0)).contains("user.Code.computeUntil");
    }

    @RepeatedTest(20)
    void workerThatIsInTheRuntimeEveryOtherMoment_isReportedAllTheSame() throws Exception {
        // given
        workers = new Workers(1, TimeUnit.MILLISECONDS.toNanos(1));
        CountDownLatch ended = new CountDownLatch(1);

        // when: what it asks is code of the runtime's package
        workers.dispatch(new Job(context -> {
            Code.computeUntil(() -> {
                long end = System.nanoTime() + 1_000;
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
                return !said.isEmpty();
            });
            ended.countDown();
        }));
        ended.await();

        // then
        assertThat(said.get(0)).contains("user.Code.computeUntil");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void workerThatWaitsForAnotherScheduler_isReported_andHasASubstitute(boolean single) throws Exception {
        // given: what it waits for comes from its own scheduler
        workers = new Workers(1, TimeUnit.MILLISECONDS.toNanos(1));
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletableFuture<String> answered = new CompletableFuture<>();

        // when
        try (Scheduler other = single ? Scheduler.single() : Scheduler.workers(1)) {
            workers.dispatch(new Job(context -> answered.complete(Code.run(other, answer))));
            workers.dispatch(new Job(context -> {
                while (said.isEmpty()) {
                    Thread.onSpinWait();
                }
                answer.complete("from a substitute");
            }));

            // then
            assertThat(answered.get()).isEqualTo("from a substitute");
        }
        assertThat(said.get(0)).contains("for ").contains("user.Code.run");
    }

    @Test
    void workerHeldUpInTheRuntime_isNotReported() throws Exception {
        // given: it waits in a class of the runtime's package
        workers = new Workers(1, TimeUnit.MILLISECONDS.toNanos(1));
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        long looks = workers.monitor.looks();

        // when
        workers.dispatch(new Job(context -> {
            go.await();
            ended.countDown();
        }));
        while (workers.monitor.looks() < looks + 40) {
            Thread.onSpinWait();
        }
        go.countDown();
        ended.await();

        // then
        assertThat(said).isEmpty();
        assertThat(workers.all()).hasSize(1);
    }

    @Test
    void taskThatRunsForLongerThanItsSlice_isToWaitForItsTurn_theNextIsNot() throws Exception {
        // given
        workers = new Workers(1, NEVER);
        List<Boolean> maySpend = new CopyOnWriteArrayList<>();
        CountDownLatch ended = new CountDownLatch(2);

        // when
        workers.dispatch(new Job(context -> {
            maySpend.add(context.spend());
            awaitLooks(2); // it has been seen
            long begin = System.nanoTime();
            Code.computeUntil(() -> System.nanoTime() - begin > TimeUnit.MILLISECONDS.toNanos(10));
            awaitLooks(2);
            maySpend.add(context.spend());
            workers.dispatchNext(new Job(
                    next -> { // only now, or a substitute runs it meanwhile
                        maySpend.add(next.spend());
                        ended.countDown();
                    }));
            ended.countDown();
        }));
        ended.await();

        // then
        assertThat(maySpend).containsExactly(true, false, true);
    }

    private void awaitLooks(int more) {
        long looks = workers.monitor.looks();
        while (workers.monitor.looks() < looks + more) {
            Thread.onSpinWait();
        }
    }

    @Test
    void tasksThatWaitForEachOther_moreThanWorkers_haveSubstitutes() throws Exception {
        // given: each ends only when all run at once
        workers = new Workers(2, TimeUnit.MILLISECONDS.toNanos(1));
        CountDownLatch together = new CountDownLatch(20);

        // when
        for (int i = 0; i < 20; i++) {
            workers.dispatch(new Job(context -> {
                together.countDown();
                Code.await(together);
            }));
        }

        // then
        together.await();
        while (workers.all().length > 2) {
            Thread.onSpinWait();
        }
    }

    @Test
    void tasksThatWait_moreThanThereMayBeSubstitutes_areToldOfOnceWithTheRemedy() throws Exception {
        // given
        workers = new Workers(128, TimeUnit.MILLISECONDS.toNanos(1));
        int tasks = 128 + Workers.MOST_SUBSTITUTES + 1;
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(tasks);
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        // when: the last is queued behind those that have all threads there are
        Listening waiting = new Listening("dev.bobbin.scheduler", lines);
        for (int i = 0; i < tasks; i++) {
            workers.dispatch(new Job(context -> {
                Code.await(go);
                ended.countDown();
            }));
        }
        while (!lines.take().contains(NO_MORE)) {
            continue;
        }
        waiting.ignore();
        awaitLooks(5);
        go.countDown();
        ended.await();

        // then
        List<String> told = said.stream().filter(line -> line.contains(NO_MORE)).toList();
        assertThat(told).hasSize(1);
        assertThat(told.get(0))
                .startsWith("all 384 workers are blocked by what they run, 256 substitutes among them")
                .contains("Blocking.call(() -> ...)", "Mutex");
    }

    @Test
    void tasksThatWait_asManyAsThereMayBeSubstitutes_areNotToldOf() throws Exception {
        // given
        workers = new Workers(128, TimeUnit.MILLISECONDS.toNanos(1));
        int tasks = 128 + Workers.MOST_SUBSTITUTES;
        CountDownLatch together = new CountDownLatch(tasks);

        // when: the last of them lets all go on
        for (int i = 0; i < tasks; i++) {
            workers.dispatch(new Job(context -> {
                together.countDown();
                Code.await(together);
            }));
        }
        together.await();

        // then
        assertThat(said).noneMatch(line -> line.contains(NO_MORE));
    }

    @Test
    void tasksThatCompute_haveNoMoreSubstitutesThanThereAreWorkers() throws Exception {
        // given
        workers = new Workers(2, TimeUnit.MILLISECONDS.toNanos(1));
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger running = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(10);

        // when
        for (int i = 0; i < 10; i++) {
            workers.dispatch(Job.of(() -> {
                running.incrementAndGet();
                Code.computeUntil(over::get);
                ended.countDown();
            }));
        }
        while (running.get() < 4) {
            Thread.onSpinWait();
        }
        long looks = workers.monitor.looks();
        while (workers.monitor.looks() < looks + 20) {
            Thread.onSpinWait();
        }

        // then
        assertThat(running).hasValue(4);
        over.set(true);
        ended.await();
    }

    @Test
    void tasks_whileSubstitutesComeAndGo_runOnceEach() throws Exception {
        // given: everything that runs at all is stuck
        workers = new Workers(2, 1);
        listening.ignore();
        int rounds = 300;
        int many = 300;
        for (int round = 0; round < rounds; round++) {
            AtomicInteger runs = new AtomicInteger();
            CountDownLatch ended = new CountDownLatch(many);
            CountDownLatch half = new CountDownLatch(many / 2);
            Job small = Job.of(() -> {
                runs.incrementAndGet();
                half.countDown();
                ended.countDown();
            });

            // when: one waits until half of the others have run, which it has spawned and woken
            workers.dispatch(new Job(context -> {
                for (int i = 1; i < many; i++) {
                    if (i % 3 == 0) {
                        workers.dispatchNext(small);
                    } else {
                        workers.dispatch(small);
                    }
                }
                Code.await(half);
                ended.countDown();
            }));

            // then
            ended.await();
            assertThat(runs).hasValue(many - 1);
        }
    }
}
