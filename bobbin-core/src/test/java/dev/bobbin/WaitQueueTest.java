package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes first, wherever the others have left, and wherever in the ring that is. */
final class WaitQueueTest {
    /** Waits for nothing in particular. */
    private static final class Waiter extends BareWaiter {
        final int number;
        int claims = CLAIMED_PARKED;
        boolean gone;
        boolean overflows;

        Waiter(int number) {
            this.number = number;
        }

        @Override
        int claim() {
            if (overflows) {
                throw new StackOverflowError("for a test");
            }
            return claims;
        }

        @Override
        void go() {
            gone = true;
        }

        @Override
        public String toString() {
            return "waiter " + number;
        }
    }

    private static List<Waiter> waiters(int n) {
        return IntStream.range(0, n).mapToObj(Waiter::new).toList();
    }

    private static WaitQueue queue(List<Waiter> waiters) {
        WaitQueue queue = new WaitQueue();
        waiters.forEach(queue::add);
        return queue;
    }

    private static List<Async<?>> takeAll(WaitQueue queue) {
        List<Async<?>> taken = new ArrayList<>();
        for (Async<?> next = queue.exchange(null); next != null; next = queue.exchange(null)) {
            taken.add(next);
        }
        return taken;
    }

    @Test
    void empty_givesNobody() {
        // given
        WaitQueue queue = new WaitQueue();

        // then
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.size()).isZero();
        assertThat(queue.exchange("x")).isNull();
        assertThat(queue.wakeFirst()).isNull();
        assertThat(queue.remove(new Waiter(0))).isFalse();
    }

    @Test
    void whoCannotBeClaimedForWantOfStack_staysWithWhatItBrought() {
        // given
        List<Waiter> waiters = waiters(2);
        WaitQueue queue = queue(waiters);
        Waiter first = waiters.get(0);
        first.item("brought");
        first.overflows = true;

        // when
        assertThatThrownBy(() -> queue.exchange("given")).isInstanceOf(StackOverflowError.class);
        assertThatThrownBy(queue::wakeFirst).isInstanceOf(StackOverflowError.class);

        // then
        assertThat(queue.size()).isEqualTo(2);
        assertThat(first.item()).isEqualTo("brought");
        first.overflows = false;
        assertThat(queue.exchange("given")).isSameAs(first);
        assertThat(queue.takeBrought()).isEqualTo("brought");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 9, 1_000, 5_000})
    void exchange_takesThemInTheirOrder(int n) {
        // given
        List<Waiter> waiters = waiters(n);
        WaitQueue queue = queue(waiters);

        // then
        assertThat(queue.size()).isEqualTo(n);
        assertThat(queue.first()).isSameAs(waiters.get(0));
        assertThat(takeAll(queue)).isEqualTo(waiters);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void exchange_givesAndTakesWhatTheyBring() {
        // given
        List<Waiter> waiters = waiters(2);
        WaitQueue queue = queue(waiters);
        waiters.get(0).item("brought");

        // when
        Async<?> first = queue.exchange("given");

        // then
        assertThat(first).isSameAs(waiters.get(0));
        assertThat(first.item()).isEqualTo("given");
        assertThat(queue.takeBrought()).isEqualTo("brought");
        assertThatThrownBy(queue::takeBrought).isInstanceOf(NullPointerException.class);
    }

    @Test
    void exchange_ofOneWhoseWaitWasCutShort_leavesItWhatItBroughtAndTakesTheNext() {
        // given
        List<Waiter> waiters = waiters(4);
        WaitQueue queue = queue(waiters);
        waiters.forEach(w -> w.item("of " + w.number));
        waiters.get(0).claims = Async.LOST;
        waiters.get(1).claims = Async.LOST;

        // then
        assertThat(queue.exchangeFirst("given")).isNull();
        assertThat(queue.size()).isEqualTo(3);
        assertThat(queue.exchange("given")).isSameAs(waiters.get(2));
        assertThat(queue.takeBrought()).isEqualTo("of 2");
        assertThat(waiters).extracting(Waiter::item).containsExactly("of 0", "of 1", "given", "of 3");
        assertThat(queue.remove(waiters.get(0))).isFalse();
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void exchange_ofOneThatHasNotComeToPark_isNobody() {
        // given
        List<Waiter> waiters = waiters(2);
        WaitQueue queue = queue(waiters);
        waiters.forEach(w -> w.claims = Async.CLAIMED);

        // then
        assertThat(queue.exchange("given")).isSameAs(WaitQueue.NOBODY);
        assertThat(queue.wakeFirst()).isSameAs(WaitQueue.NOBODY);
        assertThat(waiters).extracting(Waiter::item).containsExactly("given", null);
        WaitQueue.NOBODY.go();
    }

    @Test
    void wakeFirst_leavesWhatTheyBring() {
        // given
        List<Waiter> waiters = waiters(3);
        WaitQueue queue = queue(waiters);
        waiters.forEach(w -> w.item(w.number));
        waiters.get(0).claims = Async.LOST;

        // then
        assertThat(queue.wakeFirst()).isSameAs(waiters.get(1));
        assertThat(queue.wakeFirst()).isSameAs(waiters.get(2));
        assertThat(queue.wakeFirst()).isNull();
        assertThat(waiters).extracting(Waiter::item).containsExactly(0, 1, 2);
    }

    @Test
    void wake_ofSoMany_isForThoseWhoHaveWaitedLongest() {
        // given
        List<Waiter> waiters = waiters(5);
        WaitQueue queue = queue(waiters);

        // then
        queue.wake(3, new Guarded() {});
        assertThat(waiters).extracting(w -> w.gone).containsExactly(true, true, true, false, false);
        queue.wake(3, new Guarded() {});
        assertThat(waiters).allMatch(w -> w.gone);
    }

    @Test
    void remove_ofTheFirstAndTheLastAndOneBetween_leavesHolesThatNobodySees() {
        // given
        List<Waiter> waiters = waiters(6);
        WaitQueue queue = queue(waiters);

        // when
        assertThat(queue.remove(waiters.get(0))).isTrue();
        assertThat(queue.remove(waiters.get(3))).isTrue();
        assertThat(queue.remove(waiters.get(5))).isTrue();

        // then
        assertThat(queue.remove(waiters.get(3))).isFalse();
        assertThat(queue.size()).isEqualTo(3);
        assertThat(queue.first()).isSameAs(waiters.get(1));
        assertThat(takeAll(queue)).containsExactly(waiters.get(1), waiters.get(2), waiters.get(4));
        assertThat(queue.remove(waiters.get(4))).isFalse();
    }

    @Test
    void remove_ofOneThatWaitsElsewhereAtTheSamePlace_isRefused() {
        // given
        List<Waiter> here = waiters(3);
        List<Waiter> there = waiters(3);
        WaitQueue queue = queue(here);
        queue(there);

        // then
        assertThat(queue.remove(there.get(1))).isFalse();
        assertThat(takeAll(queue)).isEqualTo(here);
    }

    @Test
    void holes_areFilledBeforeTheRingGrows() {
        // given: a ring of 8 that is full of holes
        List<Waiter> waiters = waiters(100);
        WaitQueue queue = queue(waiters.subList(0, 8));
        for (int i = 1; i < 8; i++) {
            queue.remove(waiters.get(i));
        }

        // when
        waiters.subList(8, 100).forEach(w -> {
            queue.add(w);
            queue.remove(w);
        });

        // then
        assertThat(queue.room()).isEqualTo(8);
        assertThat(takeAll(queue)).containsExactly(waiters.get(0));
    }

    @Test
    void ring_afterABurst_isLetGo() {
        // given
        List<Waiter> few = waiters(1_000);
        List<Waiter> many = waiters(1_025);

        // then
        WaitQueue small = queue(few);
        assertThat(takeAll(small)).isEqualTo(few);
        assertThat(small.room()).isEqualTo(1_024);
        WaitQueue large = queue(many);
        assertThat(large.room()).isEqualTo(2_048);
        many.forEach(large::remove);
        assertThat(large.room()).isZero();
        few.forEach(large::add);
        assertThat(takeAll(large)).isEqualTo(few);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, Integer.MAX_VALUE, Integer.MAX_VALUE - 3, Integer.MIN_VALUE, -4})
    void places_thatWrapRound_keepTheOrder(int start) {
        // given: places that pass the end of the ring, and that of the numbers, while it grows
        WaitQueue queue = new WaitQueue(start);
        List<Waiter> waiters = waiters(300);
        List<Async<?>> taken = new ArrayList<>();

        // when: two come for one that goes, and of each ten one leaves
        for (int i = 0; i < 300; i++) {
            queue.add(waiters.get(i));
            if (i % 10 == 7) {
                assertThat(queue.remove(waiters.get(i))).isTrue();
                assertThat(queue.remove(waiters.get(i))).isFalse();
            } else if (i % 2 == 1) {
                taken.add(queue.exchange(null));
            }
        }
        taken.addAll(takeAll(queue));

        // then
        assertThat(taken)
                .isEqualTo(waiters.stream().filter(w -> w.number % 10 != 7).toList());
    }

    @Test
    void anything_inAnyOrder_isAsInAList() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 300; round++) {
            WaitQueue queue = new WaitQueue(random.nextBoolean() ? 0 : Integer.MAX_VALUE - random.nextInt(100));
            List<Waiter> expected = new ArrayList<>();
            int come = random.nextInt(1, 10);
            for (int i = 0; i < 500; i++) {
                if (random.nextInt(10) < come) {
                    Waiter waiter = new Waiter(i);
                    waiter.claims = random.nextInt(8) == 0 ? Async.LOST : Async.CLAIMED_PARKED;
                    queue.add(waiter);
                    expected.add(waiter);
                } else if (!expected.isEmpty() && random.nextBoolean()) {
                    assertThat(queue.remove(expected.remove(random.nextInt(expected.size()))))
                            .as("seed %s", seed)
                            .isTrue();
                } else {
                    while (!expected.isEmpty() && expected.get(0).claims == Async.LOST) {
                        expected.remove(0);
                    }
                    assertThat(queue.exchange(null))
                            .as("seed %s", seed)
                            .isSameAs(expected.isEmpty() ? null : expected.remove(0));
                }
                assertThat(queue.size()).as("seed %s", seed).isEqualTo(expected.size());
            }
        }
    }
}
