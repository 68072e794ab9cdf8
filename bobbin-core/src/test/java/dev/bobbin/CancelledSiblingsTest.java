package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.abi.Abi;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One child awaits another, and both are cancelled with their scope: whichever is first, neither has failed. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CancelledSiblingsTest extends ByTurns {
    private Scope scope;
    private Throwable thrown;

    private static Async<Void> forever() {
        return Async.create(c -> {});
    }

    /** As compiled try-with-resources: opens a scope, and closes it whatever the first wait throws. */
    private Async<Object> inScope(ByHand.Step wait) {
        return ByHand.of(
                s -> {
                    scope = Scope.open();
                    return wait.next(s);
                },
                o -> {
                    thrown = o.failure();
                    return new Close(scope);
                },
                o -> {
                    if (o.failure() != null) {
                        Abi.suppress(thrown, o.failure());
                    }
                    return Async.failed(thrown);
                });
    }

    private static Async<Object> failing(Latch go) {
        return ByHand.of(s -> go.opened(), o -> Async.failed(new IOException("on purpose")));
    }

    /** The other ends first, since this one awaits it where it cannot be cancelled. */
    private void cancelledWhileOneAwaits(Function<Task<?>, Async<?>> awaited) {
        // given
        Task<Object> task = start(inScope(s -> {
            Task<?> other = scope.spawn(forever());
            scope.spawn(ByHand.of(c -> Async.uncancellable(awaited.apply(other))));
            return scope.join();
        }));

        // when
        task.cancel();
        turn();

        // then
        assertThat(task.isStopped()).isTrue();
    }

    @Test
    void cancelledTask_whoseChildAwaitsAnother_isStopped() {
        cancelledWhileOneAwaits(other -> other);
    }

    @Test
    void cancelledTask_whoseChildAwaitsAGroupWithAnother_isStopped() {
        cancelledWhileOneAwaits(other -> Async.all(List.of(other)));
    }

    @Test
    void failureOfAScope_inWhichAChildAwaitsAnother_hasNothingSuppressed() {
        // given
        Latch go = Latch.of(1);
        Task<Object> task = start(inScope(s -> {
            Task<?> other = scope.spawn(forever());
            scope.spawn(ByHand.of(c -> Async.uncancellable(other)));
            scope.spawn(failing(go));
            return scope.join();
        }));

        // when
        go.countDown();
        turn();

        // then
        assertThat(failure(task)).isInstanceOf(IOException.class).hasNoSuppressedExceptions();
    }
}
