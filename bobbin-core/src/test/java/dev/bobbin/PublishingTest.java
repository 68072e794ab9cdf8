package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the specification's own tests, in the runtime, do not look at. */
@Timeout(60)
final class PublishingTest extends ByTurns {
    private final List<Object> log = new ArrayList<>();
    private final IOException failure = new IOException("not closed");

    /** Notes what it is told; requests two. */
    private class Noting implements Flow.Subscriber<Integer> {
        Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(2);
        }

        @Override
        public void onNext(Integer element) {
            log.add(element);
        }

        @Override
        public void onError(Throwable thrown) {
            log.add(thrown);
        }

        @Override
        public void onComplete() {
            log.add("complete");
        }
    }

    /** Two numbers; fails when it is closed before it is asked for a third. */
    private AsyncSeq<Integer> twoNumbers() {
        return AsyncSeq.of(
                y -> ByHand.of(start -> y.yield(1), one -> after(one, y.yield(2)), two -> after(two, done())));
    }

    private Async<Void> after(ByHand.Outcome before, Async<Void> next) throws IOException {
        if (before.failure() != null) {
            throw failure;
        }
        return next;
    }

    /** A task in whose scope it is published, and which waits for the end of that. */
    private Task<Void> publishing(AsyncSeq<Integer> sequence, Flow.Subscriber<Integer> subscriber) {
        Scope[] scope = new Scope[1];
        return start(ByHand.of(
                start -> {
                    scope[0] = Scope.open();
                    sequence.toPublisher(scope[0]).subscribe(subscriber);
                    return scope[0].join();
                },
                joined -> {
                    scope[0].close();
                    joined.get();
                    return done();
                }));
    }

    @Test
    void subscriber_thatCancelsInOnNext_leavesAFailureOfTheCloseToTheScope() {
        Task<Void> publishing = publishing(twoNumbers(), new Noting() {
            @Override
            public void onNext(Integer element) {
                super.onNext(element);
                subscription.cancel();
            }
        });

        assertThat(failure(publishing)).isSameAs(failure);
        assertThat(log).containsExactly(1);
    }

    @Test
    void subscriber_thatCancelsWhileThereIsNoDemand_leavesAFailureOfTheCloseToTheScope() {
        Noting subscriber = new Noting();
        Task<Void> publishing = publishing(twoNumbers(), subscriber);

        subscriber.subscription.cancel();

        assertThat(failure(publishing)).isSameAs(failure);
        assertThat(log).containsExactly(1, 2);
    }

    @Test
    void subscriber_thatRequestsNothing_isToldSo_andTheScopeOfTheClose() {
        Noting subscriber = new Noting();
        Task<Void> publishing = publishing(twoNumbers(), subscriber);

        subscriber.subscription.request(0);

        assertThat(failure(publishing)).isSameAs(failure);
        assertThat(log).hasSize(3).last().isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void request_afterCancel_isNoSignal() {
        Noting subscriber = new Noting();
        Task<Void> publishing = publishing(AsyncSeq.from(List.of(1, 2, 3)), subscriber);

        subscriber.subscription.cancel();
        subscriber.subscription.request(0);

        result(publishing);
        assertThat(log).containsExactly(1, 2);
    }

    @Test
    void request_ofNothing_inAClosedScope_isToldBeforeThat() {
        Scope[] scope = new Scope[1];
        result(ByHand.of(start -> {
            scope[0] = Scope.open();
            scope[0].close();
            return done();
        }));

        AsyncSeq.from(List.of(1)).toPublisher(scope[0]).subscribe(new Noting() {
            @Override
            public void onSubscribe(Flow.Subscription given) {
                given.request(0);
            }
        });

        assertThat(log).singleElement().isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void subscribers_thatThrowWhenTheyAreToldOfTheEnd_areReported_andNoFailureOfTheScope() {
        List<Throwable> reported = new ArrayList<>();
        RuntimeException wrong = new RuntimeException("wrong");
        Noting throwing = new Noting() {
            @Override
            public void onError(Throwable thrown) {
                super.onError(thrown);
                throw wrong;
            }

            @Override
            public void onComplete() {
                super.onComplete();
                throw wrong;
            }
        };
        Thread thread = Thread.currentThread();
        thread.setUncaughtExceptionHandler((t, told) -> reported.add(told));
        try {
            result(publishing(AsyncSeq.from(List.of(1)), throwing));
            result(publishing(
                    AsyncSeq.of(y -> ByHand.of(start -> {
                        throw failure;
                    })),
                    throwing));
        } finally {
            thread.setUncaughtExceptionHandler(null);
        }

        assertThat(log).containsExactly(1, "complete", failure);
        assertThat(reported).containsExactly(wrong, wrong);
    }

    /** Closing in a finally block, or by try-with-resources. */
    @Test
    void sequenceWithoutAScope_thatFailsToCloseBehindACancellation_isToldToTheHandler() {
        List<Throwable> reported = new ArrayList<>();
        AsyncSeq<Integer> suppressing = AsyncSeq.of(y -> ByHand.of(start -> y.yield(1), one -> y.yield(2), closed -> {
            closed.failure().addSuppressed(failure);
            throw closed.failure();
        }));
        Thread thread = Thread.currentThread();
        thread.setUncaughtExceptionHandler((t, told) -> reported.add(told));
        try {
            for (AsyncSeq<Integer> sequence : List.of(twoNumbers(), suppressing)) {
                Noting subscriber = new Noting();
                Publishing.publisher(sequence, null, scheduler::start).subscribe(subscriber);
                turn();
                subscriber.subscription.cancel();
                turn();
            }
        } finally {
            thread.setUncaughtExceptionHandler(null);
        }

        assertThat(reported).containsExactly(failure, failure);
    }

    @Test
    void sequenceWithoutAScope_whoseFailureTheSubscriberIsTold_isToldToNobodyElse() {
        List<Throwable> reported = new ArrayList<>();
        Thread thread = Thread.currentThread();
        thread.setUncaughtExceptionHandler((t, told) -> reported.add(told));
        try {
            Publishing.publisher(AsyncSeq.<Integer>of(y -> Async.failed(failure)), null, scheduler::start)
                    .subscribe(new Noting());
            turn();
        } finally {
            thread.setUncaughtExceptionHandler(null);
        }

        assertThat(log).containsExactly(failure);
        assertThat(reported).isEmpty();
    }
}
