package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Operations that wait for other tasks, or for the time. */
final class MeetingWaits {
    private MeetingWaits() {}

    static Stream<Arguments> all() {
        return Stream.of(
                CancellationTest.wait("ReadWriteLock.read", () -> new Access(false)),
                CancellationTest.wait("ReadWriteLock.write", () -> new Access(true)),
                CancellationTest.wait("Barrier.arrive", Arrive::new),
                CancellationTest.wait("Condition.signalled", Signalled::new),
                CancellationTest.wait("Broadcast.send", Send::new),
                CancellationTest.wait("Subscription.receive", () -> new Receive(false)),
                CancellationTest.wait("AsyncIterator.next of a broadcast", () -> new Receive(true)),
                CancellationTest.wait("AsyncIterator.next of a Watch", Changes::new),
                CancellationTest.wait("Clock.sleep", Sleeps::new),
                CancellationTest.wait("RateLimiter.acquire", Limited::new));
    }

    private static final class Access implements Wait {
        private final ReadWriteLock lock = ReadWriteLock.of();
        private final boolean writes;
        private final Permit held;

        Access(boolean writes) {
            this.writes = writes;
            held = (writes ? lock.tryRead() : lock.tryWrite()).orElseThrow();
        }

        @Override
        public Async<?> operation() {
            return writes ? lock.write() : lock.read();
        }

        @Override
        public void complete() {
            held.close();
        }

        @Override
        public void check(boolean returned, Object result) {
            assertThat(lock.isWriting()).isEqualTo(returned && writes);
            if (returned) {
                ((Permit) result).close();
            }
            assertThat(lock).hasToString("ReadWriteLock[free, 0 waiting]");
        }
    }

    /** For two. */
    private static final class Arrive implements Wait {
        private final Barrier barrier = Barrier.of(2);
        private Scheduler scheduler;
        private Task<Integer> other;

        @Override
        public void on(Scheduler scheduler, HandClock clock) {
            this.scheduler = scheduler;
        }

        @Override
        public Async<?> operation() {
            return barrier.arrive();
        }

        @Override
        public void complete() {
            other = scheduler.start(ByHand.awaiting(barrier.arrive()));
            scheduler.run(Bobbin::yieldNow);
        }

        /** It may have opened, although one was about to leave. */
        @Override
        public void check(boolean returned, Object result) {
            if (returned) {
                assertThat(result).isEqualTo(0);
                assertThat(other.isDone()).isTrue();
            }
            assertThat(barrier.arrived()).isEqualTo(other.isDone() ? 0 : 1);
            other.cancel();
            scheduler.run(Bobbin::yieldNow);
            assertThat(barrier.arrived()).isZero();
        }
    }

    /** Another comes to wait behind it; then there is one signal. */
    private static final class Signalled implements Wait {
        private final Mutex mutex = Mutex.of();
        private final Condition condition = mutex.condition();
        private Scheduler scheduler;
        private Task<Object> other;
        private boolean began;

        @Override
        public void on(Scheduler scheduler, HandClock clock) {
            this.scheduler = scheduler;
        }

        @Override
        public Async<?> operation() {
            return waiting(() -> began = true);
        }

        private Async<Object> waiting(Runnable begin) {
            return ByHand.of(
                    start -> mutex.lock(),
                    locked -> {
                        begin.run();
                        return condition.signalled();
                    },
                    signalled -> {
                        mutex.unlock();
                        return Async.done(signalled.get());
                    });
        }

        @Override
        public int steps() {
            return 2;
        }

        @Override
        public void complete() {
            if (other == null) {
                other = scheduler.start(waiting(() -> {}));
                turns();
            } else {
                condition.signal();
            }
        }

        private void turns() {
            for (int i = 0; i < 10; i++) {
                scheduler.run(Bobbin::yieldNow);
            }
        }

        @Override
        public void check(boolean returned, Object result) {
            turns();
            assertThat(mutex).hasToString("Mutex[free, 0 waiting]");
            if (began) {
                assertThat(other.isDone()).as("the signal was for the other").isEqualTo(!returned);
            }
            other.cancel();
            scheduler.run(Bobbin::yieldNow);
            assertThat(condition).hasToString("Condition[0 waiting]");
        }
    }

    /** Nobody has room for it. */
    private static final class Send implements Wait {
        private final Broadcast<String> broadcast = Broadcast.of(1);
        private final Subscription<String> subscription = broadcast.subscribe();

        Send() {
            assertThat(broadcast.trySend("full")).isTrue();
        }

        @Override
        public Async<?> operation() {
            return broadcast.send("x");
        }

        @Override
        public void complete() {
            assertThat(subscription.tryReceive()).contains("full");
        }

        @Override
        public void check(boolean returned, Object result) {
            assertThat(subscription.tryReceive().orElse("none")).isEqualTo(returned ? "x" : "none");
        }
    }

    private static final class Receive implements Wait {
        private final Broadcast<String> broadcast = Broadcast.of(1);
        private final Subscription<String> subscription = broadcast.subscribe();
        private final AsyncIterator<String> iterator = subscription.iterator();
        private final boolean iterates;

        Receive(boolean iterates) {
            this.iterates = iterates;
        }

        @Override
        public Async<?> operation() {
            return iterates ? iterator.next() : subscription.receive();
        }

        @Override
        public void complete() {
            assertThat(broadcast.trySend("x")).isTrue();
        }

        @Override
        public void check(boolean returned, Object result) {
            if (returned) {
                assertThat(iterates ? iterator.value() : result).isEqualTo("x");
            }
            assertThat(subscription.tryReceive().orElse("none")).isEqualTo(returned ? "none" : "x");
        }
    }

    /** The value that it begins with is seen already. */
    private static final class Changes implements Wait {
        private final Watch<String> watch = Watch.of("first");
        private final AsyncIterator<String> changes = watch.changes();
        private Scheduler scheduler;

        @Override
        public void on(Scheduler scheduler, HandClock clock) {
            this.scheduler = scheduler;
            assertThat(scheduler.<Boolean>run(changes::next)).isTrue();
            assertThat(changes.value()).isEqualTo("first");
        }

        @Override
        public Async<?> operation() {
            return changes.next();
        }

        @Override
        public void complete() {
            watch.set("x");
        }

        @Override
        public void check(boolean returned, Object result) {
            if (!returned) {
                assertThat(scheduler.<Boolean>run(changes::next)).isTrue();
            }
            assertThat(changes.value()).isEqualTo("x");
        }
    }

    private static final class Sleeps implements Wait {
        private HandClock clock;

        @Override
        public void on(Scheduler scheduler, HandClock clock) {
            this.clock = clock;
        }

        @Override
        public Async<?> operation() {
            return Clock.sleep(Duration.ofSeconds(1));
        }

        @Override
        public void complete() {
            clock.advance(1_000);
        }

        @Override
        public void check(boolean returned, Object result) {
            assertThat(clock.timers().isEmpty()).isTrue();
        }
    }

    /** The first turn is taken. */
    private static final class Limited implements Wait {
        private final RateLimiter limiter = RateLimiter.of(1, Duration.ofSeconds(1));
        private HandClock clock;
        private Scheduler scheduler;

        @Override
        public void on(Scheduler scheduler, HandClock clock) {
            this.scheduler = scheduler;
            this.clock = clock;
            scheduler.run(limiter::acquire);
        }

        @Override
        public Async<?> operation() {
            return limiter.acquire();
        }

        @Override
        public void complete() {
            clock.advance(1_000);
        }

        /** Its turn is the next one's, if it has not taken it. */
        @Override
        public void check(boolean returned, Object result) {
            Task<Void> next = scheduler.start(ByHand.awaiting(limiter.acquire()));
            scheduler.run(Bobbin::yieldNow);
            assertThat(next.isDone()).isEqualTo(!returned);
            next.cancel();
            scheduler.run(Bobbin::yieldNow);
            assertThat(clock.timers().isEmpty()).isTrue();
            assertThat(limiter).hasToString("RateLimiter[1 per PT1S, 0 waiting]");
        }
    }
}
