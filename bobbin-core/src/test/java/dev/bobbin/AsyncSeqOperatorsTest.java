package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
final class AsyncSeqOperatorsTest extends ByTurns {
    private final List<Object> log = new ArrayList<>();

    /** 1, 2 and so on; tells of what is computed, and of the end. */
    private AsyncSeq<Integer> numbers(int count) {
        return AsyncSeq.of(y -> new Numbers(count, y));
    }

    private final class Numbers extends Repeating<Void> {
        private final int count;
        private final AsyncYielder<Integer> yielder;
        private int last;

        Numbers(int count, AsyncYielder<Integer> yielder) {
            this.count = count;
            this.yielder = yielder;
        }

        @Override
        Async<?> next(Object value, Throwable failure) throws Throwable {
            if (failure != null || last == count) {
                log.add("end");
                if (failure != null) {
                    throw failure;
                }
                return null;
            }
            log.add(++last);
            return yielder.yield(last);
        }

        @Override
        Void outcome() {
            return null;
        }
    }

    private static AsyncSeq<Integer> failing(Exception failure) {
        return AsyncSeq.of(y -> ByHand.of(start -> y.yield(1), after -> {
            throw failure;
        }));
    }

    @Test
    void operators_giveWhatTheySay() {
        assertThat(result(numbers(3).map(n -> "n" + n).toList())).containsExactly("n1", "n2", "n3");
        assertThat(result(numbers(3)
                        .mapAsync(n -> ByHand.of(start -> Bobbin.yieldNow(), after -> done(n * n)))
                        .toList()))
                .isEqualTo(List.of(1, 4, 9));
        assertThat(result(numbers(9).mapAsync(3, n -> done(n * n)).toList()))
                .containsExactly(1, 4, 9, 16, 25, 36, 49, 64, 81);
        assertThat(result(numbers(6).filter(n -> n % 2 == 0).toList())).containsExactly(2, 4, 6);
        assertThat(result(numbers(3).flatMap(this::numbers).toList())).containsExactly(1, 1, 2, 1, 2, 3);
        assertThat(result(numbers(9).takeWhile(n -> n < 4).toList())).containsExactly(1, 2, 3);
        assertThat(result(numbers(5).drop(3).toList())).containsExactly(4, 5);
        assertThat(result(numbers(4).scan(0, Integer::sum).toList())).containsExactly(0, 1, 3, 6, 10);
        assertThat(result(numbers(5).chunked(2).toList())).containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
        assertThat(result(numbers(4).chunked(2).toList())).containsExactly(List.of(1, 2), List.of(3, 4));
        assertThat(result(numbers(5).buffered(1).toList())).containsExactly(1, 2, 3, 4, 5);
        assertThat(result(numbers(5).buffered(3).toList())).containsExactly(1, 2, 3, 4, 5);
        assertThat(result(numbers(3).timeout(Duration.ofSeconds(1)).toList())).containsExactly(1, 2, 3);
        assertThat(result(AsyncSeq.merge(List.of()).toList())).isEmpty();
        assertThat(result(AsyncSeq.from(List.of(1, 2)).toList())).containsExactly(1, 2);
    }

    @Test
    void terminals_giveWhatTheySay() {
        List<Integer> seen = new ArrayList<>();
        result(numbers(3).forEach(n -> {
            seen.add(n);
            return done();
        }));
        assertThat(seen).containsExactly(1, 2, 3);
        assertThat(result(numbers(3).fold("", (text, n) -> text + n))).isEqualTo("123");
        assertThat(result(numbers(3).count())).isEqualTo(3L);
        assertThat(result(numbers(0).first())).isEmpty();
        log.clear();
        assertThat(result(numbers(3).first())).isEqualTo(Optional.of(1));
        assertThat(log).containsExactly(1, "end");
    }

    @Test
    void take_closesTheSource_andComputesNoMore() {
        assertThat(result(numbers(9).take(2).toList())).containsExactly(1, 2);
        assertThat(log).containsExactly(1, 2, "end");

        log.clear();
        assertThat(result(numbers(9).take(0).toList())).isEmpty();
        assertThat(log).isEmpty();
    }

    static Map<String, UnaryOperator<AsyncSeq<Integer>>> operators() {
        Map<String, UnaryOperator<AsyncSeq<Integer>>> all = new LinkedHashMap<>();
        all.put("none", s -> s);
        all.put("map", s -> s.map(n -> n));
        all.put("mapAsync", s -> s.mapAsync(AsyncSeqOperatorsTest::laterTheSame));
        all.put("mapAsync(2)", s -> s.mapAsync(2, AsyncSeqOperatorsTest::laterTheSame));
        all.put("filter", s -> s.filter(n -> true));
        all.put("flatMap", s -> AsyncSeq.from(List.of(1)).flatMap(one -> s));
        all.put("flatMap to one", s -> s.flatMap(n -> AsyncSeq.from(List.of(n))));
        all.put("take", s -> s.take(100));
        all.put("takeWhile", s -> s.takeWhile(n -> true));
        all.put("drop", s -> s.drop(0));
        all.put("scan", s -> s.scan(0, (last, n) -> n).drop(1));
        all.put("chunked", s -> s.chunked(1).map(list -> list.get(0)));
        all.put("buffered(1)", s -> s.buffered(1));
        all.put("buffered(3)", s -> s.buffered(3));
        all.put("timeout", s -> s.timeout(Duration.ofDays(1)));
        all.put("merge", s -> AsyncSeq.merge(s, AsyncSeq.from(List.of())));
        all.put("of", s -> AsyncSeq.of(y -> new Passing(s, y)));
        return all;
    }

    private static Async<Integer> laterTheSame(int n) {
        return ByHand.of(start -> Bobbin.yieldNow(), after -> {
            after.get();
            return done(n);
        });
    }

    /** The body of a sequence that goes through another. */
    private static final class Passing extends Repeating<Void> {
        private final AsyncSeq<Integer> source;
        private final AsyncYielder<Integer> yielder;
        private AsyncIterator<Integer> it;
        private boolean yields = true;
        private boolean closing;
        private Throwable failure;

        Passing(AsyncSeq<Integer> source, AsyncYielder<Integer> yielder) {
            this.source = source;
            this.yielder = yielder;
        }

        @Override
        Async<?> next(Object value, Throwable thrown) throws Throwable {
            it = it == null ? source.iterator() : it;
            if (closing) {
                AsyncStage.throwBoth(failure, thrown);
                return null;
            }
            if (thrown != null || Boolean.FALSE.equals(value)) {
                closing = true;
                failure = thrown;
                return it.close();
            }
            yields = !yields;
            return yields ? yielder.yield(it.value()) : it.next();
        }

        @Override
        Void outcome() {
            return null;
        }
    }

    /** Each operator, and each over each. */
    static Stream<String> pairs() {
        Collection<String> names = operators().keySet();
        return names.stream().flatMap(a -> names.stream().map(b -> a + ", " + b));
    }

    private static UnaryOperator<AsyncSeq<Integer>> pair(String names) {
        String[] two = names.split(", ");
        return s -> operators().get(two[1]).apply(operators().get(two[0]).apply(s));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void pair_givesAll_andTheSourceEnds(String names) {
        assertThat(result(pair(names).apply(numbers(20)).toList()))
                .isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
        assertThat(log).hasSize(21).endsWith("end");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void pair_leftEarly_closesTheSource(String names) {
        assertThat(result(pair(names).apply(numbers(100)).first())).isEqualTo(Optional.of(1));

        assertThat(log).endsWith("end");
        assertThat(log.size()).isLessThan(12);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void pair_failureOfTheSource_arrivesBehindWhatCameBefore(String names) {
        IOException failure = new IOException("no more");
        AsyncSeq<Integer> seq = pair(names).apply(failing(failure));
        List<Object> seen = new ArrayList<>();

        assertThat(failure(seq.forEach(n -> {
                    seen.add(n);
                    return done();
                })))
                .isSameAs(failure);

        assertThat(seen).containsExactly(1);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void pair_failureOfTheConsumer_closesTheSource(String names) {
        IllegalStateException failure = new IllegalStateException("enough");

        assertThat(failure(pair(names).apply(numbers(100)).forEach(n -> {
                    throw failure;
                })))
                .isSameAs(failure);

        assertThat(log).endsWith("end");
        assertThat(failure.getSuppressed()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void pair_cancelledAtEachOfItsTurns_closesTheSource(String names) {
        for (int turns = 0; turns < 12; turns++) {
            log.clear();
            Channel<Integer> from = Channel.rendezvous();
            Task<?> task = scheduler.start(
                    pair(names).apply(from.elements().flatMap(this::numbers)).toList());
            for (int i = 0; i < turns; i++) {
                scheduler.run(Bobbin::yieldNow);
                if (i % 4 == 3) {
                    from.trySend(3);
                }
            }

            assertThat(task.cancel()).isTrue();
            for (int i = 0; !task.isDone(); i++) {
                assertThat(i).as("turns to end after %s", turns).isLessThan(100);
                scheduler.run(Bobbin::yieldNow);
            }

            assertThat(from).hasToString("Channel[0 of 0 buffered, 0 sending, 0 receiving]");
            long begun = log.stream().filter(entry -> entry.equals(1)).count();
            assertThat(log.stream().filter("end"::equals).count()).isEqualTo(begun);
        }
    }

    /** A consumer that breaks out of its loop and forgets to close. */
    @ParameterizedTest
    @MethodSource("pairs")
    void pair_forgotten_leavesNothingRunning(String names) {
        AsyncSeq<Integer> seq = pair(names).apply(numbers(1000));

        AsyncIterator<?>[] it = new AsyncIterator<?>[1];
        Object result = scheduler.run(() -> ByHand.of(
                start -> {
                    it[0] = seq.iterator();
                    return it[0].next();
                },
                first -> done(it[0].value())));
        turn();

        assertThat(result).isEqualTo(1);
        int computed = log.size();
        turn();
        assertThat(log).hasSize(computed);
        assertThat(computed).isLessThan(12);
    }

    @Test
    void buffered_runsAheadByAsManyAsItSays() {
        for (int ahead = 1; ahead < 4; ahead++) {
            log.clear();
            AsyncSeq<Integer> seq = numbers(100).buffered(ahead);
            Task<Void> task = start(seq.forEach(n -> Async.create(never -> {})));
            turn();

            assertThat(log).hasSize(1 + ahead);
            cancel(task);
            assertThat(log).hasSize(2 + ahead).endsWith("end");
        }
    }

    @Test
    void mapAsync_callsForSoManyAtATime_andKeepsTheOrder() {
        List<Completer<Integer>> calls = new ArrayList<>();
        Task<List<Integer>> task = start(
                numbers(5).mapAsync(2, n -> Async.<Integer>create(calls::add)).toList());
        turn();
        assertThat(calls).hasSize(2);

        calls.get(1).complete(20);
        turn();
        assertThat(calls).hasSize(2);

        calls.get(0).complete(10);
        turn();
        assertThat(calls).hasSize(4);
        for (int n = 2; n < 5; n++) {
            calls.get(n).complete(10 * (n + 1));
            turn();
        }
        assertThat(result(task)).containsExactly(10, 20, 30, 40, 50);
    }

    @Test
    void mapAsync_failure_arrivesInItsPlace_andTheOthersEnd() {
        IOException failure = new IOException("2");
        Task<Void> task = start(numbers(5)
                .mapAsync(3, n -> n == 2 ? Async.<Integer>failed(failure) : done(n))
                .forEach(n -> {
                    log.add("got " + n);
                    return done();
                }));
        turn();

        assertThat(failure(task)).isSameAs(failure);
        assertThat(log).contains("got 1").doesNotContain("got 3").endsWith("end");
    }

    @Test
    void merge_givesElementsAsTheyCome() {
        Channel<String> a = Channel.rendezvous();
        Channel<String> b = Channel.rendezvous();
        Task<List<String>> task =
                start(AsyncSeq.merge(a.elements(), b.elements()).toList());
        turn();

        for (String s : List.of("b1", "b2", "a1", "b3")) {
            assertThat((s.startsWith("a") ? a : b).trySend(s)).isTrue();
            turn();
        }
        b.close();
        turn();
        a.trySend("a2");
        turn();
        a.close();

        assertThat(result(task)).containsExactly("b1", "b2", "a1", "b3", "a2");
    }

    @Test
    void merge_ofSequencesThatAlwaysHaveOne_letsNobodyWaitForLong() {
        List<Integer> merged = result(AsyncSeq.merge(
                        numbers(100),
                        numbers(100).map(n -> 1000 + n),
                        numbers(100).map(n -> 2000 + n))
                .take(60)
                .toList());

        for (int source = 0; source < 3; source++) {
            int from = source * 1000;
            assertThat(merged.stream().filter(n -> n > from && n < from + 1000)).hasSizeGreaterThanOrEqualTo(15);
        }
    }

    @Test
    void merge_failureOfOne_endsTheOthers() {
        IOException failure = new IOException("no more");
        Task<Long> task = start(AsyncSeq.merge(Channel.<Integer>rendezvous().elements(), failing(failure))
                .count());
        turn();

        assertThat(failure(task)).isSameAs(failure);
    }

    @Test
    void timeout_passedByAnElement_cancelsWhatComputesIt() {
        AsyncSeq<Integer> slow = AsyncSeq.of(y -> ByHand.of(
                start -> Clock.sleep(Duration.ofMillis(9)),
                after -> y.yield(1),
                after -> Clock.sleep(Duration.ofMillis(11)),
                outcome -> {
                    log.add(outcome.failure());
                    outcome.get();
                    return y.yield(2);
                }));
        AsyncIterator<?>[] it = new AsyncIterator<?>[1];
        HandClock clock = new HandClock();
        Scheduler timed = new Scheduler(clock);
        Task<Object> task = timed.start(ByHand.of(
                start -> {
                    it[0] = slow.timeout(Duration.ofMillis(10)).iterator();
                    return it[0].next();
                },
                first -> {
                    log.add(first.get());
                    return Clock.sleep(Duration.ofMillis(50)); // does not count
                },
                after -> it[0].next()));
        for (int i = 0; i < 200 && !task.isDone(); i++) {
            clock.advance(1);
            timed.run(Bobbin::yieldNow);
        }

        assertThatThrownBy(() -> timed.run(() -> task))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("no element after PT0.01S");
        assertThat(log).hasSize(2).first().isEqualTo(true);
        assertThat(log.get(1)).isInstanceOf(Cancelled.class);
    }

    /** What runs beside belongs to who made the iterator, though each element is awaited by another task. */
    @Test
    void buffered_nextAwaitedByOtherTasks_runsOn() {
        AsyncSeq<Integer> seq = numbers(3).buffered(2);
        AsyncIterator<?>[] it = new AsyncIterator<?>[1];

        assertThat(result(ByHand.<Boolean>of(
                        start -> {
                            it[0] = seq.iterator();
                            return it[0].next().timeout(Duration.ofDays(1));
                        },
                        one -> it[0].next().timeout(Duration.ofDays(1)),
                        two -> it[0].next().timeout(Duration.ofDays(1)),
                        three -> it[0].next().timeout(Duration.ofDays(1)))))
                .isFalse();
        assertThat(log).containsExactly(1, 2, 3, "end");
    }

    @Test
    void buffered_outlivedByTheScopeAroundIt_endsWithThat() {
        AsyncSeq<Integer> seq = numbers(100).buffered(2);
        AsyncIterator<?>[] it = new AsyncIterator<?>[1];
        Scope[] scope = new Scope[1];

        assertThat(failure(ByHand.of(
                        start -> {
                            scope[0] = Scope.open();
                            it[0] = seq.iterator();
                            return it[0].next();
                        },
                        one -> new Async<Void>() {
                            @Override
                            protected Object start(dev.bobbin.abi.Context context) {
                                return dev.bobbin.abi.Abi.await(scope[0], context);
                            }
                        },
                        closed -> {
                            closed.get();
                            assertThat(log).endsWith("end");
                            return it[0].next();
                        },
                        two -> {
                            two.get();
                            return it[0].next();
                        },
                        three -> {
                            three.get();
                            return it[0].next();
                        },
                        four -> {
                            four.get();
                            return it[0].next();
                        })))
                .hasMessageContaining("was cancelled");
    }

    @Test
    void bufferedInsideOfFlatMap_nextAwaitedByOtherTasks_saysWithWhatItHasEnded() {
        AsyncSeq<Integer> seq =
                AsyncSeq.from(List.of(1)).flatMap(n -> numbers(9).buffered(1));
        AsyncIterator<?>[] it = new AsyncIterator<?>[1];

        assertThat(failure(ByHand.of(
                        start -> {
                            it[0] = seq.iterator();
                            return it[0].next().timeout(Duration.ofDays(1));
                        },
                        one -> {
                            one.get();
                            return it[0].next().timeout(Duration.ofDays(1));
                        })))
                .hasMessageContaining("with the scope or task in which its iterator was made")
                .hasMessageContaining("AsyncSeq.timeout()");
    }

    @Test
    void iteratorOfWhatRunsBeside_outsideOfACoroutine_isRefused() {
        assertThatThrownBy(() -> numbers(3).buffered(2).iterator())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("outside a coroutine");
    }

    @Test
    void arguments_thatMakeNoSense_areRefused() {
        AsyncSeq<Integer> seq = numbers(1);
        assertThatThrownBy(() -> seq.take(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> seq.drop(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> seq.chunked(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> seq.buffered(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> seq.mapAsync(0, Async::done)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void elementsOfAChannel_leftEarly_areStillThere() {
        Channel<Integer> channel = Channel.buffered(5);
        for (int i = 1; i <= 5; i++) {
            channel.trySend(i);
        }

        assertThat(result(channel.elements().take(2).toList())).containsExactly(1, 2);
        assertThat(result(channel.elements().first())).contains(3);
        assertThat(result(channel.elements().takeWhile(n -> false).toList())).isEmpty();
        channel.close();
        assertThat(result(channel.elements().toList())).containsExactly(5);
    }

    @Test
    void elementsOfABroadcast_leftEarly_holdNobodyBack() {
        Broadcast<Integer> broadcast = Broadcast.of(2);
        AsyncIterator<Integer> all = broadcast.elements().iterator();
        AsyncIterator<Integer> one = broadcast.elements().take(1).iterator();
        assertThat(broadcast.trySend(1)).isTrue();

        assertThat(result(one.next())).isTrue();
        assertThat(one.value()).isEqualTo(1);
        assertThat(result(one.next())).isFalse();
        assertThat(result(all.next())).isTrue();
        assertThat(broadcast.trySend(2)).isTrue();
        assertThat(broadcast.trySend(3)).isTrue();
        assertThat(broadcast.trySend(4)).isFalse();
        result(all.close());
        assertThat(broadcast.trySend(4)).isTrue();
    }

    @Test
    void elementsOfAWatch_areItsChanges() {
        Watch<Integer> watch = Watch.of(1);
        Task<List<Integer>> task = start(watch.elements().take(2).toList());
        watch.set(2);

        assertThat(result(task)).containsExactly(1, 2);
    }

    @Test
    void elementsOfAClosedChannel_endWithItsCause() {
        IOException cause = new IOException("line cut");
        Channel<Integer> channel = Channel.buffered(5);
        channel.trySend(1);
        channel.close(cause);

        assertThat(failure(channel.elements().toList())).isSameAs(cause);
    }
}
