package dev.bobbin;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The elements that a publisher gives to one subscriber, of whom it is asked for so many at a time. They come to a channel, which has
 * room for all that were asked for.
 */
final class Subscribing<T> extends AsyncStage<T> {
    private final Flow.Publisher<? extends T> publisher;
    private final long batch;
    private final Channel<T> arrived = Channel.unlimited();
    private final AsyncIterator<T> received = arrived.iterator();
    private final Receiver<T> receiver = new Receiver<>(arrived);
    private boolean subscribed;
    private long expected;

    Subscribing(Flow.Publisher<? extends T> publisher, int batch) {
        this.publisher = publisher;
        this.batch = batch;
    }

    @Override
    Async<?> want() {
        if (!subscribed) {
            subscribed = true;
            publisher.subscribe(receiver);
        }
        if (expected <= batch / 2) {
            long more = batch - expected;
            expected = batch;
            receiver.request(more);
        }
        return received.next();
    }

    @Override
    @Nullable
    Async<?> got(@Nullable Object value) {
        if (value != Boolean.TRUE) {
            return end();
        }
        expected--;
        return give(received.value());
    }

    @Override
    Async<Void> closing() {
        arrived.refuse();
        receiver.cancel();
        return Async.done();
    }

    /**
     * The subscriber. What it says to its subscription is said by one thread after the other, as the specification demands: by whoever
     * finds nobody doing so.
     */
    private static final class Receiver<T> implements Flow.Subscriber<T> {
        private final Channel<T> arrived;
        private final AtomicLong requested = new AtomicLong();
        private final AtomicInteger toSay = new AtomicInteger();
        private volatile Flow.@Nullable Subscription subscription;
        private volatile boolean cancelled;
        /** It was cancelled, or has ended. */
        private volatile boolean over;

        Receiver(Channel<T> arrived) {
            this.arrived = arrived;
        }

        void request(long count) {
            requested.addAndGet(count);
            say();
        }

        void cancel() {
            cancelled = true;
            say();
        }

        private void say() {
            Flow.Subscription to = subscription;
            if (to == null || toSay.getAndIncrement() != 0) {
                return; // onSubscribe() says it, or whoever is about to
            }
            int said = 1;
            Throwable failure = null;
            do {
                try {
                    sayNext(to);
                } catch (Throwable t) { // thrown once all is said, a cancellation too
                    failure = t;
                }
                said = toSay.addAndGet(-said);
            } while (said != 0);
            if (failure != null) {
                throw Rethrow.asIs(failure);
            }
        }

        private void sayNext(Flow.Subscription to) {
            if (over) {
                requested.set(0);
            } else if (cancelled) {
                over = true;
                to.cancel();
            } else {
                long count = requested.getAndSet(0);
                if (count > 0) {
                    to.request(count);
                }
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            Objects.requireNonNull(given, "subscription");
            if (subscription != null) {
                given.cancel(); // it has one
                return;
            }
            subscription = given;
            say();
        }

        @Override
        public void onNext(T element) {
            arrived.trySend(Objects.requireNonNull(element, "element"));
        }

        @Override
        public void onError(Throwable failure) {
            Objects.requireNonNull(failure, "failure");
            over = true;
            arrived.close(failure);
        }

        @Override
        public void onComplete() {
            over = true;
            arrived.close();
        }
    }
}
