package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.ByHand.Step;
import dev.bobbin.abi.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which event a select takes, and that the others have no effect. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SelectTest {
    private final Scheduler scheduler = Scheduler.single();
    private final Channel<String> a = Channel.rendezvous();
    private final Channel<String> b = Channel.rendezvous();

    private <T> Task<T> start(Async<T> async) {
        Task<T> task = scheduler.start(ByHand.awaiting(async));
        turn();
        return task;
    }

    private void turn() {
        for (int i = 0; i < 3; i++) {
            scheduler.run(Bobbin::yieldNow);
        }
    }

    private <T> T result(Async<T> async) {
        return scheduler.run(() -> async);
    }

    private Select<String> either() {
        return Select.<String>of().on(a.receive(), v -> done("a" + v)).on(b.receive(), v -> done("b" + v));
    }

    private void nobodyWaits() {
        assertThat(a).hasToString("Channel[0 of 0 buffered, 0 sending, 0 receiving]");
        assertThat(b).hasToString("Channel[0 of 0 buffered, 0 sending, 0 receiving]");
    }

    @Test
    void receive_ofTheChannelThatIsReady_isTaken() {
        // given
        start(b.send("1"));

        // then
        assertThat(result(either())).isEqualTo("b1");
        nobodyWaits();
    }

    @Test
    void receive_ofTheChannelThatIsFirst_isTaken_theOtherIsLeft() {
        // given
        Task<String> select = start(either());
        assertThat(select.isDone()).isFalse();

        // when
        assertThat(a.trySend("1")).isTrue();

        // then
        assertThat(b.trySend("2")).isFalse();
        assertThat(result(select)).isEqualTo("a1");
        nobodyWaits();
    }

    @Test
    void send_whoseReceiverComes_isTaken() {
        // given
        Task<String> select =
                start(Select.<String>of().on(a.send("x"), sent -> done("sent")).on(b.receive(), v -> done("b" + v)));

        // when, then
        assertThat(a.tryReceive()).contains("x");
        assertThat(a.tryReceive()).isEmpty();
        assertThat(b.trySend("2")).isFalse();
        assertThat(result(select)).isEqualTo("sent");
        nobodyWaits();
    }

    @Test
    void sendAndReceiveOfOneChannel_doNotMeetEachOther() {
        // given
        Task<String> one = start(bothEnds("1"));
        assertThat(one.isDone()).isFalse();

        // when: another such select comes
        Task<String> two = start(bothEnds("2"));

        // then
        assertThat(result(one) + ", " + result(two)).isIn("sent 1, got 1", "got 2, sent 2");
        nobodyWaits();
    }

    private Select<String> bothEnds(String name) {
        return Select.<String>of()
                .on(a.send(name), sent -> done("sent " + name))
                .on(a.receive(), v -> done("got " + v));
    }

    @Test
    void sleep_thatEndsFirst_isTaken() {
        // when
        String got = result(either().on(Clock.sleep(Duration.ofMillis(1)), late -> done("late")));

        // then
        assertThat(got).isEqualTo("late");
        nobodyWaits();
    }

    @Test
    void sleep_thatDoesNotEndFirst_isTakenBack() {
        // given
        Task<String> select = start(either().on(Clock.sleep(Duration.ofDays(1)), late -> done("late")));
        assertThat(scheduler.metrics().timers()).isEqualTo(1);

        // when
        a.trySend("1");

        // then
        assertThat(result(select)).isEqualTo("a1");
        assertThat(scheduler.metrics().timers()).isZero();
    }

    @Test
    void sleep_ofZero_isReady() {
        assertThat(result(either().on(Clock.sleep(Duration.ZERO), late -> done("late"))))
                .isEqualTo("late");
    }

    @Test
    void task_thatEndsFirst_isTaken() {
        // given
        AtomicReference<Completer<String>> completer = new AtomicReference<>();
        Task<String> task = start(Async.create(completer::set));
        Task<String> select = start(either().on(task, v -> done("task " + v)));

        // when
        completer.get().complete("1");

        // then
        assertThat(result(select)).isEqualTo("task 1");
        nobodyWaits();
        assertThat(result(Select.<String>of().on(task, v -> done("again " + v))))
                .isEqualTo("again 1");
    }

    @Test
    void task_thatDoesNotEndFirst_goesOn() {
        // given: others that wait for it before and after
        AtomicReference<Completer<String>> completer = new AtomicReference<>();
        Task<String> task = start(Async.create(completer::set));
        Task<String> before = start(task);
        Task<String> select = start(either().on(task, v -> done("task " + v)));
        Task<String> after = start(task);

        // when
        a.trySend("1");

        // then
        assertThat(result(select)).isEqualTo("a1");
        completer.get().complete("2");
        assertThat(result(before)).isEqualTo("2");
        assertThat(result(after)).isEqualTo("2");
    }

    @Test
    void task_thatFails_failsTheSelect() {
        // given
        IOException failure = new IOException("task");
        AtomicReference<Completer<String>> completer = new AtomicReference<>();
        Task<String> task = start(Async.create(completer::set));
        Task<String> select = start(either().on(task, v -> done("task " + v)));

        // when
        completer.get().fail(failure);

        // then
        assertThatThrownBy(() -> result(select)).isSameAs(failure);
        nobodyWaits();
    }

    @Test
    void semaphore_isTakenOrLeft() {
        // given
        Semaphore semaphore = Semaphore.of(1);
        Permit held = result(semaphore.acquire());
        Task<String> taken = start(either().on(semaphore.acquire(), p -> done("permit")));
        Task<String> left = start(
                Select.<String>of().on(b.receive(), v -> done("b" + v)).on(semaphore.acquire(), p -> done("permit")));
        Task<Permit> last = start(semaphore.acquire());

        // when
        held.close();

        // then
        assertThat(result(taken)).isEqualTo("permit");
        b.trySend("1");
        assertThat(result(left)).isEqualTo("b1");
        assertThat(semaphore).hasToString("Semaphore[0 of 1 free, 1 waiting]");
        semaphore.release();
        result(last).close();
        assertThat(semaphore).hasToString("Semaphore[1 of 1 free, 0 waiting]");
    }

    @Test
    void closedChannel_inAnyPosition_isReady() {
        // given
        b.close();

        // then
        assertThatThrownBy(() -> result(either())).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> result(Select.<String>of()
                        .on(b.send("x"), sent -> done("sent"))
                        .on(a.receive(), v -> done("a" + v))))
                .isInstanceOf(ClosedChannelException.class);
        assertThat(result(Select.<String>of()
                        .on(a.receive(), v -> done("a" + v))
                        .on(b.iterator().next(), more -> done("more " + more))))
                .isEqualTo("more false");
        nobodyWaits(a);
    }

    private static void nobodyWaits(Channel<?> channel) {
        assertThat(channel.toString()).contains(", 0 sending, 0 receiving");
    }

    @Test
    void channelClosedWhileItWaits_isReady() {
        // given
        Task<String> select = start(either());

        // when
        b.close(new IOException("why"));

        // then
        assertThatThrownBy(() -> result(select))
                .isInstanceOf(ClosedChannelException.class)
                .hasRootCauseMessage("why");
        nobodyWaits(a);
    }

    @Test
    void orElse_whenNothingIsReady_isCalled() {
        assertThat(result(either().orElse(() -> done("none")))).isEqualTo("none");
        start(a.send("1"));
        assertThat(result(either().orElse(() -> done("none")))).isEqualTo("a1");
        assertThat(result(Select.<String>of().orElse(() -> done("none")))).isEqualTo("none");
        nobodyWaits();
    }

    @Test
    void handler_thatFails_failsTheSelect() {
        // given
        start(a.send("1"));

        // then
        assertThatThrownBy(() -> result(Select.<String>of().on(a.receive(), v -> {
                    throw new IOException("handler " + v);
                })))
                .isInstanceOf(IOException.class)
                .hasMessage("handler 1");
        nobodyWaits();
    }

    @Test
    void handler_thatSuspends_isAwaited() {
        // given
        Task<String> select = start(Select.<String>of()
                .on(a.receive(), v -> ByHand.of(s -> b.receive(), o -> done(v + o.get())))
                .on(b.receive(), v -> done("b")));

        // when
        a.trySend("1");
        turn();
        b.trySend("2");

        // then
        assertThat(result(select)).isEqualTo("12");
    }

    @Test
    void select_awaitedAgain_waitsAnew() {
        // given
        Select<String> select = either().on(Clock.sleep(Duration.ofDays(1)), late -> done("late"));

        // then
        for (int i = 0; i < 3; i++) {
            Task<String> task = start(select);
            a.trySend("" + i);
            assertThat(result(task)).isEqualTo("a" + i);
        }
        nobodyWaits();
    }

    @Test
    void select_awaitedByTwo_isRefused() {
        // given
        Select<String> select = either();
        Task<String> first = start(select);

        // then
        assertThatThrownBy(() -> result(select))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another");
        assertThatThrownBy(() -> select.biased()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> select.on(a.receive(), v -> done(v))).isInstanceOf(IllegalStateException.class);
        a.trySend("1");
        assertThat(result(first)).isEqualTo("a1");
    }

    @Test
    void select_withoutEvents_isRefused() {
        assertThatThrownBy(() -> result(Select.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("add one with on()");
    }

    @Test
    void computation_asAnEvent_isRefusedByThePublicNameOfWhatMadeIt() {
        refusedEvent(ByHand.<String>of(s -> done("x")), "ByHand");
        refusedEvent(a.receive().timeout(Duration.ofSeconds(1)), "Async.timeout()");
        refusedEvent(Async.all(List.of(a.receive())), "Async.all()");
        refusedEvent(Async.race(List.of(a.receive())), "Async.race()");
        refusedEvent(Async.any(List.of(a.receive())), "Async.any()");
        refusedEvent(Async.create(c -> {}), "Async.create()");
        refusedEvent(Async.from(new CompletableFuture<>()), "Async.from()");
        refusedEvent(Async.retry(Retry.times(1), a::receive), "Async.retry()");
        refusedEvent(Async.parallelMap(List.of(1), 1, x -> a.receive()), "Async.parallelMap()");
        refusedEvent(Async.uncancellable(a.receive()), "Async.uncancellable()");
        refusedEvent(Local.of().where("", a::receive), "Local.where()");
        refusedEvent(Blocking.call(() -> 1), "Blocking.call()");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Select.of().on(Mutex.of().condition().signalled(), v -> done(v)))
                .withMessageStartingWith("Condition.signalled() is no event: it would give the mutex back")
                .withMessageEndingWith("in a task that locks the mutex itself, and select on that Task");
        refusedEvent(Bobbin.yieldNow(), "Bobbin.yieldNow()");
        refusedEvent(Select.of(), "a select");
    }

    private static void refusedEvent(Async<?> event, String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Select.of().on(event, v -> done(v)))
                .withMessage(
                        "%s is no event: it would be left half done by a select that takes another one. Spawn it in a scope, and select on the"
                                + " Task: on(scope.spawn(...), ...)",
                        name);
    }

    @Test
    void value_isReady() {
        assertThat(result(Select.<Object>of()
                        .biased()
                        .on(a.receive(), Async::done)
                        .on(done(1), Async::done)))
                .isEqualTo(1);
        a.trySend("1");
        assertThatThrownBy(() -> result(Select.<Object>of().on(Async.failed(new IOException("no")), Async::done)))
                .isInstanceOf(IOException.class)
                .hasMessage("no");
        nobodyWaits();
    }

    @Test
    void value_inASelectThatIsAwaitedAgain_isReadyAgain() {
        Select<Integer> select = Select.<Integer>of().on(done(1), Async::done);
        assertThat(result(select) + result(select)).isEqualTo(2);
    }

    @Test
    void cancelled_whileItWaits_takesNothing() {
        // given
        Select<String> select = either().on(Clock.sleep(Duration.ofDays(1)), late -> done("late"));
        Task<String> task = start(select);

        // when
        task.cancel();

        // then
        assertThat(a.trySend("1")).isFalse();
        assertThatThrownBy(() -> result(task)).isInstanceOf(CancellationException.class);
        nobodyWaits();
        assertThat(scheduler.metrics().timers()).isZero();
        start(a.send("2"));
        assertThat(result(select)).isEqualTo("a2");
    }

    @Test
    void cancelled_afterAnEventWasTaken_keepsIt() {
        // given
        List<Object> got = new ArrayList<>();
        Task<Void> task = start(ByHand.of(
                s -> either(),
                o -> {
                    got.add(o.get());
                    return either();
                },
                o -> {
                    got.add(o.failure().getClass());
                    return done();
                }));

        // when
        a.trySend("1");
        task.cancel();

        // then
        result(task);
        assertThat(got).containsExactly("a1", Cancelled.class);
        nobodyWaits();
    }

    @Test
    void readyArms_areTakenAboutEquallyOften() {
        // given
        Channel<Integer> one = Channel.unlimited();
        Channel<Integer> two = Channel.unlimited();
        Channel<Integer> never = Channel.unlimited();
        int n = 100_000;
        for (int i = 0; i < n; i++) {
            one.trySend(1);
            two.trySend(2);
        }
        int[] taken = new int[3];
        Select<Void> select = Select.<Void>of()
                .on(never.receive(), v -> count(taken, 0))
                .on(one.receive(), v -> count(taken, 1))
                .on(two.receive(), v -> count(taken, 2));

        // when
        scheduler.run(() -> times(select, n));

        // then: 49 to 51 per cent are more than six standard deviations
        assertThat(taken[0]).isZero();
        assertThat(taken[1]).isBetween(49_000, 51_000);
        assertThat(taken[2]).isEqualTo(n - taken[1]);
    }

    @Test
    void biased_takesTheFirstThatIsReady() {
        // given
        Channel<Integer> one = Channel.unlimited();
        Channel<Integer> two = Channel.unlimited();
        for (int i = 0; i < 1_000; i++) {
            one.trySend(1);
            two.trySend(2);
        }
        int[] taken = new int[3];
        Select<Void> select = Select.<Void>of()
                .on(a.receive(), v -> count(taken, 0))
                .on(two.receive(), v -> count(taken, 2))
                .on(one.receive(), v -> count(taken, 1))
                .biased();

        // when
        scheduler.run(() -> times(select, 1_500));

        // then
        assertThat(taken).containsExactly(0, 500, 1_000);
    }

    private static Async<Void> count(int[] taken, int which) {
        taken[which]++;
        return done();
    }

    private static Async<Void> times(Async<Void> async, int n) {
        ByHand.Step[] steps = new ByHand.Step[n];
        java.util.Arrays.fill(steps, (ByHand.Step) before -> {
            before.get();
            return async;
        });
        return ByHand.of(steps);
    }

    private void inOneTurn(Step step) {
        scheduler.run(
                () -> ByHand.of(Collections.nCopies(3 * Context.TURN, step).toArray(Step[]::new)));
    }

    @Test
    void orElse_thoughTheTurnIsOver_isNotCalledIfAnEventIsReady() {
        Mutex mutex = Mutex.of();
        inOneTurn(before -> {
            assertThat(before.get()).isNotEqualTo("none");
            return Select.<String>of()
                    .on(mutex.lock(), held -> {
                        held.close();
                        return done("held");
                    })
                    .orElse(() -> done("none"));
        });
    }

    @Test
    void biased_thoughTheTurnIsOver_takesTheFirstThatIsReady() {
        Semaphore permits = Semaphore.of(10 * Context.TURN);
        inOneTurn(before -> {
            assertThat(before.get()).isNotEqualTo("second");
            return Select.<String>of()
                    .biased()
                    .on(permits.acquire(), permit -> done("first"))
                    .on(done(), nothing -> done("second"));
        });
    }

    @Test
    void sleep_ofASelectThatWasCutShort_beginsAnew() {
        // given: cut short after 100 ms of 200
        HandClock clock = new HandClock();
        Scheduler slow = new Scheduler(clock);
        Select<String> select = Select.<String>of()
                .on(a.receive(), v -> done(v))
                .on(Clock.sleep(Duration.ofMillis(200)), late -> done("late"));
        Task<String> cutShort = slow.start(ByHand.awaiting(select));
        slow.run(Bobbin::yieldNow);
        clock.advance(100);
        cutShort.cancel();
        assertThatThrownBy(() -> slow.run(() -> cutShort)).isInstanceOf(CancellationException.class);

        // when
        Task<String> again = slow.start(ByHand.awaiting(select));
        slow.run(Bobbin::yieldNow);
        clock.advance(150);
        slow.run(Bobbin::yieldNow);

        // then
        assertThat(again.isDone()).isFalse();
        clock.advance(50);
        assertThat(slow.run(() -> again)).isEqualTo("late");
    }

    private static Async<Integer> number() {
        return done(1);
    }

    private static Async<?> anything() {
        return number();
    }

    /** The compiler has the last word here. */
    @Test
    void handlers_ofOtherTypesThanTheSelects_compile() {
        a.trySend("1");
        Select<Number> numbers =
                Select.<Number>of().on(a.receive(), v -> number()).orElse(() -> number());
        Select<Object> objects =
                Select.<Object>of().on(a.receive(), v -> anything()).orElse(SelectTest::anything);
        assertThat(result(numbers)).isEqualTo(1);
        assertThat(result(objects)).isEqualTo(1);
    }
}
