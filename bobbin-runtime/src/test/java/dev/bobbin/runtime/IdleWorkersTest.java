package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.spi.Alarm;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IdleWorkersTest {
    private final Workers workers = new Workers(2);
    private final IdleWorkers idle = new IdleWorkers(4);
    private final Worker one = new Worker(workers, 1, false);
    private final Worker two = new Worker(workers, 2, false);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void claim_ofSleepers_takesOneAtATime() {
        // given
        assertThat(idle.claim()).isNull();
        idle.sleep(one, false);
        idle.sleep(two, false);

        // then: while one is on its way nobody else is woken
        assertThat(idle.claim()).isSameAs(two);
        assertThat(two.asleep).isFalse();
        assertThat(idle.claim()).isNull();
        idle.endSearch();
        assertThat(idle.claim()).isSameAs(one);
        assertThat(idle.hasSleeper()).isFalse();
    }

    @Test
    void beginSearch_byHalfOfThoseAwake_isAllowed() {
        assertThat(idle.beginSearch()).isTrue();
        assertThat(idle.beginSearch()).isTrue();
        assertThat(idle.beginSearch()).isFalse();

        // when
        idle.endSearch();
        idle.sleep(one, false);

        // then: of three awake
        assertThat(idle.beginSearch()).isTrue();
        assertThat(idle.beginSearch()).isFalse();
    }

    @Test
    void sleep_afterASearch_endsIt() {
        // given
        idle.beginSearch();

        // when
        idle.sleep(one, true);

        // then
        assertThat(idle.claim()).isSameAs(one);
    }

    @Test
    void stayAwake_ofASleeper_isASearchAgain() {
        // given
        idle.sleep(one, false);
        idle.sleep(two, false);

        // when
        idle.stayAwake(one);

        // then
        assertThat(one.asleep).isFalse();
        assertThat(idle.claim()).isNull();
        idle.endSearch();
        assertThat(idle.claim()).isSameAs(two);
    }

    @Test
    void stayAwake_ofOneThatWasClaimed_countsItOnce() {
        // given
        idle.sleep(one, false);
        idle.sleep(two, false);
        idle.claim();

        // when
        idle.stayAwake(two);
        idle.endSearch();

        // then
        assertThat(idle.claim()).isSameAs(one);
    }

    @Test
    void claim_ofTheOneThatWaitsInThePoller_takesTheOneBelow() throws Exception {
        // given: the poller leaves for a task and is the last to sleep again
        awaitPoller();
        CountDownLatch ran = new CountDownLatch(1);
        Worker[] ranOn = new Worker[1];
        workers.schedule(
                new Alarm(() -> workers.dispatchNext(Job.of(() -> {
                    ranOn[0] = (Worker) Thread.currentThread();
                    ran.countDown();
                }))),
                workers.nanoTime());
        ran.await();
        while (!workers.idle.allAsleep() || !ranOn[0].isPoller()) {
            Thread.onSpinWait();
        }

        // when
        Worker claimed = workers.idle.claim();

        // then
        assertThat(claimed).isNotNull().isNotSameAs(ranOn[0]);
        claimed.unpark();
        awaitPoller();
    }

    /** All sleep, one of them in the poller. */
    private void awaitPoller() {
        while (!workers.idle.allAsleep() || !workers.all()[0].isPoller() && !workers.all()[1].isPoller()) {
            Thread.onSpinWait();
        }
    }
}
