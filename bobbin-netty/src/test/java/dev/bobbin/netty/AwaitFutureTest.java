package dev.bobbin.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import dev.bobbin.abi.Context;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AwaitFutureTest {
    private static Promise<String> promise() {
        return Nio.GROUP.next().newPromise();
    }

    @Test
    void done_isTheResult() {
        assertThat(Nio.join(Netty.await(promise().setSuccess("now")))).isEqualTo("now");
    }

    @Test
    void pending_waitsForTheResult() {
        Promise<String> promise = promise();
        Task<String> task = Bobbin.start(Netty.await(promise));
        Nio.untilWaiting(task);

        promise.setSuccess("later");

        assertThat(Nio.join(task)).isEqualTo("later");
    }

    @Test
    void failure_arrivesAsTheSameObject() {
        IOException failure = new IOException("no");
        Promise<String> promise = promise();
        Task<String> task = Bobbin.start(Netty.await(promise));
        Nio.untilWaiting(task);

        promise.setFailure(failure);

        assertThatThrownBy(() -> Nio.join(task)).isSameAs(failure);
        assertThatThrownBy(() -> Nio.join(Netty.await(promise))).isSameAs(failure);
    }

    @Test
    void cancelledTask_cancelsTheFuture() {
        Promise<String> promise = promise();
        Task<String> task = Bobbin.start(Netty.await(promise));
        Nio.untilWaiting(task);

        task.cancel();

        assertThatThrownBy(() -> Nio.join(task)).isInstanceOf(CancellationException.class);
        assertThat(promise.isCancelled()).isTrue();
    }

    @Test
    void cancelledFuture_isACancellationExceptionAndNoCancellation() {
        Promise<String> promise = promise();
        Task<Boolean> task = Bobbin.start(caught(promise));
        Nio.untilWaiting(task);

        promise.cancel(false);

        assertThat(Nio.join(task)).isTrue();
    }

    private static Async<Boolean> caught(Promise<String> promise) {
        try {
            Netty.await(promise).await();
            return Async.done(false);
        } catch (CancellationException e) {
            return Async.done(true);
        }
    }

    @Test
    void cancelledTask_resultOfWhatCannotBeCancelled_isGivenBack() {
        Promise<String> promise = promise();
        promise.setUncancellable();
        StringBuffer unused = new StringBuffer();
        Task<String> task = Bobbin.start(Netty.await(promise, unused::append));
        Nio.untilWaiting(task);

        task.cancel();
        assertThatThrownBy(() -> Nio.join(task)).isInstanceOf(CancellationException.class);
        promise.setSuccess("late");

        Nio.until(() -> unused.length() > 0);
        assertThat(unused).hasToString("late");
    }

    /** In this order on the loop: the failure, which cuts the wait short; the cancellation of the scope, which takes the reason away; the body. */
    @Test
    void watching_cutShortByAReasonThatHasGone_waitsOn() throws Exception {
        EventLoop loop = Nio.GROUP.next();
        Promise<Void> promise = loop.newPromise();
        CountDownLatch scopeIsCancelled = new CountDownLatch(1);
        Task<String> task = Netty.on(loop).start(waitOn(promise, scopeIsCancelled));
        scopeIsCancelled.await();
        loop.submit(() -> {}).sync(); // the body has run, and waits again

        promise.setSuccess(null);

        assertThat(Nio.join(task)).isEqualTo("done");
    }

    private static Async<String> waitOn(Promise<Void> promise, CountDownLatch scopeIsCancelled) throws IOException {
        try (var scope = Scope.open()) {
            scope.spawn(() -> Async.failed(new IOException("of a child")));
            scope.spawn(() -> {
                scope.cancel();
                scopeIsCancelled.countDown();
                return Async.done();
            });
            AwaitFuture.watching(promise).await();
        }
        return Async.done("done");
    }

    private static EventLoop endedLoop() throws InterruptedException {
        EventLoopGroup own = Nio.group(1);
        EventLoop loop = own.next();
        own.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        return loop;
    }

    private static Promise<String> doneOnALoopThatHasEnded() throws InterruptedException {
        return endedLoop().<String>newPromise().setSuccess("now");
    }

    @Test
    void done_atTheEndOfATurn_isTheResult_alsoIfItsLoopHasEnded() throws Exception {
        Async<String> done = Netty.await(doneOnALoopThatHasEnded());

        assertThat(Nio.join(Bobbin.start(atTheEndOfATurn(done)))).isEqualTo("now");
    }

    private static Async<String> atTheEndOfATurn(Async<String> awaited) {
        Objects.requireNonNull(Context.current()).endTurn();
        return Async.done(awaited.await());
    }

    @Test
    void done_cancelledAtTheEndOfATurn_isGivenBack_alsoIfItsLoopHasEnded() throws Exception {
        StringBuffer unused = new StringBuffer();
        Async<String> done = Netty.await(doneOnALoopThatHasEnded(), unused::append);

        Task<String> task = Bobbin.start(cancelledAtTheEndOfATurn(done));

        assertThatThrownBy(() -> Nio.join(task)).isInstanceOf(CancellationException.class);
        assertThat(unused).hasToString("now");
    }

    private static Async<String> cancelledAtTheEndOfATurn(Async<String> awaited) {
        Context context = Objects.requireNonNull(Context.current());
        context.endTurn();
        ((Task<?>) context.task()).cancel();
        return Async.done(awaited.await());
    }

    /** Of a loop that has ended; done when somebody begins to listen, of which he is not told. */
    private static final class DoneMeanwhile extends DefaultPromise<String> {
        DoneMeanwhile() throws InterruptedException {
            super(endedLoop());
        }

        @Override
        public Promise<String> addListener(GenericFutureListener<? extends Future<? super String>> listener) {
            trySuccess("now");
            return super.addListener(listener);
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return false;
        }
    }

    @Test
    void done_whileTheTaskBeginsToWait_isTheResult_alsoIfItsLoopHasEnded() throws Exception {
        assertThat(Nio.join(Bobbin.start(Netty.await(new DoneMeanwhile())))).isEqualTo("now");
    }

    @Test
    void done_whileACancelledTaskLeavesIt_isGivenBack_alsoIfItsLoopHasEnded() throws Exception {
        StringBuffer unused = new StringBuffer();

        Task<String> task = Bobbin.start(cancelledAtTheEndOfATurn(Netty.await(new DoneMeanwhile(), unused::append)));

        assertThatThrownBy(() -> Nio.join(task)).isInstanceOf(CancellationException.class);
        assertThat(unused).hasToString("now");
    }

    @Test
    void await_twice_isRefused() {
        Async<String> once = Netty.await(promise().setSuccess("now"));

        assertThatThrownBy(() -> Nio.join(twice(once)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Netty.await(future) again");
    }

    private static Async<String> twice(Async<String> once) {
        assertThat(once.await()).isEqualTo("now");
        return Async.done(once.await());
    }

    @Test
    void cancelledWhileItCompletes_hasOneTaker() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 1000; round++) {
            Promise<String> promise = ImmediateEventExecutor.INSTANCE.newPromise();
            AtomicInteger unused = new AtomicInteger();
            Task<String> task = Bobbin.start(Netty.await(promise, result -> unused.incrementAndGet()));
            int spins = random.nextInt(1 << random.nextInt(1, 12));
            Thread completing = new Thread(() -> promise.trySuccess("result"));
            completing.start();
            for (int i = 0; i < spins; i++) {
                Thread.onSpinWait();
            }
            task.cancel();
            completing.join();
            boolean returned = true;
            try {
                Nio.join(task);
            } catch (CancellationException e) {
                returned = false;
            }
            int takers = (returned ? 1 : 0) + unused.get() + (promise.isCancelled() ? 1 : 0);
            assertThat(takers).as("round %s, seed %s", round, seed).isEqualTo(1);
        }
    }
}
