package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.spi.Alarm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import user.Code;

@Timeout(60)
class NioPollerTest {
    private static final long FOR_EVER = Long.MAX_VALUE;

    private final NioPoller poller = new NioPoller();
    private Pipe pipe;

    @BeforeEach
    void open() throws IOException {
        pipe = Pipe.open();
        pipe.source().configureBlocking(false);
    }

    @AfterEach
    void close() throws IOException {
        poller.close();
        pipe.sink().close();
        pipe.source().close();
    }

    /** Counts its events, and says of so many that they have woken somebody. */
    private static class Counting extends Pollable {
        final AtomicInteger events = new AtomicInteger();
        final AtomicInteger waiters = new AtomicInteger();

        /** Somebody waits who has been woken before. */
        boolean told;

        @Override
        protected int ready(int operations) {
            events.incrementAndGet();
            return waiters.getAndUpdate(n -> Math.max(0, n - 1)) > 0 ? operations : 0;
        }

        @Override
        protected int awaited(int operations) {
            return told ? operations : 0;
        }
    }

    private void send() throws IOException {
        pipe.sink().write(ByteBuffer.allocate(1));
    }

    @Test
    void event_thatWakesSomebody_keepsTheInterest() throws Exception {
        // given
        Counting counting = new Counting();
        counting.waiters.set(2);
        SelectionKey key = poller.register(pipe.source(), counting);
        poller.want(key, SelectionKey.OP_READ);
        send();

        // when
        poller.poll();
        poller.poll(); // the first after opening may end at once
        poller.poll();

        // then
        assertThat(counting.events.get()).isGreaterThanOrEqualTo(2);
        assertThat(counting.waiters).hasValue(0);
    }

    @Test
    void event_thatWakesNobody_isNotReportedAgainUntilItIsWanted() throws Exception {
        // given
        Counting counting = new Counting();
        SelectionKey key = poller.register(pipe.source(), counting);
        poller.want(key, SelectionKey.OP_READ);
        send();

        // when: it is looked at once more after the interest has gone
        for (int i = 0; i < 10; i++) {
            poller.poll();
        }

        // then
        assertThat(counting.events).hasValue(2);
        assertThat(key.interestOps()).isZero();

        // and when
        counting.waiters.set(1);
        poller.want(key, SelectionKey.OP_READ);
        poller.poll();

        // then
        assertThat(counting.waiters).hasValue(0);
    }

    @Test
    void event_forSomebodyWhoHasNotRunYet_keepsTheInterestUntilASelectionWaits() throws Exception {
        // given
        Counting counting = new Counting();
        counting.told = true;
        SelectionKey key = poller.register(pipe.source(), counting);
        poller.want(key, SelectionKey.OP_READ);
        send();

        // when: the first after opening may end at once
        for (int i = 0; i < 5; i++) {
            poller.poll();
        }

        // then
        assertThat(key.interestOps()).isEqualTo(SelectionKey.OP_READ);

        // and when
        poller.await(() -> FOR_EVER);

        // then
        assertThat(key.interestOps()).isZero();
    }

    @Test
    void outputEvent_takesItsInterestBack() throws Exception {
        // given
        pipe.sink().configureBlocking(false);
        Counting counting = new Counting();
        counting.waiters.set(1);
        SelectionKey key = poller.register(pipe.sink(), counting);
        poller.want(key, SelectionKey.OP_WRITE);

        // when
        poller.poll();
        poller.poll();

        // then
        assertThat(counting.waiters).hasValue(0);
        assertThat(counting.events).hasValue(1);
        assertThat(key.interestOps()).isZero();
    }

    @Test
    void waiterThatComesWhileTheInterestIsTakenBack_isWoken() throws Exception {
        // given: it enlists between the two looks, and its want() comes before the interest goes
        Counting counting = new Counting() {
            @Override
            protected int ready(int operations) {
                int woken = super.ready(operations);
                if (events.get() == 1) {
                    waiters.set(1);
                }
                return woken;
            }
        };
        SelectionKey key = poller.register(pipe.source(), counting);
        poller.want(key, SelectionKey.OP_READ);
        send();

        // when
        poller.poll();
        poller.poll();

        // then
        assertThat(counting.waiters).hasValue(0);
    }

    @Test
    void await_withoutChannels_endsByTimeAndByWakeUp() throws Exception {
        long begin = System.nanoTime();
        poller.await(() -> TimeUnit.MILLISECONDS.toNanos(5));
        LockSupport.parkNanos(1); // a permit may have been left
        poller.await(() -> 0);
        assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(30));
        awaitWhile(poller::wakeUp);
    }

    @Test
    void await_withAChannelOpenedMeanwhile_seesItsEvents() throws Exception {
        for (int i = 0; i < 50; i++) {
            NioPoller fresh = new NioPoller();
            try (Source source = new Source()) {
                CountDownLatch seen = new CountDownLatch(1);
                Thread waiting = new Thread(() -> {
                    while (seen.getCount() > 0) {
                        fresh.await(() -> seen.getCount() > 0 ? FOR_EVER : 0);
                    }
                });
                waiting.start();
                source.send();

                // when
                SelectionKey key = fresh.register(source.channel(), new Pollable() {
                    @Override
                    protected int ready(int operations) {
                        seen.countDown();
                        return operations;
                    }
                });
                fresh.want(key, SelectionKey.OP_READ);

                // then
                waiting.join();
            } finally {
                fresh.close();
            }
        }
    }

    @Test
    void wakeUps_fromManyThreadsWhileItWaits_noneIsLost() throws Exception {
        // given: the waiting thread waits for ever unless it is told that something has changed
        poller.register(pipe.source(), new Counting());
        int rounds = 20_000;
        AtomicInteger said = new AtomicInteger();
        AtomicInteger heard = new AtomicInteger();
        Thread waiting = new Thread(() -> {
            while (heard.get() < rounds) {
                poller.await(() -> said.get() == heard.get() ? FOR_EVER : 0);
                heard.set(said.get());
            }
        });
        waiting.start();

        // when, then
        for (int i = 1; i <= rounds; i++) {
            said.set(i);
            poller.wakeUp();
            while (heard.get() < i) {
                Thread.onSpinWait();
            }
        }
        waiting.join();
    }

    @Test
    void flush_whileAnotherThreadWaitsOrHoldsOrLeaves_freesTheDescriptors() throws Exception {
        // given: a thread that takes the poller, waits, and gives it back, over and over
        CountDownLatch over = new CountDownLatch(1);
        Thread holder = new Thread(() -> {
            while (over.getCount() > 0) {
                if (poller.tryAcquire()) {
                    poller.await(() -> over.getCount() > 0 ? FOR_EVER : 0);
                    poller.release();
                }
            }
        });
        holder.start();

        // when
        for (int i = 0; i < 2_000; i++) {
            try (Source source = new Source()) {
                SelectionKey key = poller.register(source.channel(), new Counting());
                poller.want(key, SelectionKey.OP_READ);
                source.close();
                poller.flush();

                // then
                assertThat(source.channel().keyFor(key.selector())).isNull();
            }
        }
        over.countDown();
        poller.wakeUp();
        holder.join();
    }

    @Test
    void flush_askedForWhileTheHolderIsAboutToWait_isDoneInsteadOfWaiting() throws Exception {
        // given
        assertThat(poller.tryAcquire()).isTrue();
        Thread flusher = new Thread(poller::flush);
        flusher.start();
        WorkersTest.awaitState(flusher, Thread.State.WAITING);

        // when
        poller.await(() -> FOR_EVER);

        // then
        flusher.join();
        poller.release();
    }

    @Test
    void flush_byTheHolder_isDoneWhenItLetsGo() throws Exception {
        // given
        assertThat(poller.tryAcquire()).isTrue();
        try (Source source = new Source()) {
            SelectionKey key = poller.register(source.channel(), new Counting());
            source.close();

            // when
            poller.flush();
            poller.release();

            // then
            assertThat(source.channel().keyFor(key.selector())).isNull();
        }
    }

    @Test
    void close_whileAThreadWaits_endsTheWaitAndRefusesChannels() throws Exception {
        // given
        poller.register(pipe.source(), new Counting());

        // when
        awaitWhile(poller::close);

        // then
        assertThat(poller.hasChannels()).isFalse();
        assertThatThrownBy(() -> poller.register(pipe.source(), new Counting()))
                .isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void rest_withoutChannels_givesTheSelectorUp() throws Exception {
        // given
        poller.register(pipe.source(), new Counting());
        poller.rest();
        assertThat(poller.hasChannels()).isTrue();

        // when
        pipe.source().close();
        poller.rest();

        // then
        assertThat(poller.hasChannels()).isFalse();
    }

    // ---- among workers ----------------------------------------------------------------------------------------------

    /** What is to run when the pipe has something to read. */
    private void whenReadable(Workers workers, Runnable action) throws IOException {
        SelectionKey key = workers.poller().register(pipe.source(), new Pollable() {
            @Override
            protected int ready(int operations) {
                try {
                    pipe.source().read(ByteBuffer.allocate(10));
                } catch (IOException e) { // fails the test by its timeout
                    throw new AssertionError(e);
                }
                action.run();
                return operations;
            }
        });
        workers.poller().want(key, SelectionKey.OP_READ);
    }

    @Test
    void workerLeavesThePollerForALongTask_anotherWaitsInItInstead() throws Exception {
        // given: the first event brings a task that computes until the second has come
        Workers workers = new Workers(2, TimeUnit.HOURS.toNanos(1));
        try {
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch ended = new CountDownLatch(1);
            AtomicInteger events = new AtomicInteger();
            whenReadable(workers, () -> {
                if (events.incrementAndGet() == 1) {
                    workers.dispatch(Job.of(() -> {
                        running.countDown();
                        Code.computeUntil(() -> events.get() > 1);
                        ended.countDown();
                    }));
                }
            });

            // when
            send();
            running.await();
            send();

            // then
            ended.await();
        } finally {
            workers.close();
        }
    }

    @Test
    void workersThatNeverRunOutOfTasks_pollAndFireTimers() throws Exception {
        // given
        Workers workers = new Workers(1, TimeUnit.HOURS.toNanos(1));
        try {
            AtomicInteger events = new AtomicInteger();
            CountDownLatch ended = new CountDownLatch(3);
            whenReadable(workers, events::incrementAndGet);
            for (int i = 0; i < 3; i++) {
                workers.dispatch(new Job(context -> again(workers, events, ended)));
            }

            // when
            send();
            workers.schedule(new Alarm(events::incrementAndGet), workers.nanoTime() + 1);

            // then
            ended.await();
        } finally {
            workers.close();
        }
    }

    private static void again(Workers workers, AtomicInteger events, CountDownLatch ended) {
        if (events.get() == 2) {
            ended.countDown();
        } else {
            workers.dispatch(new Job(context -> again(workers, events, ended)));
        }
    }

    @Test
    void everyWorkerInALongTask_eventsAndTimersStillCome() throws Exception {
        // given
        Workers workers = new Workers(2, TimeUnit.HOURS.toNanos(1));
        try {
            AtomicInteger events = new AtomicInteger();
            CountDownLatch running = new CountDownLatch(2);
            CountDownLatch ended = new CountDownLatch(2);
            whenReadable(workers, events::incrementAndGet);
            for (int i = 0; i < 2; i++) {
                workers.dispatch(Job.of(() -> {
                    running.countDown();
                    Code.computeUntil(() -> events.get() == 2);
                    ended.countDown();
                }));
            }
            running.await();

            // when
            send();
            workers.schedule(new Alarm(events::incrementAndGet), workers.nanoTime() + 1);

            // then
            ended.await();
        } finally {
            workers.close();
        }
    }

    /** Has a thread wait for ever, and ends that by the action. */
    private void awaitWhile(Runnable action) throws InterruptedException {
        CountDownLatch announced = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            if (poller.tryAcquire()) {
                poller.await(() -> 0); // the first after opening may end at once
                poller.await(() -> {
                    announced.countDown();
                    return FOR_EVER;
                });
                poller.release();
            }
        });
        waiting.start();
        announced.await();
        action.run();
        waiting.join();
    }

    /** One end of a pipe that can be polled, with the other. */
    private static final class Source implements AutoCloseable {
        private final Pipe pipe = Pipe.open();

        Source() throws IOException {
            pipe.source().configureBlocking(false);
        }

        Pipe.SourceChannel channel() {
            return pipe.source();
        }

        void send() throws IOException {
            pipe.sink().write(ByteBuffer.allocate(1));
        }

        @Override
        public void close() throws IOException {
            pipe.sink().close();
            pipe.source().close();
        }
    }
}
