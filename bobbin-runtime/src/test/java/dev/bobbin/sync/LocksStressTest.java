package dev.bobbin.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Barrier;
import dev.bobbin.Bobbin;
import dev.bobbin.Condition;
import dev.bobbin.Mutex;
import dev.bobbin.Permit;
import dev.bobbin.RateLimiter;
import dev.bobbin.ReadWriteLock;
import dev.bobbin.Select;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Locks and the like by many tasks at once, on the workers of one scheduler and of several, some cancelled at any time.
 * {@code -Dsync.seed=N} for what was printed, {@code -Dsync.rounds=N} for more.
 */
@Timeout(60)
class LocksStressTest {
    static final int ROUNDS = Integer.getInteger("sync.rounds", 300);
    static final int TASKS = 60;

    static Crowd crowd(String kind) {
        return kind.equals("one scheduler") ? new Crowd(3) : new Crowd(1, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one scheduler", "three schedulers"})
    void readWriteLock_withCancellations_keepsWritersAlone(String kind) {
        try (Crowd crowd = crowd(kind)) {
            // given
            ReadWriteLock lock = ReadWriteLock.of();
            AtomicInteger inside = new AtomicInteger(); // readers, or a million for a writer

            // when
            for (int i = 0; i < TASKS; i++) {
                crowd.start(new Visits(lock, inside, crowd.random.split()));
            }
            crowd.end(2, lock);

            // then
            assertThat(lock).as("%s", crowd).hasToString("ReadWriteLock[free, 0 waiting]");
            assertThat(inside).hasValue(0);
        }
    }

    /** Enters, looks who else is there, lets others run, and leaves. */
    private static final class Visits implements Rounds.Body {
        private static final int WRITER = 1_000_000;

        private final ReadWriteLock lock;
        private final AtomicInteger inside;
        private final SplittableRandom random;
        private int rounds = ROUNDS;
        private boolean writes;
        private Permit held;

        Visits(ReadWriteLock lock, AtomicInteger inside, SplittableRandom random) {
            this.lock = lock;
            this.inside = inside;
            this.random = random;
        }

        @Override
        public Async<?> next(Object last, Throwable failure) {
            if (held == null && failure == null && last instanceof Permit permit) {
                held = permit;
                int before = inside.getAndAdd(writes ? WRITER : 1);
                assertThat(before).isLessThan(writes ? 1 : WRITER);
                return random.nextBoolean() ? Bobbin.yieldNow() : Async.done();
            }
            if (held != null) {
                inside.addAndGet(writes ? -WRITER : -1);
                held.close();
                held = null;
            }
            if (failure != null || --rounds < 0) {
                return null;
            }
            writes = random.nextInt(4) == 0;
            Async<Permit> access = writes ? lock.write() : lock.read();
            return switch (random.nextInt(4)) {
                case 0 -> Select.<Object>of().on(access, Async::done).on(Bobbin.start(Async.done()), Async::done);
                case 1 -> Async.done((writes ? lock.tryWrite() : lock.tryRead()).orElse(null));
                default -> access;
            };
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one scheduler", "three schedulers"})
    void condition_producersAndConsumersWithCancellations_loseNoSignal(String kind) {
        try (Crowd crowd = crowd(kind)) {
            // given: one more of each that is not cancelled, so that all comes to an end
            Buffer buffer = new Buffer();
            int each = TASKS / 3;
            buffer.producers.set(each + 1);
            var lastProducer = crowd.start(buffer.new Uses(true, crowd.random.split()));
            var lastConsumer = crowd.start(buffer.new Uses(false, crowd.random.split()));
            crowd.keep(lastProducer, lastConsumer);

            // when
            for (int i = 0; i < each; i++) {
                crowd.start(buffer.new Uses(true, crowd.random.split()));
                crowd.start(buffer.new Uses(false, crowd.random.split()));
            }
            crowd.end(2, buffer);
            Crowd.outcome(lastProducer);
            Crowd.outcome(lastConsumer);

            // then
            assertThat(buffer.inside).as("%s", crowd).hasValue(0);
            assertThat(buffer.mutex).hasToString("Mutex[free, 0 waiting]");
            assertThat(buffer.filled).hasToString("Condition[0 waiting]");
            assertThat(buffer.freed).hasToString("Condition[0 waiting]");
            assertThat(buffer.taken).as("%s", crowd).isEqualTo(buffer.put);
            assertThat(buffer.elements).isEmpty();
        }
    }

    /** A bounded buffer as in a textbook: each signal is for one, so one that is lost is the end. */
    private static final class Buffer {
        final Mutex mutex = Mutex.of();
        final Condition filled = mutex.condition();
        final Condition freed = mutex.condition();
        final AtomicInteger inside = new AtomicInteger();
        final AtomicInteger producers = new AtomicInteger();

        // Guarded by the mutex.
        final ArrayDeque<Integer> elements = new ArrayDeque<>();
        int put;
        int taken;

        /** Puts elements, or takes them until there are no more. */
        final class Uses implements Rounds.Body {
            private final boolean puts;
            private final SplittableRandom random;
            private int rounds = ROUNDS;
            private boolean holds;
            private boolean locking;
            private boolean ended;

            Uses(boolean puts, SplittableRandom random) {
                this.puts = puts;
                this.random = random;
            }

            @Override
            public Async<?> next(Object last, Throwable failure) {
                if (locking) { // by lock() or signalled()
                    locking = false;
                    if (failure == null || holds) { // a lock() that was cancelled is the only one that does not hold it
                        holds = true;
                        assertThat(inside.incrementAndGet()).isEqualTo(1);
                    }
                    if (failure == null) {
                        return use();
                    }
                }
                if (holds) {
                    leave();
                }
                if (failure != null || --rounds < 0) {
                    return end();
                }
                locking = true;
                return mutex.lock();
            }

            private Async<?> use() {
                boolean atEnd = !puts && producers.get() == 0;
                if (puts ? elements.size() == 2 : elements.isEmpty() && !atEnd) {
                    inside.decrementAndGet();
                    locking = true;
                    return (puts ? freed : filled).signalled();
                }
                if (puts) {
                    elements.add(++put);
                    filled.signal();
                } else if (!elements.isEmpty()) {
                    rounds = Math.max(rounds, 1); // until the end
                    elements.remove();
                    taken++;
                    freed.signal();
                } else {
                    rounds = 0;
                }
                return random.nextInt(4) == 0 ? Bobbin.yieldNow() : Async.done();
            }

            private void leave() {
                inside.decrementAndGet();
                holds = false;
                mutex.unlock();
            }

            private Async<?> end() {
                boolean first = !ended;
                ended = true;
                rounds = 0;
                return puts && first && producers.decrementAndGet() == 0
                        ? Async.uncancellable(new Rounds(this::tellEnd))
                        : null;
            }

            /** With the mutex: a consumer that has looked before, and not yet begun to wait, holds it. */
            private Async<?> tellEnd(Object last, Throwable failure) {
                if (last == null) {
                    return mutex.lock();
                }
                filled.signalAll();
                ((Permit) last).close();
                return null;
            }
        }

        @Override
        public String toString() {
            return mutex + ", filled: " + filled + ", freed: " + freed + ", " + elements.size() + " elements, "
                    + producers + " producers";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one scheduler", "three schedulers"})
    void barrier_keepsGenerationsTogether(String kind) {
        try (Crowd crowd = crowd(kind)) {
            // given
            int parties = 7;
            Barrier barrier = Barrier.of(parties);
            AtomicIntegerArray arrived = new AtomicIntegerArray(ROUNDS + 1);
            AtomicIntegerArray indices = new AtomicIntegerArray(ROUNDS + 1);

            // when
            for (int i = 0; i < parties; i++) {
                int[] round = {0};
                crowd.start((last, failure) -> {
                    if (last != null) {
                        assertThat(arrived.get(round[0])).isEqualTo(parties);
                        indices.addAndGet(round[0], 1 << (Integer) last);
                        round[0]++;
                    }
                    if (round[0] == ROUNDS) {
                        return null;
                    }
                    arrived.incrementAndGet(round[0]);
                    return barrier.arrive();
                });
            }
            crowd.end(Integer.MAX_VALUE, barrier);

            // then: each index once
            for (int i = 0; i < ROUNDS; i++) {
                assertThat(indices.get(i)).as("%s", crowd).isEqualTo((1 << parties) - 1);
            }
            assertThat(barrier.arrived()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one scheduler", "three schedulers"})
    void barrier_withCancellations_opensForNoMoreThanItsParties(String kind) {
        try (Crowd crowd = crowd(kind)) {
            // given: as many as can be cancelled, and enough that are not
            int parties = 5;
            Barrier barrier = Barrier.of(parties);
            AtomicIntegerArray indices = new AtomicIntegerArray(parties);
            Rounds.Body[] bodies = new Rounds.Body[TASKS + parties];
            for (int i = 0; i < bodies.length; i++) {
                int[] rounds = {ROUNDS};
                bodies[i] = (last, failure) -> {
                    if (last != null) {
                        indices.incrementAndGet((Integer) last);
                    }
                    return failure != null || --rounds[0] < 0 ? null : barrier.arrive();
                };
            }

            // when
            for (int i = 0; i < TASKS; i++) {
                crowd.start(bodies[i]);
            }
            crowd.endOrCancel(2, barrier);

            // then
            int generations = indices.get(parties - 1);
            assertThat(generations).as("%s", crowd).isPositive();
            for (int i = 0; i < parties; i++) {
                assertThat(indices.get(i)).as("%s, index %d", crowd, i).isLessThanOrEqualTo(generations);
            }
            assertThat(barrier.arrived()).as("%s", crowd).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one scheduler", "three schedulers"})
    void rateLimiter_withCancellations_isNeverFasterAndLeavesNobody(String kind) {
        try (Crowd crowd = crowd(kind)) {
            // given
            RateLimiter limiter = RateLimiter.of(10, Duration.ofNanos(10 * 20_000));
            AtomicInteger turns = new AtomicInteger();
            long begin = System.nanoTime();

            // when
            for (int i = 0; i < TASKS; i++) {
                int[] rounds = {ROUNDS / 3};
                SplittableRandom random = crowd.random.split();
                crowd.start((last, failure) -> {
                    if (failure != null) {
                        return null;
                    }
                    if (rounds[0]-- < ROUNDS / 3) {
                        turns.incrementAndGet();
                    }
                    return rounds[0] < 0
                            ? null
                            : random.nextInt(3) > 0
                                    ? limiter.acquire()
                                    : Select.<Void>of().on(limiter.acquire(), v -> Async.done());
                });
            }
            crowd.end(2, limiter);
            long took = System.nanoTime() - begin;

            // then
            assertThat(turns.get() - 10).as("%s", crowd).isBetween(1, (int) (took / 20_000));
            assertThat(limiter.toString()).as("%s", crowd).contains(" 0 waiting");
        }
    }
}
