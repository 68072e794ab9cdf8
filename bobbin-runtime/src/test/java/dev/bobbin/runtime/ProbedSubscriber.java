package dev.bobbin.runtime;

import dev.bobbin.AsyncIterator;
import dev.bobbin.AsyncSeq;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Task;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.tck.SubscriberWhiteboxVerification.SubscriberPuppet;
import org.reactivestreams.tck.SubscriberWhiteboxVerification.WhiteboxSubscriberProbe;

/**
 * What subscribes for a sequence, with the TCK looking at what it is told, and pulling the strings: whoever goes through the sequence takes an
 * element for each that the TCK wants requested, and leaves when it wants a cancellation.
 */
final class ProbedSubscriber implements Flow.Subscriber<Integer>, SubscriberPuppet {
    private final AsyncIterator<Integer> iterator;
    private final Flow.Subscriber<? super Integer> subscriber;
    private final WhiteboxSubscriberProbe<Integer> probe;

    private long wanted; // this and the others: guarded by this object's monitor
    private @Nullable Task<Boolean> taking;
    private boolean left;

    ProbedSubscriber(int batch, WhiteboxSubscriberProbe<Integer> probe) {
        Channel<Flow.Subscriber<? super Integer>> subscribed = Channel.buffered(1);
        this.probe = probe;
        this.iterator = AsyncSeq.<Integer>from(subscribed::trySend, batch).iterator();
        triggerRequest(1); // the first element that is wanted is what makes a sequence subscribe
        this.subscriber = subscribed.receiveBlocking();
    }

    // ---- the strings ------------------------------------------------------------------------------------------------

    @Override
    public synchronized void triggerRequest(long elements) {
        wanted += elements;
        if (taking == null && !left) {
            take();
        }
    }

    @Override
    public synchronized void signalCancel() {
        if (left) {
            return;
        }
        left = true;
        if (taking == null) {
            Bobbin.start(iterator.close());
        } else {
            taking.cancel();
        }
    }

    private synchronized void take() {
        Task<Boolean> next = Bobbin.start(iterator.next());
        taking = next;
        next.toFuture().whenComplete((more, failure) -> taken(more != null && more));
    }

    private synchronized void taken(boolean more) {
        taking = null;
        wanted--;
        if (left) {
            Bobbin.start(iterator.close());
        } else if (more && wanted > 0) {
            take();
        }
    }

    // ---- what it is told --------------------------------------------------------------------------------------------

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscriber.onSubscribe(subscription);
        probe.registerOnSubscribe(this);
    }

    @Override
    public void onNext(Integer element) {
        subscriber.onNext(element);
        probe.registerOnNext(element);
    }

    @Override
    public void onError(Throwable failure) {
        subscriber.onError(failure);
        probe.registerOnError(failure);
    }

    @Override
    public void onComplete() {
        subscriber.onComplete();
        probe.registerOnComplete();
    }
}
