package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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

    private static List<Job> jobs(int n) {
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            jobs.add(Job.of(() -> {}));
        }
        return jobs;
    }
}
