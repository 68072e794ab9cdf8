package dev.bobbin;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one subscriber gets of a sequence: the computation that goes through that as far as there is demand, and the subscription. All
 * signals but onSubscribe come from the computation, so they are one after the other.
 */
final class Publishing<T> extends Repeating<Void> implements Flow.Subscription {
    private enum State {
        BEGINNING,
        /** Awaits demand. */
        IDLE,
        /** Awaits an element. */
        NEXT,
        CLOSING
    }

    private final AsyncSeq<T> sequence;

    /** Whether nobody else hears of a failure. */
    private final boolean alone;

    private final AtomicLong demand = new AtomicLong();
    /** That there is demand, or an end of it. */
    private final Channel<Boolean> told = Channel.conflated();

    private volatile boolean cancelled;
    private volatile @Nullable IllegalArgumentException refused;
    private volatile @Nullable Task<?> task;
    private Flow.@Nullable Subscriber<? super T> subscriber;
    private State state = State.BEGINNING;
    private @Nullable AsyncIterator<T> iterator;
    private @Nullable Throwable failure;

    private Publishing(AsyncSeq<T> sequence, Flow.Subscriber<? super T> subscriber, boolean alone) {
        this.sequence = sequence;
        this.subscriber = subscriber;
        this.alone = alone;
    }

    /**
     * @param scope that the computations are in; null for nobody's
     * @param start starts a computation, or throws
     */
    static <T> Flow.Publisher<T> publisher(
            AsyncSeq<T> sequence, @Nullable Scope scope, Function<Async<Void>, Task<Void>> start) {
        return subscriber -> {
            Objects.requireNonNull(subscriber, "subscriber");
            Publishing<T> publishing = new Publishing<>(sequence, subscriber, scope == null);
            subscriber.onSubscribe(publishing);
            Task<Void> task;
            try {
                task = start.apply(publishing);
            } catch (IllegalStateException e) { // the scope or the scheduler is closed
                publishing.tell(subscriber, e);
                return;
            }
            publishing.startedAs(task);
        };
    }

    private void startedAs(Task<?> started) {
        task = started;
        if (cancelled) {
            started.cancel();
        }
    }

    // ---- the subscription, by any thread ----------------------------------------------------------------------------

    @Override
    public void request(long count) {
        if (cancelled) {
            return; // rule 3.6
        }
        if (count <= 0) {
            refused = new IllegalArgumentException("a request of " + count + " elements: at least 1 (rule 3.9)");
            cancel();
            return;
        }
        demand.accumulateAndGet(count, (before, more) -> before + more < 0 ? Long.MAX_VALUE : before + more);
        told.trySend(true);
    }

    @Override
    public void cancel() {
        cancelled = true;
        told.trySend(true);
        Task<?> running = task;
        if (running != null) {
            running.cancel();
        }
    }

    // ---- the computation --------------------------------------------------------------------------------------------

    @Override
    @Nullable
    Async<?> next(@Nullable Object value, @Nullable Throwable thrown) throws Throwable {
        if (state == State.CLOSING) {
            end(thrown);
            return null;
        }
        AsyncIterator<T> it = iterator;
        try {
            if (it == null) {
                it = sequence.iterator();
                iterator = it;
            }
            if (thrown != null) {
                return close(thrown);
            }
            if (state == State.NEXT) {
                if (value != Boolean.TRUE) {
                    return close(null);
                }
                give(it.value());
            }
        } catch (Throwable t) { // the subscriber is told
            return close(t);
        }
        if (cancelled) {
            return close(null);
        }
        state = demand.get() == 0 ? State.IDLE : State.NEXT;
        return state == State.IDLE ? told.receive() : it.next();
    }

    private void give(T element) {
        Flow.Subscriber<? super T> to = subscriber;
        if (to == null || cancelled) {
            return;
        }
        if (demand.get() != Long.MAX_VALUE) {
            demand.decrementAndGet();
        }
        try {
            to.onNext(element);
        } catch (Throwable t) { // against rule 2.13; it has had its last signal
            cancelled = true;
            Task.report(t);
        }
    }

    /** Clean-up is not cut short by the cancellation that it may be there for. */
    private Async<Void> close(@Nullable Throwable why) {
        failure = why;
        state = State.CLOSING;
        AsyncIterator<T> it = iterator;
        return it == null ? Async.done() : Async.uncancellable(it.close());
    }

    private void end(@Nullable Throwable thrown) throws Throwable {
        Flow.Subscriber<? super T> to = subscriber;
        subscriber = null; // rule 3.13
        if (to == null) {
            return;
        }
        try {
            AsyncStage.throwBoth(failure, thrown);
        } catch (Throwable t) { // the subscriber is told, or the scope
            boolean heard = tell(to, t);
            if (heard && !(t instanceof Cancelled)) {
                return;
            }
            Throwable unheard = t instanceof Cancelled ? Suppressed.ofCleanUp(t) : t;
            if (alone && unheard != null) {
                Task.report(unheard);
            }
            throw t;
        }
        tell(to, null);
    }

    /** Whether that is what it is told: it may have gone, or done something wrong. */
    private boolean tell(Flow.Subscriber<? super T> to, @Nullable Throwable why) {
        IllegalArgumentException wrong = refused;
        if (wrong == null && cancelled) {
            return false;
        }
        try {
            if (wrong != null) {
                to.onError(wrong);
            } else if (why == null) {
                to.onComplete();
            } else {
                to.onError(why instanceof Cancelled ? new CancellationException(why.getMessage()) : why);
            }
        } catch (Throwable t) { // against rule 2.13; nobody else is to suffer from it
            Task.report(t);
        }
        return wrong == null;
    }

    @Override
    @SuppressWarnings("NullAway") // Void has no other value
    Void outcome() {
        return null;
    }
}
