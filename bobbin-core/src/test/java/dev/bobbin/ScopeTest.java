package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.abi.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Scopes and groups, from hand-written coroutines; the rules as programs see them are in the compiler's corpus, family
 * "structure".
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ScopeTest {
    private final Scheduler scheduler = Scheduler.single();

    private static Async<Void> forever() {
        return Async.create(c -> {});
    }

    @Test
    void open_outsideACoroutine_saysWhatToDo() {
        assertThatThrownBy(Scope::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("outside a coroutine")
                .hasMessageContaining("Bobbin.run");
    }

    @Test
    void close_ofAScopeWhoseChildrenRunInUncompiledCode_saysWhatToDo() {
        // given
        List<Throwable> thrown = new ArrayList<>();

        // when
        assertThatThrownBy(() -> scheduler.run(() -> ByHand.of(s -> {
                    Scope scope = Scope.open();
                    scope.spawn(forever());
                    try {
                        scope.close();
                    } catch (IllegalStateException e) {
                        thrown.add(e);
                    }
                    return Async.done(1);
                })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("still open");

        // then
        assertThat(thrown).singleElement().asString().contains("close() cannot wait for");
    }

    @Test
    void close_withAChildThatHasEndedAndNotLeft_isNotTooEarly() {
        // given: the child is on its way out, as on another thread
        Scope[] scope = new Scope[1];
        Task<?>[] child = new Task<?>[1];
        Task<Object> body = scheduler.start(ByHand.of(
                s -> {
                    scope[0] = Scope.open();
                    child[0] = scope[0].spawn(forever());
                    return Bobbin.yieldNow();
                },
                o -> {
                    child[0].publish(7);
                    return new Close(scope[0]);
                },
                o -> Async.done(o.get())));
        scheduler.run(Bobbin::yieldNow);
        scheduler.run(Bobbin::yieldNow);
        assertThat(body.isDone()).isFalse();

        // when
        scope[0].ended(child[0], null, false, new Context(this));

        // then
        scheduler.run(() -> body);
        assertThat(body.failure()).isNull();
    }

    @Test
    void scope_closedInUncompiledCodeWithoutChildren_isClosed() {
        assertThat(scheduler.<Integer>run(() -> ByHand.of(s -> {
                    try (Scope scope = Scope.open()) {
                        return Async.done(scope == null ? 0 : 1);
                    }
                })))
                .isEqualTo(1);
    }

    @Test
    void join_ofAnotherCoroutinesScope_isRefused() {
        assertThatThrownBy(() -> scheduler.run(() -> ByHand.of(s -> {
                    Scope scope = Scope.open();
                    return Bobbin.start(ByHand.awaiting(scope.join())).isDone()
                            ? Async.done(1)
                            : scope.spawn(ByHand.awaiting(scope.join()));
                })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("belongs to the coroutine that opened the scope");
    }

    @Test
    void all_ofTheSameTaskTwice_givesItsResultTwice() {
        Task<String> task = scheduler.start(ByHand.of(s -> Bobbin.yieldNow(), s -> Async.done("x")));
        assertThat(scheduler.<List<String>>run(() -> Async.all(List.of(task, task))))
                .containsExactly("x", "x");
    }

    @Test
    void all_withAPartThatWasAwaitedBefore_isRefusedBeforeTheOthersBegin() {
        // given
        List<Object> begun = new ArrayList<>();
        Async<Object> used = ByHand.of(s -> Async.done(1));
        scheduler.run(() -> ByHand.awaiting(used));
        Async<Object> other = ByHand.of(s -> Async.done(begun.add(1)));

        // when, then
        assertThatThrownBy(() -> Async.all(List.of(other, used)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("awaited before");
        assertThat(begun).isEmpty();
        assertThat(scheduler.run(() -> other)).isEqualTo(true);
    }

    @Test
    void group_awaitedTwice_isRefused() {
        Async<List<Integer>> all = Async.all(List.of(Async.done(1)));
        scheduler.run(() -> all);
        assertThatThrownBy(() -> scheduler.run(() -> all))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("awaited before");
    }

    @Test
    void all_cancelledWhileItWaits_cancelsItsPartsAndWaitsForThem() {
        // given
        List<String> trace = new ArrayList<>();
        Async<Object> part = ByHand.of(s -> forever(), o -> Bobbin.yieldNow(), o -> {
            trace.add("part ended");
            return Async.failed(new Cancelled("part"));
        });
        Task<Object> task = scheduler.start(ByHand.of(s -> Async.all(List.of(part)), o -> {
            trace.add(o.failure().getClass().getSimpleName());
            return Async.failed(o.failure());
        }));
        scheduler.run(() -> ByHand.of(s -> Bobbin.yieldNow(), s -> Bobbin.yieldNow()));

        // when
        task.cancel();

        // then
        assertThatThrownBy(() -> scheduler.run(() -> task)).isInstanceOf(CancellationException.class);
        assertThat(trace).containsExactly("part ended", "Cancelled");
    }

    @Test
    void timeout_ofZeroOrLess_stopsWhatSuspends() {
        for (Duration limit : List.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
            assertThatThrownBy(() -> scheduler.run(() -> forever().timeout(limit)))
                    .isInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void timeout_beyondTheEndOfTime_isNone() {
        assertThat(scheduler.<Integer>run(() -> ByHand.<Integer>of(s -> Bobbin.yieldNow(), s -> Async.done(1))
                        .timeout(Duration.ofSeconds(Long.MAX_VALUE))))
                .isEqualTo(1);
    }

    @Test
    void race_thousandParts_endsAllOfThem() {
        // given
        int[] ended = {0};
        List<Async<Object>> parts = new ArrayList<>();
        for (int k = 0; k < 1000; k++) {
            boolean winner = k == 500;
            parts.add(ByHand.of(s -> winner ? Bobbin.yieldNow() : forever(), o -> {
                ended[0]++;
                return winner ? Async.done("won") : Async.failed(o.failure());
            }));
        }

        // when
        Object result = scheduler.run(() -> Async.race(parts));

        // then
        assertThat(result).isEqualTo("won");
        assertThat(ended[0]).isEqualTo(1000);
    }
}
