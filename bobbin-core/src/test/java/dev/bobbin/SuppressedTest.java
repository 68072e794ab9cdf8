package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.abi.Abi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failures after the first: none lost, none led back to where it began. */
final class SuppressedTest {
    private final Scheduler scheduler = Scheduler.single();

    /** As try-with-resources does, whose {@code close()} throws these. */
    private static Async<Void> closing(Throwable... failures) {
        return ByHand.of(s -> Async.create(c -> {}), o -> {
            for (Throwable each : failures) {
                o.failure().addSuppressed(each);
            }
            throw o.failure();
        });
    }

    @Test
    void cleanUpOfACancelledTask_fails_soDoesTheTask() {
        // given
        IOException one = new IOException("one");
        IOException two = new IOException("two");
        Task<Void> task = scheduler.start(closing(one, two));
        scheduler.run(Bobbin::yieldNow);

        // when
        task.cancel();

        // then
        assertThatThrownBy(() -> scheduler.run(() -> task)).isSameAs(one).hasSuppressedException(two);
        assertThat(task.isStopped()).isFalse();
    }

    @Test
    void cancellationsOfCleanUp_areNoFailures() {
        // given
        Task<Void> task = scheduler.start(closing(new Cancelled("again")));
        scheduler.run(Bobbin::yieldNow);

        // when
        task.cancel();
        scheduler.run(Bobbin::yieldNow);

        // then
        assertThat(task.isStopped()).isTrue();
    }

    @Test
    void cleanUpOfASibling_fails_isSuppressedIntoTheFailureThatStoppedIt() {
        // given
        IOException failure = new IOException("of a child");
        IOException close = new IOException("of close");
        List<Throwable> thrown = new ArrayList<>();

        // when
        scheduler.run(() -> ByHand.of(s -> {
            Scope scope = Scope.open();
            scope.spawn(closing(close));
            scope.spawn(ByHand.of(i -> Bobbin.yieldNow(), i -> {
                throw failure;
            }));
            return ByHand.of(j -> scope.join(), j -> {
                thrown.add(j.failure());
                scope.close();
                return done();
            });
        }));

        // then
        assertThat(thrown).containsExactly(failure);
        assertThat(failure).hasSuppressedException(close);
    }

    @Test
    void add_ofWhatWasThrownBecauseOfTheFirst_isLeftOut() {
        IOException first = new IOException("first");
        RuntimeException wrapped = new IllegalStateException("shown", new RuntimeException(first));
        RuntimeException other = new IllegalStateException("other", new RuntimeException());
        RuntimeException inACircle = new IllegalStateException("a");
        inACircle.initCause(new IllegalStateException("b", inACircle));

        Abi.addSuppressed(first, first);
        Abi.addSuppressed(first, wrapped);
        Abi.addSuppressed(first, other);
        Abi.addSuppressed(first, inACircle);

        assertThat(first.getSuppressed()).containsExactly(other, inACircle);
    }

    @Test
    void failure_thatHasTheFirstSuppressed_isNotSuppressedIntoThat() {
        IOException first = new IOException("first");
        IOException later = new IOException("later");
        later.addSuppressed(new IllegalStateException("between", first));

        Abi.addSuppressed(first, later);

        assertThat(first).hasNoSuppressedExceptions();
    }

    @Test
    void failureOfClose_whoseCauseIsTheBodys_isNotSuppressedIntoThat() {
        IOException body = new IOException("body");

        Abi.suppress(body, new IllegalStateException("close", body));

        assertThat(body).hasNoSuppressedExceptions();
    }

    @Test
    void failureOfAScopeThatIsLeftOpen_isSuppressedIntoWhatSaysSo() {
        IOException failure = new IOException("on purpose");

        Task<Object> task = scheduler.start(ByHand.of(s -> {
            Scope.open().spawn(ByHand.of(c -> Async.failed(failure)));
            return done();
        }));

        assertThatThrownBy(() -> scheduler.run(() -> task))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a scope still open")
                .hasSuppressedException(failure);
    }

    @Test
    void failure_isAskedForItsText_outsideOfTheScopesMonitor() {
        // given
        Scope[] scope = {null};
        List<Boolean> held = new ArrayList<>();
        IOException failure = new IOException() {
            @Override
            public String toString() {
                held.add(Thread.holdsLock(scope[0]));
                return "on purpose";
            }
        };

        // when
        Task<Object> task = scheduler.start(ByHand.of(
                s -> {
                    scope[0] = Scope.open();
                    scope[0].spawn(ByHand.of(c -> Async.create(never -> {})));
                    scope[0].spawn(ByHand.of(c -> Async.failed(failure)));
                    return scope[0].join();
                },
                o -> new Close(scope[0])));
        scheduler.run(() -> task);

        // then
        assertThat(held).isNotEmpty().containsOnly(false);
    }
}
