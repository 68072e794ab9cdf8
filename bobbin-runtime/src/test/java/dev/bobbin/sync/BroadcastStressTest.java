package dev.bobbin.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.AsyncIterator;
import dev.bobbin.Bobbin;
import dev.bobbin.Broadcast;
import dev.bobbin.ClosedChannelException;
import dev.bobbin.Select;
import dev.bobbin.Subscription;
import dev.bobbin.Watch;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As {@link LocksStressTest}, for what is sent to many. */
@Timeout(60)
class BroadcastStressTest {
    private static final int ELEMENTS = 30 * LocksStressTest.ROUNDS;
    private static final int SENDERS = 3;

    /** Sends numbers of its own, the next when the one before was sent; another such coroutine goes on after a cancellation. */
    private static final class Sends implements Rounds.Body {
        private final Broadcast<Long> broadcast;
        private final long number;
        private final AtomicLong next;
        private final AtomicInteger atWork;
        private final SplittableRandom random;
        private boolean sending;

        Sends(Broadcast<Long> broadcast, long number, AtomicLong next, AtomicInteger atWork, SplittableRandom random) {
            this.broadcast = broadcast;
            this.number = number;
            this.next = next;
            this.atWork = atWork;
            this.random = random;
        }

        @Override
        public Async<?> next(Object last, Throwable failure) {
            if (failure != null) {
                // that one was not sent
                Bobbin.start(new Rounds(new Sends(broadcast, number, next, atWork, random)));
                return null;
            }
            if (sending) {
                next.incrementAndGet();
            }
            if (next.get() == ELEMENTS) {
                if (atWork.decrementAndGet() == 0) {
                    broadcast.close();
                }
                return null;
            }
            sending = true;
            Async<Void> send = broadcast.send(number << 32 | next.get());
            return random.nextInt(4) == 0 ? Select.<Void>of().on(send, v -> Async.done()) : send;
        }
    }

    /** Of each sender it receives all from the first on. */
    private static final class Receives implements Rounds.Body {
        private final Subscription<Long> subscription;
        private final SplittableRandom random;
        private final boolean lags;
        private final long[] expected = new long[SENDERS];
        private int left;
        private long received;

        Receives(Subscription<Long> subscription, SplittableRandom random, boolean lags, int most) {
            this.subscription = subscription;
            this.random = random;
            this.lags = lags;
            this.left = most;
            Arrays.fill(expected, -1);
        }

        @Override
        public Async<?> next(Object last, Throwable failure) {
            if (failure != null || --left < 0) {
                if (failure instanceof ClosedChannelException && !lags) {
                    for (long e : expected) {
                        assertThat(e).isIn(-1L, (long) ELEMENTS);
                    }
                }
                subscription.close();
                return null;
            }
            if (last instanceof Long element) {
                received++;
                int sender = (int) (element >> 32);
                long value = element & 0xFFFFFFFFL;
                if (expected[sender] >= 0 && !lags) {
                    assertThat(value).isEqualTo(expected[sender]);
                } else {
                    assertThat(value).isGreaterThanOrEqualTo(expected[sender]);
                }
                expected[sender] = value + 1;
            }
            return switch (random.nextInt(20)) {
                case 0 -> Bobbin.yieldNow();
                case 1, 2 -> Select.<Long>of().on(subscription.receive(), Async::done);
                default -> subscription.receive();
            };
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one scheduler", "three schedulers"})
    void broadcast_withSubscribersThatComeAndGo_givesEachAllInOrder(String kind) {
        try (Crowd crowd = LocksStressTest.crowd(kind)) {
            // given: some who receive all, of whom some are cancelled, and others that leave soon
            Broadcast<Long> broadcast = Broadcast.of(4);
            Subscription<Long> whole = broadcast.subscribe();
            Receives receives = new Receives(whole, crowd.random.split(), false, Integer.MAX_VALUE);
            var all = crowd.start(receives);
            crowd.keep(all);
            AtomicInteger atWork = new AtomicInteger(SENDERS);
            for (int i = 0; i < SENDERS; i++) {
                crowd.start(new Sends(broadcast, i, new AtomicLong(), atWork, crowd.random.split()));
            }
            for (int i = 0; i < 40; i++) {
                int most = crowd.random.nextInt(3) == 0 ? Integer.MAX_VALUE : crowd.random.nextInt(2_000);
                crowd.start(new Receives(broadcast.subscribe(), crowd.random.split(), false, most));
                crowd.pause();
            }

            // when
            crowd.end(2, broadcast);

            // then
            assertThat(receives.received).as("%s", crowd).isEqualTo((long) SENDERS * ELEMENTS);
            assertThat(broadcast)
                    .as("%s", crowd)
                    .hasToString("Broadcast[0 of 4 buffered, 0 subscribed, 0 sending, 0 receiving, closed]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one scheduler", "three schedulers"})
    void lagging_countsWhatIsLost(String kind) {
        try (Crowd crowd = LocksStressTest.crowd(kind)) {
            // given
            Broadcast<Long> broadcast = Broadcast.lagging(4);
            Receives[] receivers = new Receives[8];
            for (int i = 0; i < receivers.length; i++) {
                receivers[i] = new Receives(broadcast.subscribe(), crowd.random.split(), true, Integer.MAX_VALUE);
                crowd.keep(crowd.start(receivers[i]));
            }
            for (int i = 0; i < 30; i++) {
                crowd.start(new Receives(broadcast.subscribe(), crowd.random.split(), true, Integer.MAX_VALUE));
            }

            // when: the last is not lost, since nothing comes behind it
            AtomicInteger atWork = new AtomicInteger(SENDERS);
            for (int i = 0; i < SENDERS; i++) {
                crowd.start(new Sends(broadcast, i, new AtomicLong(), atWork, crowd.random.split()));
            }
            crowd.end(2, broadcast);

            // then
            for (Receives r : receivers) {
                assertThat(r.received + r.subscription.lost()).as("%s", crowd).isEqualTo((long) SENDERS * ELEMENTS);
            }
            assertThat(broadcast.toString()).contains("[0 of 4 buffered, 0 subscribed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one scheduler", "three schedulers"})
    void watch_ofManyUpdates_showsTheLatestAndLosesNone(String kind) {
        try (Crowd crowd = LocksStressTest.crowd(kind)) {
            // given
            Watch<Integer> watch = Watch.of(0);
            int setters = 4;
            AtomicInteger atWork = new AtomicInteger(setters);
            AtomicInteger sawTheLast = new AtomicInteger();
            for (int i = 0; i < 30; i++) {
                AsyncIterator<Integer> it = watch.changes();
                int[] seen = {-1};
                crowd.start((more, failure) -> {
                    if (failure != null) {
                        return null;
                    }
                    if (Boolean.FALSE.equals(more)) {
                        assertThat(seen[0]).isEqualTo(setters * ELEMENTS);
                        sawTheLast.incrementAndGet();
                        return null;
                    }
                    if (more != null) {
                        assertThat(it.value()).isGreaterThan(seen[0]);
                        seen[0] = it.value();
                    }
                    return it.next();
                });
            }

            // when
            for (int i = 0; i < setters; i++) {
                int[] rounds = {ELEMENTS};
                crowd.keep(crowd.start((last, failure) -> {
                    if (--rounds[0] < 0) {
                        if (atWork.decrementAndGet() == 0) {
                            watch.close();
                        }
                        return null;
                    }
                    watch.update(v -> v + 1);
                    return rounds[0] % 3 == 0 ? Bobbin.yieldNow() : Async.done();
                }));
            }
            crowd.end(3, watch);

            // then
            assertThat(watch.get()).as("%s", crowd).isEqualTo(setters * ELEMENTS);
            assertThat(watch).hasToString("Watch[0 waiting, closed]");
            assertThat(sawTheLast).as("%s", crowd).hasPositiveValue();
        }
    }
}
