package dev.bobbin.loom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Bridge;
import dev.bobbin.Cancelled;
import dev.bobbin.Clock;
import dev.bobbin.Coroutine;
import dev.bobbin.Coroutine.Status;
import dev.bobbin.Latch;
import dev.bobbin.Local;
import dev.bobbin.Scheduler;
import dev.bobbin.Scope;
import dev.bobbin.Self;
import dev.bobbin.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** An await in the body of a coroutine is its resumer's, whatever the body's stack is. */
@EnabledForJreRange(min = JRE.JAVA_21)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AwaitInBodyTest {
    private final Scheduler scheduler = Scheduler.workers(2);
    private final Local<Integer> local = Local.of();
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        assertThat(scheduler.close(Duration.ofSeconds(30))).isEmpty();
    }

    private static int waits(int x) {
        Bobbin.yieldNow().await();
        return x;
    }

    /** What waits for ever, once it does. */
    private static Async<Integer> never(Latch waits) {
        return Async.create(c -> waits.countDown());
    }

    @Test
    void cancellation_whileTheBodyAwaits_isThrownThereAndFinallyMayAwait() throws Exception {
        // given
        Latch there = Latch.of(1);
        Task<Integer> task = scheduler.start(Bridge.run(() -> Coroutine.<Integer, Integer>stackful((self, first) -> {
                    try {
                        return never(there).await();
                    } catch (Cancelled e) {
                        log.add("caught");
                        throw e;
                    } finally {
                        log.add("finally " + waits(7));
                    }
                })
                .resume(0)));
        there.awaitBlocking();

        // when
        task.cancel("enough");

        // then
        assertThatThrownBy(() -> scheduler.run(() -> task))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("enough");
        assertThat(log).containsExactly("caught", "finally 7");
    }

    @Test
    void local_ofTheResumersTask_isSeenInTheBodyAndByWhatItAwaits() {
        assertThat(scheduler.<List<Integer>>run(() -> local.where(
                        7,
                        () -> Bridge.run(() -> Coroutine.<Integer, List<Integer>>stackful((self, first) -> List.of(
                                        local.get(),
                                        Bridge.run(() -> waits(local.get())).await(),
                                        local.get()))
                                .resume(0)))))
                .containsExactly(7, 7, 7);
    }

    @Test
    void sleep_inTheBody_isByTheClockOfTheResumersScheduler() {
        ClockThatJumps clock = new ClockThatJumps();
        try (Scheduler jumping = new Scheduler(clock)) {
            jumping.run(() -> Bridge.run(() -> Coroutine.<Integer, Void>stackful(
                            (self, first) -> Clock.sleep(Duration.ofDays(1)).await())
                    .resume(0)));
        }

        assertThat(clock.nanoTime()).isEqualTo(Duration.ofDays(1).toNanos());
    }

    @Test
    void body_onAnEventLoop_waitsForAnotherTaskOfIt() {
        try (Scheduler single = Scheduler.single()) {
            Latch latch = Latch.of(1);
            Async<Integer> waits = Bridge.run(() -> Coroutine.<Integer, Integer>stackful((self, first) -> {
                        latch.opened().await();
                        return 1;
                    })
                    .resume(0));
            Async<Integer> opens = Bridge.run(() -> {
                latch.countDown();
                return 2;
            });

            assertThat(single.<List<Integer>>run(() -> Async.all(List.of(waits, opens))))
                    .containsExactly(1, 2);
        }
    }

    @Test
    void failure_ofWhatIsAwaited_isThrownInTheBodyAtTheAwait() {
        IOException failure = new IOException("once");

        assertThat(scheduler.<String>run(() -> Bridge.run(() -> {
                    Coroutine<Integer, Object> catches = Coroutine.stackful((self, first) -> {
                        Throwable caught =
                                catchThrowable(() -> Async.failed(failure).await());
                        self.yield(caught);
                        return catchThrowable(() -> Bridge.run(() -> {
                                    waits(1);
                                    throw failure;
                                })
                                .await());
                    });
                    return catches.resume(0) + ", " + catches.resume(0) + ", " + catches.status();
                })))
                .isEqualTo(failure + ", " + failure + ", " + Status.DONE);
    }

    @Test
    void awaits_inCoroutinesInsideEachOther_suspendAll_andYieldsGoToTheirOwnResumers() {
        assertThat(scheduler.<List<Integer>>run(() -> Bridge.run(() -> {
                    Coroutine<Void, Integer> outer = nested(3);
                    List<Integer> seen = new ArrayList<>();
                    while (!outer.isDone()) {
                        seen.add(outer.resume(null) + waits(0));
                    }
                    return seen;
                })))
                .containsExactly(0, 1, 2, 3);
    }

    /** What the one inside gives, and then its own depth; each awaits before and after each yield. */
    private static Coroutine<Void, Integer> nested(int depth) {
        return Coroutine.stackful((self, first) -> {
            if (depth > 0) {
                Coroutine<Void, Integer> inner = nested(depth - 1);
                while (!inner.isDone()) {
                    self.yield(waits(inner.resume(null)));
                    waits(0);
                }
            }
            return waits(depth);
        });
    }

    @Test
    void await_afterATransfer_isTheResumersToo() {
        assertThat(scheduler.<Integer>run(() -> Bridge.run(() -> {
                    Coroutine<Integer, Integer> second = Coroutine.stackful((self, first) -> waits(first) + 1);
                    return Coroutine.<Integer, Integer>stackful((self, first) -> self.transfer(second, waits(first)))
                            .resume(5);
                })))
                .isEqualTo(6);
    }

    @Test
    void tasks_thatGoFromWorkerToWorker_haveTheirOwnLocalsInTheBodies() {
        List<Integer> all = IntStream.range(0, 200).boxed().toList();

        assertThat(scheduler.<List<Integer>>run(() -> Async.parallelMap(
                        all,
                        200,
                        n -> local.where(
                                n,
                                () -> Bridge.run(() -> Coroutine.<Integer, Integer>stackful(this::sameAllAlong)
                                        .resume(20))))))
                .isEqualTo(all);
    }

    private int sameAllAlong(Self<Integer, Integer> self, int rounds) {
        int value = local.get();
        for (int i = 0; i < rounds; i++) {
            waits(i);
            assertThat(local.get()).isEqualTo(value);
        }
        return value;
    }

    @Test
    void scope_openedInTheBody_joinsThere() {
        assertThat(scheduler.<Integer>run(() -> Bridge.run(() -> Coroutine.<Integer, Integer>stackful((self, first) -> {
                            try (Scope scope = Scope.open()) {
                                Task<Integer> child = scope.spawn(() -> Bridge.run(() -> waits(3)));
                                scope.join().await();
                                return child.await();
                            }
                        })
                        .resume(0))))
                .isEqualTo(3);
    }

    @Test
    void run_inTheBody_suspendsTheTask() {
        try (Scheduler single = Scheduler.single()) {
            assertThat(single.<Integer>run(() -> Bridge.run(() -> Coroutine.<Integer, Integer>stackful(
                                    (self, first) -> Bobbin.run(() -> Bridge.run(() -> waits(first))))
                            .resume(4))))
                    .isEqualTo(4);
        }
    }

    @Test
    @Tag("carried")
    @Tag("threads")
    void bodyResumedByOneTaskAfterTheOther_awaitsForEach_thenForNone() {
        // given
        Coroutine<Integer, Integer> seen = Coroutine.stackful((self, first) -> {
            while (true) {
                waits(0);
                self.yield(local.orElse(-1));
            }
        });

        // then
        for (int n : new int[] {1, 2}) {
            assertThat(scheduler.<Integer>run(() -> local.where(n, () -> Bridge.run(() -> seen.resume(0)))))
                    .isEqualTo(n);
        }
        assertThat(seen.resume(0)).isEqualTo(-1);
        assertThat(scheduler.<Integer>run(() -> local.where(3, () -> Bridge.run(() -> seen.resume(0)))))
                .isEqualTo(3);
    }

    @Test
    @Tag("carried")
    void bodyWhoseResumerCannotBeSuspended_isToldSoAtTheAwait_andGoesOn() {
        assertThat(scheduler.<String>run(() -> Bridge.run(() -> Initialised.SAID + waits(1))))
                .startsWith("cannot suspend a coroutine under a native method or a class initialiser")
                .endsWith("and on1");
    }

    private static final class Initialised {
        static final String SAID = caught().resume(0);
    }

    /** Its code is not the class's, whose initialisation other threads wait for. */
    private static Coroutine<Integer, String> caught() {
        return Coroutine.stackful(
                (self, first) -> catchThrowable(() -> waits(0)).getMessage() + " and on");
    }

    // ---- whom nobody can suspend ------------------------------------------------------------------------------------

    @Test
    void bodyResumedByACoroutineThatBobbinCompiled_isToldThatItCannotAwait() {
        AtomicReference<Throwable> refused = new AtomicReference<>();
        Coroutine<Integer, Integer> awaits = Coroutine.stackful((self, first) -> {
            refused.set(catchThrowable(() -> waits(1)));
            return first;
        });

        assertThat(scheduler.<Integer>run(() -> Async.create(c -> c.complete(awaits.resume(5)))))
                .isEqualTo(5);
        assertThat(refused.get())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("await() was called outside a coroutine")
                .hasMessageContaining("AwaitInBodyTest.waits");
    }

    @Test
    @Tag("carried")
    @Tag("threads")
    void bodyResumedByPlainCode_blocksItsOwnThread() {
        assertThat(Coroutine.<Integer, Integer>stackful((self, first) -> waits(first))
                        .resume(5))
                .isEqualTo(5);
    }

    @Test
    @Tag("continuation")
    void bodyResumedByPlainCode_onAContinuation_isToldThatItCannotAwait() {
        assertThatThrownBy(() -> Coroutine.<Integer, Integer>stackful((self, first) -> waits(first))
                        .resume(5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("await() was called outside a coroutine");
    }

    @Test
    void bodyResumedByAVirtualThread_blocksThat() throws Exception {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        CoroutineTest.virtual(() -> answer.complete(Coroutine.<Integer, Integer>stackful((self, first) -> waits(first))
                        .resume(5)))
                .join();

        assertThat(answer).isCompletedWithValue(5);
    }
}
