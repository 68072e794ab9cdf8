package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is tried again, how often and when; and the same for many at a time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RetryTest {
    private final Scheduler scheduler = Scheduler.single();
    private final AtomicInteger attempts = new AtomicInteger();

    /** Succeeds at its n-th call, at once or after a while. */
    private Async<Integer> at(int n) throws IOException {
        int attempt = attempts.incrementAndGet();
        if (attempt % 2 == 0 && attempt < n) {
            throw new IOException("attempt " + attempt);
        }
        Async<Integer> outcome = attempt < n ? Async.failed(new IOException("attempt " + attempt)) : done(attempt);
        return ByHand.of(s -> Bobbin.yieldNow(), s -> outcome);
    }

    @Test
    void retry_untilItSucceeds_givesTheResult() {
        assertThat(scheduler.<Integer>run(() -> Async.retry(Retry.times(5), () -> at(4))))
                .isEqualTo(4);
        assertThat(attempts).hasValue(4);
    }

    @Test
    void retry_tooFewTimes_throwsTheLastFailure() {
        assertThatThrownBy(() -> scheduler.run(() -> Async.retry(Retry.times(3), () -> at(4))))
                .isInstanceOf(IOException.class)
                .hasMessage("attempt 3")
                .hasNoSuppressedExceptions();
    }

    @Test
    void retry_failureThatIsNotWorthIt_isThrownAtOnce() {
        Retry how = Retry.times(9).when(e -> e.getMessage().endsWith("1"));
        assertThatThrownBy(() -> scheduler.run(() -> Async.retry(how, () -> at(9))))
                .hasMessage("attempt 2");
        attempts.set(0);
        assertThatThrownBy(() -> scheduler.run(() -> Async.retry(Retry.times(9), () -> {
                    attempts.incrementAndGet();
                    throw new AssertionError("an Error");
                })))
                .isInstanceOf(AssertionError.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void retry_policyThatFails_keepsTheFailureThatItWasAskedAbout() {
        // given
        IllegalStateException ofThePolicy = new IllegalStateException("on purpose");
        Retry how = Retry.times(9).when(e -> {
            throw ofThePolicy;
        });

        // when, then
        assertThatThrownBy(() -> scheduler.run(() -> Async.retry(how, () -> at(9))))
                .isSameAs(ofThePolicy);
        assertThat(ofThePolicy.getSuppressed())
                .singleElement()
                .isInstanceOf(IOException.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("attempt 1");
    }

    @Test
    void retry_policyThatThrowsTheFailureItself_orBecauseOfIt_isThrownAsItIs() {
        // given
        Retry itself = Retry.times(9).when(e -> {
            throw Rethrow.asIs(e);
        });
        Retry because = Retry.times(9).when(e -> {
            throw new IllegalStateException(e);
        });

        // when, then
        assertThatThrownBy(() -> scheduler.run(() -> Async.retry(itself, () -> at(9))))
                .isInstanceOf(IOException.class)
                .hasNoSuppressedExceptions();
        attempts.set(0);
        assertThatThrownBy(() -> scheduler.run(() -> Async.retry(because, () -> at(9))))
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void retry_cancelledInAPause_ends() {
        // given
        Retry how = Retry.times(2).backOff(Duration.ofDays(1), Duration.ofDays(1));
        Task<Integer> task = scheduler.start(Async.retry(how, () -> at(2)));
        while (scheduler.metrics().timers() == 0) {
            scheduler.run(Bobbin::yieldNow);
        }

        // when
        task.cancel();

        // then
        assertThatThrownBy(() -> scheduler.run(() -> task)).isInstanceOf(CancellationException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void pause_isTwiceAsLongEachTime_upToTheLongest_andPartlyLeftToChance() {
        Retry how = Retry.times(9).backOff(Duration.ofNanos(100), Duration.ofNanos(1000));
        assertThat(IntStream.rangeClosed(1, 6).mapToLong(how.jitter(0)::pause))
                .containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L);
        for (int i = 0; i < 1_000; i++) {
            assertThat(how.pause(2)).isBetween(100L, 200L);
            assertThat(how.jitter(1).pause(9)).isBetween(0L, 1000L);
        }
        Retry forEver = Retry.times(Integer.MAX_VALUE)
                .backOff(Duration.ofDays(100_000), Duration.ofDays(1_000_000))
                .jitter(0);
        assertThat(forEver.pause(Integer.MAX_VALUE)).isEqualTo(Long.MAX_VALUE / 2);
        assertThat(Retry.times(2).pause(Integer.MAX_VALUE)).isZero();
    }

    @Test
    void badArguments_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Retry.times(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Retry.times(1).jitter(1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> Retry.times(1).jitter(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Retry.times(1).backOff(Duration.ofSeconds(2), Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Async.parallelMap(List.of(1), 0, Async::done));
    }

    @Test
    void parallelMap_manyItems_runsSoManyAtATime_resultsInOrder() {
        // given
        AtomicInteger running = new AtomicInteger();
        List<Integer> most = new ArrayList<>(List.of(0));
        List<Integer> items = IntStream.range(0, 1_000).boxed().toList();

        // when
        List<Integer> results = scheduler.run(() -> Async.parallelMap(items, 7, i -> {
            most.set(0, Math.max(most.get(0), running.incrementAndGet()));
            Async<Integer> rest = ByHand.of(
                    s -> i % 3 == 0 ? done() : Bobbin.yieldNow(),
                    s -> i % 2 == 0 ? done() : Bobbin.yieldNow(),
                    s -> done(i * 2 + 0 * running.decrementAndGet()));
            return rest;
        }));

        // then
        assertThat(results).isEqualTo(items.stream().map(i -> i * 2).toList());
        assertThat(most).containsExactly(7);
        assertThat(scheduler.run(() -> Async.parallelMap(List.of(), 7, Async::done)))
                .isEmpty();
    }

    @Test
    void parallelMap_oneFails_stopsTheOthers() {
        // given
        List<Object> ended = new ArrayList<>();

        // then
        assertThatThrownBy(() -> scheduler.run(() -> Async.parallelMap(List.of(1, 2, 3), 2, i -> {
                    if (i == 2) {
                        return ByHand.of(s -> Bobbin.yieldNow(), s -> Async.failed(new IOException("two")));
                    }
                    return ByHand.of(s -> Async.create(c -> {}), s -> {
                        ended.add(i);
                        return Async.failed(s.failure());
                    });
                })))
                .hasMessage("two");
        assertThat(ended).containsExactly(1);
    }
}
