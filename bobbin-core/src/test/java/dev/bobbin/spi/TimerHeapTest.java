package dev.bobbin.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.abi.Awaitable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TimerHeapTest {
    private record Added(Alarm timer, long deadline) {}

    private static Alarm timer() {
        return new Alarm(() -> {});
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void timers_addedRemovedAndPolledAtRandom_behaveLikeASortedList(long seed) {
        // given
        SplittableRandom random = new SplittableRandom(seed);
        TimerHeap heap = new TimerHeap(0, 1);
        List<Added> model = new ArrayList<>();
        Comparator<Added> earliestFirst = Comparator.comparingLong(Added::deadline);
        long now = 0;

        for (int k = 0; k < 10_000; k++) {
            // when
            int choice = random.nextInt(10);
            boolean grows = k / 1_000 % 2 == 0; // and shrinks in between
            if (choice < (grows ? 6 : 2)) {
                Added added = new Added(timer(), now * 1_000 + random.nextInt(-5_000, 50_000));
                model.add(added);
                model.sort(earliestFirst);
                assertThat(heap.add(added.timer, added.deadline)).isEqualTo(isNewFirst(model, added));
            } else if (choice < 8 && !model.isEmpty()) {
                Added removed = model.remove(random.nextInt(model.size()));
                assertThat(heap.remove(removed.timer)).isEqualTo(removed.deadline);
                assertThat(heap.remove(removed.timer)).isEqualTo(Timers.NEVER);
                assertThat(heap.place(removed.timer)).isEqualTo(Awaitable.NOT_PENDING);
            } else {
                now += random.nextInt(3);
                Awaitable due = heap.pollDue(now * 1_000);
                boolean expected = !model.isEmpty() && model.get(0).deadline <= now * 1_000;
                assertThat(due != null).isEqualTo(expected);
                if (due != null) {
                    long earliest = model.get(0).deadline; // equal ones in any order
                    assertThat(model.removeIf(added -> added.timer == due && added.deadline == earliest))
                            .isTrue();
                    assertThat(heap.place(due)).isEqualTo(Awaitable.DUE);
                }
            }

            // then
            assertThat(heap.size()).isEqualTo(model.size());
            assertThat(heap.earliest()).isEqualTo(model.isEmpty() ? Timers.NEVER : model.get(0).deadline);
        }
    }

    private static boolean isNewFirst(List<Added> sorted, Added added) {
        return sorted.get(0) == added && (sorted.size() == 1 || sorted.get(1).deadline > added.deadline);
    }

    @Test
    void timer_ofLongAgo_isDueAtOnceAndCanBeSubtractedFrom() {
        // given
        TimerHeap heap = new TimerHeap(0, 1);
        Alarm timer = timer();
        heap.add(timer, Long.MIN_VALUE);

        // when, then
        assertThat(heap.earliest() - Long.MAX_VALUE / 2).isNegative();
        assertThat(heap.pollDue(0)).isSameAs(timer);
    }

    @Test
    void timer_ofAnotherHeap_isNotRemoved() {
        // given: each is the first in its heap
        TimerHeap one = new TimerHeap(0, 2);
        TimerHeap other = new TimerHeap(1, 2);
        Alarm mine = timer();
        Alarm theirs = timer();
        one.add(mine, 1);
        other.add(theirs, 2);

        // when, then
        assertThat(TimerHeap.heapOf(mine, 2)).isZero();
        assertThat(TimerHeap.heapOf(theirs, 2)).isOne();
        assertThat(one.remove(theirs)).isEqualTo(Timers.NEVER);
        assertThat(one.remove(mine)).isOne();
        assertThat(TimerHeap.heapOf(mine, 2)).isNegative();
        assertThat(other.size()).isEqualTo(1);
    }

    @Test
    void timer_thatIsPending_isNotScheduledAgain() {
        // given
        Alarm timer = timer();
        new TimerHeap(0, 1).add(timer, 1);

        // when, then
        assertThatThrownBy(() -> new TimerHeap(0, 1).add(timer, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a timer that is pending was scheduled again");
    }

    @Test
    void close_withTimers_dropsThemAndThoseAddedLater() {
        // given
        TimerHeap heap = new TimerHeap(0, 1);
        Alarm before = timer();
        heap.add(before, 1);

        // when
        heap.close();
        heap.add(timer(), 1);

        // then
        assertThat(heap.place(before)).isEqualTo(Awaitable.NOT_PENDING);
        assertThat(heap.size()).isZero();
        assertThat(heap.earliest()).isEqualTo(Timers.NEVER);
        assertThat(heap.pollDue(1)).isNull();
    }

    @Test
    void pollDue_ofSeveralHeaps_givesTheEarliestOfAll() {
        // given
        Timers timers = new Timers(3);
        Alarm[] alarms = {timer(), timer(), timer(), timer()};
        timers.add(alarms[3], 40, 0);
        timers.add(alarms[1], 20, 1);
        timers.add(alarms[0], 10, 2);
        timers.add(alarms[2], 30, 2);

        // then
        for (Alarm alarm : alarms) {
            assertThat(timers.pollDue(50)).isSameAs(alarm);
        }
        assertThat(timers.pollDue(50)).isNull();
    }
}
