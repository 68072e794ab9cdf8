package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Races of a select with other threads, each brought about at the very place. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SelectRaceTest {
    private static final int OVER = -1;

    private final EventLoop loop = new EventLoop(null);
    private final Scheduler scheduler = new Scheduler(loop);
    private final Channel<String> channel = Channel.rendezvous();

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

    /** An event that never comes; when it is looked at, something happens, as another thread might do it. */
    private static final class Meanwhile extends Async<Void> {
        private final Runnable action;

        Meanwhile(Runnable action) {
            this.action = action;
        }

        @Override
        protected Object start(Context context) {
            action.run();
            return context.suspend(this);
        }

        @Override
        protected boolean park(Awaitable waiter) {
            return true;
        }

        @Override
        protected Object wake(Context context) {
            return context.suspend(this);
        }

        @Override
        protected boolean isSelectable() {
            return true;
        }
    }

    @Test
    void channelReadyAfterItWasLookedAt_doesNotGrantThePermitThatAnotherHolds() {
        // given
        Channel<String> buffered = Channel.buffered(1);
        Semaphore semaphore = Semaphore.of(1);
        assertThat(semaphore.tryAcquire()).isTrue();
        Select<String> select = Select.<String>of()
                .on(semaphore.acquire(), permit -> done("permit"))
                .on(buffered.receive(), v -> done(v))
                .on(new Meanwhile(() -> buffered.trySend("1")), v -> done("never"))
                .biased();

        // when, then
        assertThat(result(select)).isEqualTo("1");
        assertThat(semaphore).hasToString("Semaphore[0 of 1 free, 0 waiting]");
    }

    @Test
    void elementThatMovesToAChannelLookedAtBefore_isNotMissedByOrElse() {
        // given: at each moment one of the two is ready
        Channel<String> first = Channel.buffered(1);
        Channel<String> second = Channel.buffered(1);
        second.trySend("1");
        Select<String> select = Select.<String>of()
                .on(first.receive(), v -> done(v))
                .on(
                        new Meanwhile(() -> {
                            first.trySend("2");
                            second.tryReceive();
                        }),
                        v -> done("never"))
                .on(second.receive(), v -> done(v))
                .biased()
                .orElse(() -> done("nothing"));

        // when, then
        assertThat(result(select)).isEqualTo("2");
    }

    @Test
    void timerOfAnEarlierWait_thatFiresLate_isIgnored() {
        // given: a thread has taken the timer out, and before it fires that the select ends, and waits anew
        Select<String> select = Select.<String>of()
                .on(channel.receive(), v -> done(v))
                .on(Clock.sleep(Duration.ofDays(1)), late -> done("late"));
        Task<String> first = start(select);
        Awaitable timer = loop.timers().pollDue(Long.MAX_VALUE - 1);
        assertThat(channel.trySend("1")).isTrue();
        assertThat(result(first)).isEqualTo("1");
        Task<String> second = start(select);

        // when
        Abi.fire(timer);
        turn();

        // then
        assertThat(second.isDone()).isFalse();
        assertThat(loop.timers().size()).isEqualTo(1);
        assertThat(channel.trySend("2")).isTrue();
        assertThat(result(second)).isEqualTo("2");
        assertThat(loop.timers().size()).isZero();
    }

    /**
     * An event that was taken when the cancellation came is not lost. And a canceller that was held up may stop the next wait of the
     * select, which another task has begun; that must be able to end.
     * The window is some instructions wide, so it takes many rounds; {@code -Dselect.rounds=N} for more. Where the two threads have no two
     * processors a round takes long, so it ends after five seconds.
     */
    @Test
    void cancellationThatComesLate_losesNothingAndDoesNotStopTheNextWait() throws Exception {
        int rounds = Integer.getInteger("select.rounds", 20_000);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5) * Math.max(1, rounds / 20_000);
        Select<String> select = Select.<String>of().on(channel.receive(), v -> done(v));
        AtomicInteger turn = new AtomicInteger();
        List<Task<String>> victim = new ArrayList<>(List.of(start(select)));
        CountDownLatch ended = new CountDownLatch(1);
        Thread canceller = new Thread(() -> {
            for (int n = 1; await(turn, n); n += 2) {
                victim.get(0).cancel();
                turn.incrementAndGet();
            }
            ended.countDown();
        });
        canceller.start();
        for (int n = 0; n < 2 * rounds && System.nanoTime() < end; n += 2) {
            // when: the first is cancelled while its event comes, and the second awaits at once
            turn.incrementAndGet();
            for (int spin = n % 64; spin > 0; spin--) {
                Thread.onSpinWait();
            }
            boolean sent = channel.trySend("1");
            while (!victim.get(0).isDone()) {
                turn();
            }
            if (sent) { // else it was cancelled before
                assertThat(victim.get(0).isStopped())
                        .as("round %s: what was sent is lost", n / 2)
                        .isFalse();
            }
            Task<String> second = start(select);
            await(turn, n + 2);
            turn();

            // then
            assertThat(channel.trySend("2"))
                    .as("round %s, the first has got its own: %s", n / 2, sent)
                    .isTrue();
            assertThat(result(second)).isEqualTo("2");
            victim.set(0, start(select));
        }
        turn.set(OVER);
        ended.await();
    }

    /** False if there is no such turn any more. */
    private static boolean await(AtomicInteger turn, int n) {
        int now = turn.get();
        for (int spins = 0; now != n && now != OVER; now = turn.get()) {
            if (++spins < 1_000) {
                Thread.onSpinWait();
            } else {
                Thread.yield(); // more threads than processors
            }
        }
        return now == n;
    }
}
