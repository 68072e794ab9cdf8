package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The two sides of the argument in {@link IdleWorkers}, against each other. */
@Timeout(60)
class IdleWorkersStressTest {
    private static final int ROUNDS = 300;
    private static final int PAIRS = 300;

    private final Workers workers = new Workers(1);
    private final IdleWorkers[] idle = new IdleWorkers[PAIRS];
    private final Worker[] sleepers = new Worker[PAIRS];
    private final Worker[] claimed = new Worker[PAIRS];

    @AfterEach
    void close() {
        workers.close();
    }

    IdleWorkersStressTest() {
        for (int i = 0; i < PAIRS; i++) {
            idle[i] = new IdleWorkers(2);
            sleepers[i] = new Worker(workers, i, false);
        }
    }

    @Test
    void sleepAndDispatch_atTheSameTime_seeEachOther() throws Exception {
        Numbered task = new Numbered(1);
        LocalQueue[] queues = new LocalQueue[PAIRS];
        boolean[] seen = new boolean[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            queues[i] = new LocalQueue(2);
        }

        Together.run(
                ROUNDS,
                PAIRS,
                i -> {
                    queues[i].offer(task);
                    claimed[i] = idle[i].claim();
                },
                i -> {
                    idle[i].sleep(sleepers[i], false);
                    seen[i] = !queues[i].isEmpty();
                },
                i -> {
                    assertThat(claimed[i] != null || seen[i]).isTrue();
                    idle[i].stayAwake(sleepers[i]);
                    idle[i].endSearch();
                    queues[i].poll();
                });
    }

    @Test
    void claims_ofOneSleeperAtTheSameTime_giveItToOne() throws Exception {
        Worker[] other = new Worker[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            idle[i].sleep(sleepers[i], false);
        }

        Together.run(ROUNDS, PAIRS, i -> claimed[i] = idle[i].claim(), i -> other[i] = idle[i].claim(), i -> {
            assertThat(claimed[i] == null).isNotEqualTo(other[i] == null);
            idle[i].sleep(sleepers[i], true);
        });
    }
}
