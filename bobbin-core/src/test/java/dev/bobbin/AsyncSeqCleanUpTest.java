package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clean-up of sequences that fails: whoever has them closed hears of it. */
@Timeout(60)
final class AsyncSeqCleanUpTest extends ByTurns {
    private final IOException failure = new IOException("not closed");

    /** As try-with-resources does with what {@code close()} throws. */
    @Test
    void close_whatItSuppressesIntoTheEndOfTheBody_isThrown() {
        AsyncSeq<Integer> seq = AsyncSeq.of(y -> ByHand.of(start -> y.yield(1), closed -> {
            closed.failure().addSuppressed(failure);
            throw closed.failure();
        }));
        AsyncIterator<Integer> it = seq.iterator();
        result(it.next());

        assertThat(failure(it.close())).isSameAs(failure);
        assertThat(failure(seq.first())).isSameAs(failure);
        assertThat(failure(seq.take(1).toList())).isSameAs(failure);
    }

    /** Yields one and has no other so far; fails with that when it is closed, or cancelled. */
    private static AsyncSeq<Integer> notClosed(Throwable failure) {
        return AsyncSeq.of(y -> ByHand.of(
                start -> y.yield(1), one -> one.failure() == null ? Async.create(never -> {}) : done(), closed -> {
                    throw failure;
                }));
    }

    static Map<String, UnaryOperator<AsyncSeq<Integer>>> beside() {
        return Map.of(
                "buffered", s -> s.buffered(1),
                "merge", s -> AsyncSeq.merge(Channel.<Integer>rendezvous().elements(), s),
                "mapAsync(1)", s -> s.mapAsync(1, Async::done),
                "timeout", s -> s.timeout(Duration.ofDays(1)));
    }

    static Set<String> operatorsBeside() {
        return beside().keySet();
    }

    @ParameterizedTest
    @MethodSource("operatorsBeside")
    void sourceBesideTheConsumer_thatFailsToClose_isThrownToWhoLeavesEarly(String operator) {
        AsyncSeq<Integer> seq = beside().get(operator).apply(notClosed(failure));

        assertThat(failure(seq.first())).isSameAs(failure);
    }

    @ParameterizedTest
    @MethodSource("operatorsBeside")
    void sourceBesideTheConsumer_thatFailsToClose_failsAConsumerThatIsCancelled(String operator) {
        Task<Void> task =
                start(beside().get(operator).apply(notClosed(failure)).forEach(n -> Async.create(never -> {})));

        task.cancel();
        turn();

        assertThat(failure(task)).isSameAs(failure);
    }

    private static Async<Void> after(ByHand.Outcome before, Async<Void> next) throws Throwable {
        before.get();
        return next;
    }

    /** Also if the source goes on just when it is closed, as it does when its last element is received. */
    @ParameterizedTest
    @MethodSource("operatorsBeside")
    void sourceBesideTheConsumer_thatFailsAtAnElementNobodyAskedFor_concernsNobody(String operator) {
        for (int wanted = 1; wanted <= 3; wanted++) {
            for (int turns = 0; turns <= 3; turns++) {
                List<Integer> expected = List.of(0, 1, 2).subList(0, wanted);
                int pauses = turns;
                AsyncSeq<Integer> failing = AsyncSeq.of(y -> ByHand.of(
                        start -> y.yield(0),
                        zero -> after(zero, y.yield(1)),
                        one -> after(one, y.yield(2)),
                        two -> after(two, pauses > 0 ? Bobbin.yieldNow() : Async.failed(failure)),
                        later -> after(later, pauses > 1 ? Bobbin.yieldNow() : Async.failed(failure)),
                        latest -> after(latest, Async.failed(failure))));
                AsyncSeq<Integer> seq = beside().get(operator).apply(failing);

                assertThat(result(seq.take(wanted).toList()))
                        .as("%s of 3, %s pauses", wanted, turns)
                        .isEqualTo(expected);
                assertThat(result(seq.mapAsync(n -> ByHand.<Integer>of(start -> Bobbin.yieldNow(), after -> done(n)))
                                .take(wanted)
                                .toList()))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void sourcesOfAMerge_whichFailToCloseSinceAnotherFailed_areSuppressedIntoThat() {
        IOException first = new IOException("first");
        IOException other = new IOException("not closed either");
        AsyncSeq<Integer> failing =
                AsyncSeq.of(y -> ByHand.of(start -> y.yield(0), after -> Bobbin.yieldNow(), later -> {
                    throw first;
                }));

        assertThat(failure(AsyncSeq.merge(notClosed(failure), notClosed(other), failing)
                        .toList()))
                .isSameAs(first);

        assertThat(first.getSuppressed()).containsExactly(failure);
        assertThat(failure.getSuppressed()).containsExactly(other);
    }

    /** The first gives its number, or fails with that; the others wait, and fail when they are cancelled. */
    private static AsyncSeq<Integer> callsOf(Throwable first, Throwable... others) {
        return AsyncSeq.from(List.of(0, 1, 2))
                .mapAsync(
                        3,
                        n -> n > 0
                                ? ByHand.<Integer>of(start -> Async.create(never -> {}), cancelled -> {
                                    throw others[n - 1];
                                })
                                : ByHand.<Integer>of(start -> Bobbin.yieldNow(), after -> {
                                    if (first != null) {
                                        throw first;
                                    }
                                    return done(n);
                                }));
    }

    @Test
    void callsOfMapAsync_thatFailToCleanUp_areThrownToWhoLeavesEarly() {
        IOException other = new IOException("other");

        assertThat(failure(callsOf(null, failure, other).first())).isSameAs(failure);

        assertThat(failure.getSuppressed()).containsExactly(other);
    }

    @Test
    void callsOfMapAsync_thatFailToCleanUpSinceAnotherFailed_areSuppressedIntoThat() {
        IOException first = new IOException("first");
        IOException other = new IOException("other");

        assertThat(failure(callsOf(first, failure, other).toList())).isSameAs(first);

        assertThat(first.getSuppressed()).containsExactly(failure);
        assertThat(failure.getSuppressed()).containsExactly(other);
    }

    /** The second is awaited then, the third is not yet. */
    @Test
    void callsOfMapAsync_thatFailToCleanUp_failAConsumerThatIsCancelled() {
        IOException other = new IOException("other");
        Task<List<Integer>> task = start(callsOf(null, failure, other).toList());
        turn();

        task.cancel();
        turn();

        assertThat(failure(task)).isSameAs(failure);
        assertThat(failure.getSuppressed()).containsExactly(other);
    }

    /** What has been computed ahead is of no interest any more. */
    @Test
    void callsOfMapAsync_thatHaveFailedAhead_areNotThrownToWhoLeavesEarly() {
        AsyncSeq<Integer> seq = AsyncSeq.from(List.of(1, 2, 3))
                .mapAsync(
                        3,
                        n -> n == 1
                                ? ByHand.<Integer>of(start -> Bobbin.yieldNow(), after -> done(n))
                                : Async.<Integer>failed(failure));

        assertThat(result(seq.first())).contains(1);
    }

    /** Without elements, or failing at once. */
    private record Closeable(RuntimeException failure, Error atClose) implements Iterator<Integer>, AutoCloseable {
        @Override
        public boolean hasNext() {
            if (failure != null) {
                throw failure;
            }
            return false;
        }

        @Override
        public Integer next() {
            throw new NoSuchElementException();
        }

        @Override
        public void close() {
            throw atClose;
        }
    }

    @Test
    void iterator_whoseCloseThrowsAnError_failsWithThatAlone() {
        Error atClose = new AssertionError("not closed");
        AsyncSeq<Integer> seq = AsyncSeq.from(() -> new Closeable(null, atClose));

        assertThat(failure(seq.toList())).isSameAs(atClose).hasNoSuppressedExceptions();

        AsyncIterator<Integer> it = seq.iterator();
        assertThat(failure(it.close())).isSameAs(atClose);
        assertThat(result(it.next())).isFalse();
    }

    @Test
    void iterator_thatHasFailed_andWhoseCloseThrowsAnError_failsAsBefore() {
        IllegalStateException first = new IllegalStateException("no more");
        Error atClose = new AssertionError("not closed");
        AsyncSeq<Integer> seq = AsyncSeq.from(() -> new Closeable(first, atClose));

        assertThat(failure(seq.toList())).isSameAs(first);
        assertThat(first.getSuppressed()).containsExactly(atClose);
    }
}
