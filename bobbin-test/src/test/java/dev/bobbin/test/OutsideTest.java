package dev.bobbin.test;

import static dev.bobbin.Async.done;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Blocking;
import dev.bobbin.Clock;
import dev.bobbin.Completer;
import dev.bobbin.Scope;
import dev.bobbin.net.Tcp;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits for something outside of the scheduler: it comes in real time, in which the clock stands still. */
@Timeout(60)
class OutsideTest {
    private static TestScheduler impatient() {
        return Given.property("bobbin.test.patience", "PT0.05S", () -> TestScheduler.seeded(1));
    }

    @Test
    void blockingCall_underATimeLimit_takesNoVirtualTime() {
        TestScheduler.explore(50, test -> {
            int answer = test.run(() -> Blocking.call(() -> 42).timeout(Duration.ofNanos(1)));

            assertThat(answer).isEqualTo(42);
            assertThat(test.now()).isEqualTo(Duration.ZERO);
        });
    }

    private static Async<Integer> blockedUntilAnotherTaskRuns() {
        CountDownLatch latch = new CountDownLatch(1);
        Async<Integer> blocked = Blocking.call(() -> {
            latch.await();
            return 1;
        });
        List<Integer> both = Async.all(List.of(blocked, after(latch))).await();
        return done(both.get(0) + both.get(1));
    }

    private static Async<Integer> after(CountDownLatch latch) {
        Clock.sleep(Duration.ZERO).await();
        latch.countDown();
        return done(2);
    }

    @Test
    void blockingCall_thatWaitsForAnotherTask_letsThatRun() {
        TestScheduler.explore(
                50,
                test -> assertThat(test.run(() -> blockedUntilAnotherTaskRuns()))
                        .isEqualTo(3));
    }

    @Test
    void blockingCall_thatNeverEnds_isToldAfterPatience() {
        CountDownLatch never = new CountDownLatch(1);
        var test = impatient();
        assertThatThrownBy(() -> test.run(() -> Blocking.call(() -> {
                    never.await();
                    return 1;
                })))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "the clock stands still as long as a task waits for a socket, a file or code that blocks");
        never.countDown();
        test.close();
    }

    private static Async<String> echoed() throws Exception {
        try (var server = Tcp.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var scope = Scope.open()) {
            var serving = scope.spawn(() -> {
                try (var peer = server.accept().await()) {
                    ByteBuffer got = ByteBuffer.allocate(5);
                    peer.readFully(got).await();
                    peer.writeFully(got.flip()).await();
                }
                return done();
            });
            String answer;
            try (var client = Tcp.connect(server.localAddress()).await()) {
                client.writeFully(ByteBuffer.wrap("hello".getBytes(US_ASCII))).await();
                ByteBuffer got = ByteBuffer.allocate(5);
                client.readFully(got).timeout(Duration.ofSeconds(1)).await();
                answer = new String(got.array(), US_ASCII);
            }
            serving.await();
            scope.join().await();
            return done(answer);
        }
    }

    private static Async<Void> serves() throws Exception {
        try (var server = Tcp.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            server.accept().await();
        }
        return done();
    }

    /** With patience it would be awaited for an hour. */
    @Test
    void server_leftRunning_isToldAtOnce() throws Exception {
        var test = Given.property("bobbin.test.patience", "PT1H", () -> TestScheduler.seeded(1));
        test.start(serves());
        assertThatThrownBy(test::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("left running at the end of the test")
                .hasMessageContaining("OutsideTest.serves@");
        assertThat(test.scheduler().ledger().parked()).isZero();
    }

    @Test
    void sockets_underATimeLimit_takeNoVirtualTime() {
        TestScheduler.explore(20, test -> {
            assertThat(test.run(() -> echoed())).isEqualTo("hello");
            assertThat(test.now()).isEqualTo(Duration.ZERO);
        });
    }

    @Test
    void callback_fromAnotherThread_isWaitedFor() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        TestScheduler.explore(50, test -> {
            Async<Integer> called = Async.create(call -> {
                Thread thread = new Thread(() -> call.complete(1));
                threads.add(thread);
                thread.start();
            });
            assertThat(test.run(() -> called)).isEqualTo(1);
        });
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static Async<Void> completesLater(CompletableFuture<String> future) {
        Clock.sleep(Duration.ofHours(1)).await();
        future.complete("late");
        return done();
    }

    @Test
    void future_completedByATaskThatSleeps_takesVirtualTime() {
        CompletableFuture<String> future = new CompletableFuture<>();
        try (var test = TestScheduler.seeded(1)) {
            test.run(() -> Async.all(List.of(Async.from(future), completesLater(future))));
            assertThat(test.now()).isEqualTo(Duration.ofHours(1));
        }
    }

    @Test
    void patience_thatIsNoDuration_isRefused() {
        assertThatThrownBy(() -> Given.property("bobbin.test.patience", "30", () -> TestScheduler.seeded(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-Dbobbin.test.patience=30 is no duration");
    }

    @Test
    void callback_thatNeverComes_isToldAfterPatience() {
        List<Completer<?>> kept = new ArrayList<>();
        var test = impatient();
        assertThatThrownBy(() -> test.run(() -> Async.<Integer>create(kept::add)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("nobody has come from outside for 0.05s");
        test.close();
        assertThat(kept).hasSize(1);
    }
}
