package dev.bobbin.netty;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Clock;
import dev.bobbin.Latch;
import dev.bobbin.Scheduler;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoopDispatcherTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final EventLoop loop = Nio.GROUP.next();

    private Async<Boolean> isOnLoop() {
        return done(loop.inEventLoop());
    }

    private Async<Boolean> staysOnLoop(Channel<Integer> fromOutside) {
        boolean stays = loop.inEventLoop();
        Bobbin.yieldNow().await();
        stays &= loop.inEventLoop();
        Clock.sleep(Duration.ofMillis(1)).await();
        stays &= loop.inEventLoop();
        fromOutside.receive().await();
        stays &= loop.inEventLoop();
        try (var scope = Scope.open()) {
            Task<Boolean> child = scope.spawn(isOnLoop());
            scope.join().await();
            stays &= child.await();
        }
        return done(stays && loop.inEventLoop());
    }

    @Test
    void coroutine_wherever_itWaits_goesOnOnItsLoop() {
        Channel<Integer> channel = Channel.rendezvous();
        Task<Boolean> task = Netty.on(loop).start(staysOnLoop(channel));

        channel.sendBlocking(1);

        assertThat(Nio.join(task)).isTrue();
    }

    @Test
    void sleeps_endInTheOrderOfTheirDeadlines() {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        Scheduler scheduler = Netty.on(loop);

        scheduler.run(() -> sleepers(order));

        assertThat(order).containsExactly(5, 20, 40);
    }

    private static Async<Void> sleepers(List<Integer> order) {
        try (var scope = Scope.open()) {
            for (int millis : new int[] {40, 5, 20}) {
                scope.spawn(sleeper(millis, order));
            }
            scope.join().await();
        }
        return done();
    }

    private static Async<Void> sleeper(int millis, List<Integer> order) {
        Clock.sleep(Duration.ofMillis(millis)).await();
        order.add(millis);
        return done();
    }

    private static Async<Void> sleep(Duration duration, CountDownLatch ended) {
        try {
            Clock.sleep(duration).await();
        } finally {
            ended.countDown();
        }
        return done();
    }

    @Test
    void cancelledSleep_endsAtOnce() {
        Task<Void> task = Netty.on(loop).start(sleep(LONG, new CountDownLatch(1)));
        Nio.untilWaiting(task);

        task.cancel();

        assertThatThrownBy(() -> Nio.join(task)).isInstanceOf(CancellationException.class);
    }

    @Test
    void run_onTheLoopItself_isRefused() {
        Scheduler scheduler = Netty.on(loop);
        assertThatThrownBy(() -> loop.submit(() -> scheduler.run(() -> done(1))).get())
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasStackTraceContaining("would wait for itself");
    }

    @Test
    void ledger_whenAllHasEnded_isBalancedAndQuiet() {
        Scheduler scheduler = Netty.on(loop);
        scheduler.run(() -> sleepers(new ArrayList<>()));

        Nio.until(() -> scheduler.ledger().isQuiet());

        assertThat(scheduler.ledger().isBalanced()).isTrue();
        assertThat(scheduler.ledger().submitted()).isEqualTo(4);
        assertThat(scheduler.ledger().done()).isEqualTo(4);
    }

    @Test
    void close_withADeadline_cancelsAndNamesWhatGoesOn() {
        Scheduler scheduler = Netty.on(loop);
        CountDownLatch ended = new CountDownLatch(1);
        Task<Void> ends = scheduler.start(sleep(LONG, ended));
        Latch never = Latch.of(1);
        Task<Void> goesOn = scheduler.start(Async.uncancellable(never.opened()));
        Nio.untilWaiting(ends);
        Nio.untilWaiting(goesOn);

        List<String> late = scheduler.close(Duration.ofSeconds(1));

        assertThat(ended.getCount()).isZero();
        assertThat(late).containsExactly(goesOn.name());
        assertThatThrownBy(() -> scheduler.start(done())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void loopThatWasShutDown_cancelsWhatIsBroughtToIt() throws Exception {
        EventLoopGroup own = Nio.group(1);
        Scheduler scheduler = Netty.on(own);
        CountDownLatch ended = new CountDownLatch(1);
        Latch latch = Latch.of(1);
        Task<Void> waits = scheduler.start(waitFor(latch, ended));
        Nio.untilWaiting(waits);
        own.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();

        latch.countDown();
        ended.await();
        Task<Void> sleeps = scheduler.start(sleep(LONG, new CountDownLatch(1)));

        assertThatThrownBy(() -> Nio.join(sleeps)).isInstanceOf(CancellationException.class);
        assertThat(scheduler.close(Duration.ofSeconds(60))).isEmpty();
    }

    private static Async<Void> waitFor(Latch latch, CountDownLatch ended) {
        try {
            latch.opened().await();
        } finally {
            ended.countDown();
        }
        return done();
    }

    @Test
    void loopThatWasShutDown_runsFinallyBlocksThatWaitToTheirEnd() throws Exception {
        CountDownLatch yielded = new CountDownLatch(1);
        CountDownLatch slept = new CountDownLatch(1);
        EventLoopGroup own = Nio.group(1);
        Scheduler scheduler = Netty.on(own);
        Latch latch = Latch.of(1);
        Nio.untilWaiting(scheduler.start(yieldInTheEnd(latch, yielded)));
        Nio.untilWaiting(scheduler.start(sleepInTheEnd(latch, slept)));
        own.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();

        latch.countDown();

        yielded.await();
        slept.await();
        assertThat(scheduler.close(Duration.ofSeconds(60))).isEmpty();
    }

    private static Async<Void> yieldInTheEnd(Latch latch, CountDownLatch ended) {
        try {
            latch.opened().await();
            Bobbin.yieldNow().await(); // here it is cancelled
        } finally {
            Bobbin.yieldNow().await();
            ended.countDown();
        }
        return done();
    }

    private static Async<Void> sleepInTheEnd(Latch latch, CountDownLatch ended) {
        try {
            latch.opened().await();
            Bobbin.yieldNow().await(); // here it is cancelled
        } finally {
            Clock.sleep(Duration.ofMillis(1)).await();
            Clock.sleep(Duration.ofMillis(1)).await();
            ended.countDown();
        }
        return done();
    }

    @Test
    void loopThatWasShutDown_wakesWhatSleeps() throws Exception {
        EventLoopGroup own = Nio.group(1);
        Scheduler scheduler = Netty.on(own);
        CountDownLatch ended = new CountDownLatch(1);
        Nio.untilWaiting(scheduler.start(sleep(Duration.ofMillis(500), ended)));

        own.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();

        ended.await();
        assertThat(scheduler.close(Duration.ofSeconds(60))).isEmpty();
    }
}
