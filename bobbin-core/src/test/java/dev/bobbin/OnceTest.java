package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A cold computation is for one use, of whatever kind, and the second one is refused before it does anything. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OnceTest extends ByTurns {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Local<String> LOCAL = Local.of();

    /** What makes a coroutine a task. */
    private static final Set<String> STARTING = Set.of("spawn", "all", "race", "any", "timeout");

    /** How often one has run that was made here; for what cannot count, always as it should be. */
    private static final AtomicInteger RUNS = new AtomicInteger();

    record Named<T>(String name, T it) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Async<Object> coroutine() {
        return ByHand.of(s -> Bobbin.yieldNow(), s -> done(RUNS.incrementAndGet()));
    }

    private static Named<Supplier<Async<?>>> made(String name, Supplier<Async<?>> it) {
        return new Named<>(name, it);
    }

    static List<Named<Supplier<Async<?>>>> once() {
        return List.of(
                made("ByHand", OnceTest::coroutine),
                made("Async.create()", () -> Async.create(c -> c.complete(RUNS.incrementAndGet()))),
                made("Async.from()", () -> Async.from(CompletableFuture.completedFuture(1))),
                made("Async.all()", () -> Async.all(List.of(coroutine()))),
                made("Async.race()", () -> Async.race(List.of(coroutine()))),
                made("Async.any()", () -> Async.any(List.of(coroutine()))),
                made("Async.timeout()", () -> coroutine().timeout(LONG)),
                made("Async.retry()", () -> Async.retry(Retry.times(1), OnceTest::coroutine)),
                made("Async.parallelMap()", () -> Async.parallelMap(List.of(1), 1, i -> coroutine())),
                made("Async.uncancellable()", () -> Async.uncancellable(coroutine())),
                made("Local.where()", () -> LOCAL.where("", OnceTest::coroutine)),
                made("Clock.sleep()", () -> Clock.sleep(Duration.ZERO)),
                made("Channel.send()", () -> Channel.unlimited().send(RUNS)),
                made("Broadcast.send()", () -> Broadcast.of(1).send(RUNS)));
    }

    static List<Named<Function<Async<?>, Async<?>>>> ways() {
        return List.of(
                new Named<>("await", a -> a),
                new Named<>("spawn", OnceTest::spawned),
                new Named<>("all", a -> Async.all(List.of(a))),
                new Named<>("race", a -> Async.race(List.of(a))),
                new Named<>("any", a -> Async.any(List.of(a))),
                new Named<>("timeout", a -> a.timeout(LONG)),
                new Named<>("uncancellable", OnceTest::masked),
                new Named<>("where", a -> LOCAL.where("", () -> widened(a))));
    }

    private static Async<?> spawned(Async<?> a) {
        List<Scope> opened = new ArrayList<>();
        return ByHand.of(
                s -> {
                    Scope scope = Scope.open();
                    opened.add(scope);
                    scope.spawn(a);
                    return scope.join();
                },
                o -> {
                    opened.get(0).close(); // its child has ended, if there is one
                    return o.failure() == null ? done() : Async.failed(o.failure());
                });
    }

    @SuppressWarnings("unchecked")
    private static Async<Object> widened(Async<?> a) {
        return (Async<Object>) a;
    }

    private static Async<?> masked(Async<?> a) {
        return Async.uncancellable(a);
    }

    static Stream<Arguments> kindsAndWays() {
        return once().stream()
                .flatMap(kind ->
                        ways().stream().flatMap(one -> ways().stream().map(two -> Arguments.of(kind, one, two))));
    }

    @ParameterizedTest(name = "{0}: {1}, then {2}")
    @MethodSource("kindsAndWays")
    void usedAgain_isRefused(
            Named<Supplier<Async<?>>> kind,
            Named<Function<Async<?>, Async<?>>> first,
            Named<Function<Async<?>, Async<?>>> second) {
        // given
        Async<?> used = kind.it.get();
        start(ByHand.of(s -> first.it.apply(used)));
        turn();
        int runs = RUNS.get();

        // when, then
        Async<?> again = ByHand.of(s -> second.it.apply(used));
        if (kind.name.equals("ByHand") && STARTING.contains(first.name)) { // it is the Task that it has become
            result(again);
        } else {
            assertThat(failure(again))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(kind.name + " has been awaited before")
                    .hasMessageContaining("an Async runs once");
        }
        assertThat(RUNS).hasValue(runs);
    }

    /** Both at once, so that neither has begun. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("once")
    void spawnedTwice_theSecondSpawnIsRefused_theFirstRuns(Named<Supplier<Async<?>>> kind) {
        Async<?> used = kind.it.get();
        Task<?> task = scheduler.start(used);
        if (task == used) {
            return; // a coroutine: see the table above
        }
        assertThatThrownBy(() -> scheduler.start(used))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("an Async runs once");
        assertThat(failure(used)).hasMessageContaining("an Async runs once");
        result(task);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("once")
    void partTwice_isRefusedBeforeAnythingRuns_andCanStillBeUsed(Named<Supplier<Async<?>>> kind) {
        Async<?> part = kind.it.get();
        int runs = RUNS.get();
        for (Function<List<Async<?>>, Async<?>> group :
                List.<Function<List<Async<?>>, Async<?>>>of(Async::all, Async::race, Async::any)) {
            assertThatThrownBy(() -> group.apply(List.of(coroutine(), part, part)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(kind.name + " has been awaited before, or was handed on");
        }
        turn();
        assertThat(RUNS).hasValue(runs);
        result(part);
    }

    @Test
    void spawnedInAClosedScope_canStillBeUsed() {
        Async<Void> sleep = Clock.sleep(Duration.ZERO);
        Scheduler closed = Scheduler.single();
        closed.close();
        assertThatThrownBy(() -> closed.start(sleep)).hasMessageContaining("closed");
        result(sleep);
    }

    // ---- any number of times ----------------------------------------------------------------------------------------

    static List<Named<Supplier<Async<?>>>> often() {
        Channel<Integer> channel = Channel.unlimited();
        for (int i = 0; i < 10; i++) {
            channel.trySend(i);
        }
        Semaphore semaphore = Semaphore.of(10);
        Latch latch = Latch.of(0);
        Barrier barrier = Barrier.of(1);
        RateLimiter limiter = RateLimiter.of(1_000_000, Duration.ofSeconds(1));
        ReadWriteLock lock = ReadWriteLock.of();
        return List.of(
                made("done", () -> done(1)),
                made("receive", channel::receive),
                made("acquire", semaphore::acquire),
                made("opened", latch::opened),
                made("arrive", barrier::arrive),
                made("limiter", limiter::acquire),
                made("read", lock::read),
                made("yieldNow", Bobbin::yieldNow));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("often")
    void operationsAndValues_mayBeUsedAnyNumberOfTimes(Named<Supplier<Async<?>>> kind) {
        Async<?> used = kind.it.get();
        result(used);
        result(used);
        result(Async.all(List.of(used, used)));
        result(Async.uncancellable(used));
    }

    @Test
    void tasksAndFailures_mayBeUsedAnyNumberOfTimes() {
        Task<Integer> task = scheduler.start(done(1));
        assertThat(result(Async.all(List.of(task, task)))).containsExactly(1, 1);
        assertThat(result(task)).isEqualTo(1);
        Async<Object> failed = Async.failed(new IllegalArgumentException("no"));
        assertThat(failure(failed)).hasMessage("no");
        assertThat(failure(Async.any(List.of(failed, failed)))).hasMessage("no");
    }

    // ---- in a select ------------------------------------------------------------------------------------------------

    static List<Named<Supplier<Async<?>>>> events() {
        return once().stream()
                .filter(kind -> kind.name.equals("Clock.sleep()")
                        || kind.name.equals("Channel.send()")
                        || kind.name.equals("Broadcast.send()"))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void event_ofTwoArms_isRefused(Named<Supplier<Async<?>>> kind) {
        Async<?> event = kind.it.get();
        Select<Object> select = Select.of().on(event, r -> done(1));
        assertThatThrownBy(() -> select.on(event, r -> done(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("an Async runs once");
        assertThat(failure(event)).hasMessageContaining("an Async runs once");
        assertThat(result(select)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void event_thatHasBeenAwaited_isRefused(Named<Supplier<Async<?>>> kind) {
        Async<?> event = kind.it.get();
        result(event);
        assertThatThrownBy(() -> Select.of().on(event, r -> done(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(kind.name + " has been awaited before");
    }

    @Test
    void select_awaitedAgain_sendsAgain() {
        Channel<String> channel = Channel.unlimited();
        Select<Integer> select = Select.<Integer>of().on(channel.send("x"), sent -> done(1));
        result(select);
        result(select);
        assertThat(channel.size()).isEqualTo(2);
    }
}
