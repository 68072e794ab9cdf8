package dev.bobbin.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TimerHeapTest {
    private static final Runnable NOTHING = () -> {};

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void timers_addedRemovedAndPolledAtRandom_behaveLikeASortedList(long seed) {
        // given
        SplittableRandom random = new SplittableRandom(seed);
        TimerHeap heap = new TimerHeap();
        List<Timer> model = new ArrayList<>();
        Comparator<Timer> earliestFirst =
                Comparator.<Timer>comparingLong(t -> t.deadline).thenComparingLong(t -> t.order);
        long now = 0;

        for (int k = 0; k < 5_000; k++) {
            // when
            int choice = random.nextInt(10);
            if (choice < 5) {
                model.add(heap.add(now + random.nextInt(-5, 50), NOTHING));
                model.sort(earliestFirst);
            } else if (choice < 7 && !model.isEmpty()) {
                Timer removed = model.remove(random.nextInt(model.size()));
                assertThat(heap.remove(removed)).isTrue();
                assertThat(heap.remove(removed)).isFalse();
            } else {
                now += random.nextInt(3);
                Timer due = heap.pollDue(now);
                Timer expected = model.isEmpty() || model.get(0).deadline > now ? null : model.remove(0);
                assertThat(due).isSameAs(expected);
            }

            // then
            assertThat(heap.size()).isEqualTo(model.size());
            assertThat(heap.untilNext(now))
                    .isEqualTo(model.isEmpty() ? Long.MAX_VALUE : Math.max(0, model.get(0).deadline - now));
        }
    }

    @Test
    void timers_ofTheSameDeadline_fireInTheOrderTheyWereAdded() {
        // given
        TimerHeap heap = new TimerHeap();
        List<Timer> added = new ArrayList<>();
        for (int k = 0; k < 100; k++) {
            added.add(heap.add(7, NOTHING));
        }

        // when
        List<Timer> fired = new ArrayList<>();
        for (Timer t = heap.pollDue(7); t != null; t = heap.pollDue(7)) {
            fired.add(t);
        }

        // then
        assertThat(fired).isEqualTo(added);
    }

    @Test
    void timer_aClockThatOverflows_isStillInOrder() {
        // given
        TimerHeap heap = new TimerHeap();
        long now = Long.MAX_VALUE - 10;
        Timer late = heap.add(now + 100, NOTHING);
        Timer early = heap.add(now + 5, NOTHING);

        // when, then
        assertThat(heap.pollDue(now)).isNull();
        assertThat(heap.untilNext(now)).isEqualTo(5);
        assertThat(heap.pollDue(now + 5)).isSameAs(early);
        assertThat(heap.pollDue(now + 99)).isNull();
        assertThat(heap.pollDue(now + 100)).isSameAs(late);
    }

    @Test
    void timer_ofAnotherHeap_isNotRemoved() {
        // given
        TimerHeap one = new TimerHeap();
        TimerHeap other = new TimerHeap();
        Timer mine = one.add(1, NOTHING);
        Timer theirs = other.add(1, NOTHING);

        // when, then
        assertThat(one.remove(theirs)).isFalse();
        assertThat(one.remove(mine)).isTrue();
        assertThat(other.size()).isEqualTo(1);
    }
}
