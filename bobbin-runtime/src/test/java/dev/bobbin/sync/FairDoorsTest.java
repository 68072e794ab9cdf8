package dev.bobbin.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Mutex;
import dev.bobbin.Semaphore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Threads that block, virtual ones where the JDK has them, and coroutines, all at the same door again and again: first come, first
 * served. Nobody is served before all of them wait, so that it is known who is next. {@code -Dfair.rounds=N} for more.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FairDoorsTest {
    private static final int ROUNDS = Integer.getInteger("fair.rounds", 100_000);
    private static final int VISITORS = 6;

    /** What is waited for, one visitor at a time. */
    private interface Door {
        /** Blocks the thread until it is served. */
        void block(int visitor);

        /** The same for coroutines. */
        Async<?> await(int visitor);

        /** Serves one of those who wait. */
        void serve();

        /** Says how many wait. */
        @Override
        String toString();
    }

    private static final class OfMutex implements Door {
        private final Mutex mutex = Mutex.of();

        OfMutex() {
            assertThat(mutex.tryLock()).isTrue();
        }

        @Override
        public void block(int visitor) {
            mutex.lockBlocking();
        }

        @Override
        public Async<?> await(int visitor) {
            return mutex.lock();
        }

        /** It is locked all the time, by whom is nobody's business. */
        @Override
        public void serve() {
            mutex.unlock();
        }

        @Override
        public String toString() {
            return mutex.toString();
        }
    }

    private static final class OfSemaphore implements Door {
        private final Semaphore semaphore = Semaphore.of(1);

        OfSemaphore() {
            assertThat(semaphore.tryAcquire()).isTrue();
        }

        @Override
        public void block(int visitor) {
            semaphore.acquireBlocking();
        }

        @Override
        public Async<?> await(int visitor) {
            return semaphore.acquire();
        }

        @Override
        public void serve() {
            semaphore.release();
        }

        @Override
        public String toString() {
            return semaphore.toString();
        }
    }

    private record OfReceivers(Channel<String> channel) implements Door {
        @Override
        public void block(int visitor) {
            channel.receiveBlocking();
        }

        @Override
        public Async<?> await(int visitor) {
            return channel.receive();
        }

        @Override
        public void serve() {
            assertThat(channel.trySend("x")).isTrue();
        }

        @Override
        public String toString() {
            return channel.toString();
        }
    }

    private record OfSenders(Channel<String> channel) implements Door {
        @Override
        public void block(int visitor) {
            channel.sendBlocking("x");
        }

        @Override
        public Async<?> await(int visitor) {
            return channel.send("x");
        }

        @Override
        public void serve() {
            assertThat(channel.tryReceive()).contains("x");
        }

        @Override
        public String toString() {
            return channel.toString();
        }
    }

    static Stream<Door> doors() {
        return Stream.of(
                new OfMutex(),
                new OfSemaphore(),
                new OfReceivers(Channel.rendezvous()),
                new OfSenders(Channel.rendezvous()));
    }

    private static final Pattern WAITING = Pattern.compile("([1-9]\\d*) (waiting|sending|receiving)");

    private final AtomicInteger last = new AtomicInteger(-1);
    private volatile boolean over;

    private void untilWaiting(Door door, int visitors) {
        for (Matcher m = WAITING.matcher(door.toString());
                !m.find() || Integer.parseInt(m.group(1)) != visitors;
                m = WAITING.matcher(door.toString())) {
            Thread.yield();
        }
    }

    private void threadVisits(Door door, int visitor) {
        while (!over) {
            door.block(visitor);
            last.set(visitor);
        }
    }

    private Rounds.Body coroutineVisits(Door door, int visitor) {
        AtomicInteger visits = new AtomicInteger();
        return (result, failure) -> {
            if (visits.getAndIncrement() > 0) {
                last.set(visitor);
            }
            return over ? null : door.await(visitor);
        };
    }

    /** On JDK 17 a thread like any other. */
    private static Thread virtual(Runnable code) throws ReflectiveOperationException {
        if (Runtime.version().feature() < 21) {
            Thread thread = new Thread(code);
            thread.start();
            return thread;
        }
        return (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, code);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void door_withVisitorsOfAllKinds_servesThemInTurn(Door door) throws Exception {
        // given: they come one by one
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < VISITORS; i++) {
            int visitor = i;
            switch (i % 3) {
                case 0 -> {
                    Thread thread = new Thread(() -> threadVisits(door, visitor));
                    thread.start();
                    threads.add(thread);
                }
                case 1 -> Bobbin.start(new Rounds(coroutineVisits(door, visitor)));
                default -> threads.add(virtual(() -> threadVisits(door, visitor)));
            }
            untilWaiting(door, i + 1);
        }

        for (int round = 0; round < ROUNDS; round++) {
            // when
            door.serve();
            untilWaiting(door, VISITORS);

            // then: who has waited longest was served, and waits behind the others
            assertThat(last).as("round %s", round).hasValue(round % VISITORS);
        }
        over = true;
        for (int i = VISITORS; i > 0; i--) {
            untilWaiting(door, i);
            door.serve();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
