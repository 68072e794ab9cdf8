package dev.bobbin.test;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.AsyncSeq;
import dev.bobbin.AsyncYielder;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Clock;
import dev.bobbin.Mutex;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TestSchedulerTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final List<String> log = new ArrayList<>();

    private Async<Void> say(String what, Duration after) {
        Clock.sleep(after).await();
        log.add(what);
        return done();
    }

    private Async<Integer> beats(int times) {
        for (int i = 0; i < times; i++) {
            Clock.sleep(Duration.ofSeconds(1)).await();
            log.add("beat " + i);
        }
        return done(times);
    }

    @Test
    void run_sleepOfADay_movesTheClockByADay() {
        try (var test = TestScheduler.seeded(1)) {
            test.run(() -> Clock.sleep(DAY));

            assertThat(test.now()).isEqualTo(DAY);
        }
    }

    @Test
    void run_sleepsSideBySide_endInTheOrderOfTheirDeadlines() {
        for (long seed = 1; seed <= 100; seed++) {
            log.clear();
            try (var test = TestScheduler.seeded(seed)) {
                test.run(() -> Async.all(List.of(
                        say("c", Duration.ofHours(3)), say("a", Duration.ofHours(1)), say("b", Duration.ofHours(2)))));

                assertThat(log).containsExactly("a", "b", "c");
                assertThat(test.now()).isEqualTo(Duration.ofHours(3));
            }
        }
    }

    @Test
    void run_timeLimits_holdInVirtualTime() {
        try (var test = TestScheduler.seeded(1)) {
            assertThatThrownBy(() -> test.run(() -> beats(100).timeout(Duration.ofMillis(3500))))
                    .isInstanceOf(TimeoutException.class);

            assertThat(log).containsExactly("beat 0", "beat 1", "beat 2");
            assertThat(test.now()).isEqualTo(Duration.ofMillis(3500));
        }
    }

    @Test
    void run_failure_isThrownAsItIs() {
        IOException failure = new IOException("disk full");
        try (var test = TestScheduler.seeded(1)) {
            assertThatThrownBy(() -> test.run(() -> fails(failure))).isSameAs(failure);
        }
    }

    private static Async<Void> fails(Exception failure) throws Exception {
        Bobbin.yieldNow().await();
        throw failure;
    }

    @Test
    void advance_fromPlainCode_runsWhatIsDueByThen() {
        try (var test = TestScheduler.seeded(1)) {
            Task<Integer> beating = test.start(beats(3));
            test.advance(Duration.ZERO);
            assertThat(log).isEmpty();
            test.advance(Duration.ofMillis(2500));
            assertThat(log).containsExactly("beat 0", "beat 1");
            assertThat(test.now()).isEqualTo(Duration.ofMillis(2500));
            test.advance(Duration.ofMillis(500));

            assertThat(beating.isDone()).isTrue();
            assertThat(log).hasSize(3);
        }
    }

    @Test
    void advance_backwards_isRefused() {
        try (var test = TestScheduler.seeded(1)) {
            assertThatThrownBy(() -> test.advance(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Async<Integer> waitsForEver(Channel<Integer> channel) {
        try {
            return done(channel.receive().await());
        } finally {
            log.add("cleaned up");
        }
    }

    @Test
    void run_nothingCanHappenAnyMore_failsAtOnceAndSaysWhoWaitsWhere() {
        Channel<Integer> channel = Channel.rendezvous();
        try (var test = TestScheduler.seeded(1)) {
            assertThatThrownBy(() -> test.run(() -> waitsForEver(channel)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("stuck at PT0S: nothing is ready, and no timer is pending.")
                    .hasMessageContaining("TestSchedulerTest.waitsForEver@")
                    .hasMessageContaining("waits for receive() of Channel")
                    .hasMessageMatching("(?s).*\\(TestSchedulerTest\\.java:\\d+\\).*");

            assertThat(log).containsExactly("cleaned up");
        }
    }

    private Async<Void> both(Mutex first, Mutex second) {
        try (var outer = first.lock().await()) {
            Clock.sleep(Duration.ofMillis(1)).await();
            try (var inner = second.lock().await()) {
                log.add("has both");
            }
        }
        return done();
    }

    @Test
    void run_deadlock_failsAndNamesBothTasks() {
        Mutex a = Mutex.of();
        Mutex b = Mutex.of();
        try (var test = TestScheduler.seeded(1)) {
            assertThatThrownBy(() -> test.run(() -> Async.all(List.of(both(a, b), both(b, a)))))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageMatching("(?s)(.*waits for lock\\(\\) of Mutex.*){2}");
        }
        assertThat(log).isEmpty();
    }

    private static Async<Void> spins() {
        while (true) {
            Bobbin.yieldNow().await();
        }
    }

    @Test
    void run_computationThatNeverEnds_failsAfterSoManyTurns() {
        var test = Given.property("bobbin.test.turns", "10000", () -> TestScheduler.seeded(1));
        assertThatThrownBy(() -> test.run(() -> spins()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not done after 10000 turns");
        test.close();
    }

    @Test
    void run_timersWithoutEnd_failsAfterSoManyTurns() {
        var test = Given.property("bobbin.test.turns", "10000", () -> TestScheduler.seeded(1));
        assertThatThrownBy(() -> test.run(() -> beats(Integer.MAX_VALUE)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not done after 10000 turns of its tasks, at PT");
        test.close();
    }

    @Test
    void close_taskLeftRunning_failsAndCancelsIt() {
        Channel<Integer> channel = Channel.rendezvous();
        var test = TestScheduler.seeded(1);
        Task<Integer> left = test.start(waitsForEver(channel));

        assertThatThrownBy(test::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("left running at the end of the test, at PT0S: 1 task")
                .hasMessageContaining("TestSchedulerTest.waitsForEver@");
        assertThat(left.isDone()).isTrue();
        assertThat(log).containsExactly("cleaned up");
    }

    @Test
    void close_everythingHasEnded_isSilentAndMayComeTwice() {
        var test = TestScheduler.seeded(1);
        Task<Integer> cancelled = test.start(waitsForEver(Channel.rendezvous()));
        test.advance(Duration.ZERO);
        cancelled.cancel();
        test.close();
        test.close();

        assertThat(log).containsExactly("cleaned up");
        assertThatThrownBy(() -> test.run(() -> done(1))).isInstanceOf(IllegalStateException.class);
    }

    private Async<Integer> scoped() {
        try (var scope = Scope.open()) {
            Task<Integer> one = scope.spawn(beats(1));
            Task<Integer> two = scope.spawn(beats(2));
            scope.join().await();
            return done(one.await() + two.await());
        }
    }

    @Test
    void ledger_afterATest_balances() {
        try (var test = TestScheduler.seeded(1)) {
            assertThat(test.run(() -> scoped())).isEqualTo(3);
            test.advance(Duration.ZERO);

            assertThat(test.scheduler().ledger().isBalanced()).isTrue();
            assertThat(test.scheduler().ledger().done()).isEqualTo(3);
        }
    }

    private Async<Void> nested(TestScheduler test) {
        Bobbin.yieldNow().await();
        assertThatThrownBy(() -> test.run(() -> done(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("await instead");
        assertThatThrownBy(() -> test.advance(DAY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Clock.sleep");
        log.add("refused");
        return done();
    }

    @Test
    void run_insideACoroutine_isRefused() {
        try (var test = TestScheduler.seeded(1)) {
            test.run(() -> nested(test));
        }
        assertThat(log).containsExactly("refused");
    }

    @Test
    void run_interrupted_cancelsTheBody() {
        try (var test = TestScheduler.seeded(1)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> test.run(() -> waitsForEver(Channel.rendezvous())))
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static Async<Void> two(AsyncYielder<Integer> y) {
        try {
            y.yield(1).await();
            y.yield(2).await();
        } finally {
            Clock.sleep(Duration.ofSeconds(1)).await();
        }
        return done();
    }

    private static Async<List<Integer>> firstOfTwo() {
        return done(
                AsyncSeq.<Integer>of(y -> two(y)).buffered(1).take(1).toList().await());
    }

    @Test
    void run_endOfASequenceWhoseBodySleepsInItsCleanUp_movesTheClock() {
        try (var test = TestScheduler.seeded(1)) {
            assertThat(test.run(() -> firstOfTwo())).containsExactly(1);

            assertThat(test.now()).isEqualTo(Duration.ofSeconds(1));
        }
    }

    private static Async<Void> forever() {
        Async.create(c -> {}).await();
        return done();
    }

    private static Async<Void> cleansUpForEver(Channel<Integer> channel) {
        try {
            forever().await();
        } finally {
            Async.uncancellable(channel.receive()).await();
        }
        return done();
    }

    private static Async<Void> waitsForACancelled(Channel<Integer> channel) {
        try (var scope = Scope.open()) {
            var task = scope.spawn(cleansUpForEver(channel));
            Bobbin.yieldNow().await();
            task.cancel();
            scope.join().await();
        }
        return done();
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void run_cancelledTaskThatWaitsForEver_isStuck() {
        Channel<Integer> channel = Channel.rendezvous();
        TestScheduler test = TestScheduler.seeded(1);
        assertThatThrownBy(() -> test.run(() -> waitsForACancelled(channel)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("stuck at PT10S: nothing is ready, and no timer is pending.")
                .hasMessageContaining("waits for receive() of Channel");
    }

    private static Async<Void> swallows() {
        try {
            forever().await();
        } catch (Throwable t) { // what is tested
            forever().await();
        }
        return done();
    }

    private static Async<Void> cancelsOneThatSwallows() {
        try (var scope = Scope.open()) {
            var task = scope.spawn(swallows());
            Bobbin.yieldNow().await();
            task.cancel();
            scope.join().await();
        }
        return done();
    }

    @Test
    void run_cancelledTaskThatSwallowsIt_isCancelledAgain() {
        try (var test = TestScheduler.seeded(1)) {
            test.run(() -> cancelsOneThatSwallows());

            assertThat(test.now()).isEqualTo(Duration.ofSeconds(10));
        }
    }

    private static Async<Void> timesOut(Channel<Integer> channel) {
        try (var scope = Scope.open()) {
            var task = scope.spawn(cleansUpForEver(channel));
            Bobbin.yieldNow().await();
            task.cancel();
            try {
                forever().timeout(DAY).await();
            } catch (Exception e) { // a TimeoutException
                channel.send(1).await();
            }
            scope.join().await();
        }
        return done();
    }

    @Test
    void run_limitBesideACancelledTaskThatWaitsForEver_passes() {
        Channel<Integer> channel = Channel.rendezvous();
        try (var test = TestScheduler.seeded(1)) {
            test.run(() -> timesOut(channel));

            assertThat(test.now()).isEqualTo(DAY);
        }
    }
}
