package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LocalQueueTest {
    private final LocalQueue queue = new LocalQueue();

    @Test
    void poll_afterOffers_givesThemInOrderAlsoAroundTheEdge() {
        for (int round = 0; round < 5; round++) {
            // given
            List<Job> jobs = jobs(100);

            // when
            jobs.forEach(queue::offer);

            // then
            for (Job job : jobs) {
                assertThat(queue.poll()).isSameAs(job);
            }
            assertThat(queue.poll()).isNull();
            assertThat(queue.isEmpty()).isTrue();
        }
    }

    @Test
    void offer_whenFull_isRefused() {
        // given
        jobs(LocalQueue.CAPACITY).forEach(queue::offer);

        // then
        assertThat(queue.room()).isZero();
        assertThat(queue.offer(jobs(1).get(0))).isFalse();
    }

    @Test
    void takeHalf_ofSome_givesTheOlderOnes() {
        // given
        List<Job> jobs = jobs(5);
        jobs.forEach(queue::offer);
        Object[] into = new Object[LocalQueue.CAPACITY / 2];

        // when
        int n = queue.takeHalf(into);

        // then
        assertThat(n).isEqualTo(3);
        assertThat(into).startsWith(jobs.get(0), jobs.get(1), jobs.get(2)).hasSize(128);
        assertThat(queue.poll()).isSameAs(jobs.get(3));
        assertThat(queue.poll()).isSameAs(jobs.get(4));
        assertThat(queue.takeHalf(into)).isZero();
    }

    @Test
    void stealFrom_another_takesTheOlderHalfAndRunsTheOldest() {
        // given
        List<Job> jobs = jobs(7);
        jobs.forEach(queue::offer);
        LocalQueue thief = new LocalQueue();

        // then
        assertThat(thief.stealFrom(queue)).isSameAs(jobs.get(0));
        assertThat(thief.size()).isEqualTo(3);
        assertThat(queue.size()).isEqualTo(3);
        for (int i = 1; i < 4; i++) {
            assertThat(thief.poll()).isSameAs(jobs.get(i));
        }
        for (int i = 4; i < 7; i++) {
            assertThat(queue.poll()).isSameAs(jobs.get(i));
        }
        assertThat(thief.stealFrom(queue)).isNull();
    }

    @Test
    void slot_ofTwo_holdsTheLaterAndGivesBackTheEarlier() {
        List<Job> jobs = jobs(2);

        assertThat(queue.swapNext(jobs.get(0))).isNull();
        assertThat(queue.swapNext(jobs.get(1))).isSameAs(jobs.get(0));
        assertThat(queue.next()).isSameAs(jobs.get(1));
        assertThat(queue.isEmpty()).isTrue(); // the slot does not count
        assertThat(queue.takeNext()).isSameAs(jobs.get(1));
        assertThat(queue.takeNext()).isNull();
    }

    @Test
    void takenTasks_afterClear_areNotKept() throws Exception {
        // given: some taken by the owner, some by a thief, some taken by neither, beyond the edge of the ring too
        LocalQueue small = new LocalQueue(8);
        LocalQueue thief = new LocalQueue(8);
        List<Job> left = jobs(3);
        for (int round = 0; round < 5; round++) {
            jobs(5).forEach(small::offer);
            small.poll();
            thief.stealFrom(small);
            thief.drop();
            while (small.poll() != null) {
                continue;
            }
        }
        left.forEach(small::offer);

        // when
        small.clear();
        thief.clear();

        // then
        assertThat(ring(small)).filteredOn(Objects::nonNull).containsExactlyInAnyOrderElementsOf(left);
        assertThat(ring(thief)).containsOnlyNulls();
    }

    @Test
    void stolenTasks_inPlacesThatWereUsedBefore_areNotCleared() {
        // given: all places of the thief's ring have been used and not been cleared
        LocalQueue victim = new LocalQueue(8);
        LocalQueue thief = new LocalQueue(8);
        jobs(8).forEach(thief::offer);
        while (thief.poll() != null) {
            continue;
        }
        List<Job> jobs = jobs(7);
        jobs.forEach(victim::offer);

        // when
        assertThat(thief.stealFrom(victim)).isSameAs(jobs.get(0));
        thief.clear();

        // then
        for (int i = 1; i < 4; i++) {
            assertThat(thief.poll()).isSameAs(jobs.get(i));
        }
    }

    static Object[] ring(LocalQueue queue) throws ReflectiveOperationException {
        Field ring = LocalQueue.class.getDeclaredField("ring");
        ring.setAccessible(true);
        return (Object[]) ring.get(queue);
    }

    private static List<Job> jobs(int n) {
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            jobs.add(Job.of(() -> {}));
        }
        return jobs;
    }
}
