package dev.bobbin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The operators of {@link AsyncSeq} that have tasks running beside their consumer, which take elements from the sources and send them
 * to a channel. The tasks are in a scope that the consumer has open from the moment at which it makes the iterator; see
 * {@link Scope#beside}.
 *
 * @param <E> what is sent
 * @param <T> the elements
 */
abstract class Beside<E, T> extends AsyncStage<T> {
    final Scope scope = Scope.beside();
    final Channel<E> channel;
    final AsyncIterator<E> received;
    private final List<Task<?>> running = new ArrayList<>();

    Beside(Channel<E> channel) {
        this.channel = channel;
        this.received = channel.iterator();
    }

    /** Spawns the tasks. */
    abstract void spawn();

    @Override
    Async<?> want() {
        if (running.isEmpty()) {
            spawn();
        }
        return received.next();
    }

    /**
     * The tasks are cancelled with their consumer, and may have told the channel before it comes to see why; or with what has made the iterator, which
     * need not be the consumer.
     */
    @Override
    final Throwable reason(Throwable thrown) {
        if (!(thrown instanceof CancellationException)) {
            return thrown;
        }
        Task<?> consumer = Task.running();
        Throwable reason = consumer == null ? null : consumer.takeReason();
        if (reason != null) {
            return reason;
        }
        return scope.isClosed()
                ? new CancellationException(
                        thrown.getMessage() + ", with the scope or task in which its iterator was made;"
                                + " in flatMap() or the body of a sequence that is the one that awaits next(): limit its time by"
                                + " AsyncSeq.timeout() rather than by next().timeout()")
                : thrown;
    }

    @Override
    final Async<Void> closing() {
        return new Ended(this);
    }

    /** The tasks that have been cancelled, if they had not ended, and whose failures nobody has been told. */
    List<Task<?>> untold() {
        return running;
    }

    final void spawn(Running<?, ?> source) {
        running.add(scope.spawn(source));
    }

    /** Sends what the source gives to somebody else's channel. */
    static <T> Async<Void> sends(AsyncSeq<T> source, Channel<T> channel) {
        return new SendsToOthers<>(source, channel);
    }

    /** What its sources give, as it comes, in the order of each. */
    static final class Merge<T> extends Beside<T, T> {
        private final List<AsyncSeq<T>> sources;

        Merge(List<AsyncSeq<T>> sources, Channel<T> channel) {
            super(channel);
            this.sources = sources;
        }

        @Override
        void spawn() {
            AtomicInteger left = new AtomicInteger(sources.size());
            for (AsyncSeq<T> source : sources) {
                spawn(new Sends<>(source, channel, left));
            }
        }

        @Override
        @Nullable
        Async<?> got(@Nullable Object value) {
            return value == Boolean.TRUE ? give(received.value()) : end();
        }
    }

    /** A function called for so many elements at a time, with the results in the order of the elements. */
    static final class MapAsync<S, T> extends Beside<Task<T>, T> {
        private final AsyncSeq<S> source;
        private final Semaphore room;
        private final AsyncFunction<? super S, T> function;
        private boolean awaitsResult;

        MapAsync(AsyncSeq<S> source, int limit, AsyncFunction<? super S, T> function) {
            super(Channel.unlimited()); // in which there are no more than there is room for
            this.source = source;
            this.room = Semaphore.of(limit);
            this.function = function;
        }

        @Override
        void spawn() {
            spawn(new Calls<>(source, channel, room, element -> scope.spawn(() -> function.apply(element))));
        }

        @Override
        @Nullable
        @SuppressWarnings("unchecked") // what the function gave
        Async<?> got(@Nullable Object value) {
            if (awaitsResult) {
                awaitsResult = false;
                room.release(1);
                return give((T) Objects.requireNonNull(value, "what the function of mapAsync() gave"));
            }
            awaitsResult = value == Boolean.TRUE;
            return awaitsResult ? received.value() : end();
        }

        /** Those too whose results have not been awaited. */
        @Override
        List<Task<?>> untold() {
            List<Task<?>> all = new ArrayList<>(super.untold());
            Task<T> call = awaitsResult ? received.value() : channel.poll();
            for (; call != null; call = channel.poll()) {
                if (call.cleansUp()) { // else the failure is its result
                    all.add(call);
                }
            }
            return all;
        }
    }

    /** Elements that are computed when they are wanted, and waited for only so long. */
    static final class Limited<T> extends Beside<T, T> {
        private final AsyncSeq<T> source;
        private final Duration limit;
        private final Channel<Boolean> wanted = Channel.conflated();

        Limited(AsyncSeq<T> source, Duration limit) {
            super(Channel.conflated()); // in which there is one at most
            this.source = source;
            this.limit = limit;
        }

        @Override
        void spawn() {
            spawn(new Answers<>(source, channel, wanted));
        }

        @Override
        Async<?> want() {
            Async<?> next = super.want();
            wanted.trySend(true);
            return Select.<Object>of()
                    .biased()
                    .on(next, Async::done)
                    .on(Clock.sleep(limit), late -> Async.failed(new TimeoutException("no element after " + limit)));
        }

        @Override
        @Nullable
        Async<?> got(@Nullable Object value) {
            return value == Boolean.TRUE ? give(received.value()) : end();
        }
    }

    /** Goes through a source, in a task of its own; how it ends is told to the channel. */
    private abstract static class Running<T, E> extends Repeating<Void> {
        private final AsyncSeq<T> source;
        final Channel<E> channel;
        private @Nullable AsyncIterator<T> iterator;
        private @Nullable Throwable failure;

        /** Whether the failure is one of clean-up, and not of an element, of which nobody is told who asks for no more. */
        private boolean cleaningUp;

        private boolean closing;

        Running(AsyncSeq<T> source, Channel<E> channel) {
            this.source = source;
            this.channel = channel;
        }

        /** As {@link Looping#next}; null if there are no more elements. */
        abstract @Nullable Async<?> next(AsyncIterator<T> elements, @Nullable Object value) throws Throwable;

        /** There are no more elements, and the source has been closed. */
        abstract void ended();

        /**
         * What whoever closes the sequence is to be thrown, see {@link Ended}; null if nothing.
         *
         * @param told what the channel has been closed with
         * @param ofCleanUp what of that is not the failure of an element
         */
        @Nullable
        Throwable untold(Throwable told, @Nullable Throwable ofCleanUp) {
            return running().isCancelling() ? ofCleanUp : null; // then nobody receives any more
        }

        private static Task<?> running() {
            return Objects.requireNonNull(Task.running());
        }

        /** Whether it says no more than that no more elements are wanted. */
        boolean isRefusal(Throwable thrown) {
            return false;
        }

        @Override
        final @Nullable Async<?> next(@Nullable Object value, @Nullable Throwable thrown) throws Throwable {
            if (closing) {
                return closed(thrown);
            }
            Async<?> awaited = null;
            failure = thrown != null && isRefusal(thrown) ? null : thrown;
            try {
                if (iterator == null) {
                    iterator = source.iterator();
                }
                if (thrown == null) {
                    awaited = next(iterator, value);
                }
            } catch (Throwable t) { // told to the channel
                failure = t;
            }
            if (awaited != null) {
                return awaited;
            }
            closing = true;
            cleaningUp = running().cleansUp();
            if (iterator == null) {
                return Async.done();
            }
            // Because of a failure elsewhere, say, for which the task will be cancelled, too.
            Async<Void> close = iterator.close();
            return failure instanceof Cancelled ? close : Async.uncancellable(close);
        }

        private @Nullable Async<?> closed(@Nullable Throwable thrown) throws Throwable {
            try {
                throwBoth(failure, thrown);
            } catch (Cancelled e) {
                channel.close(
                        new CancellationException("what the sequence had running was cancelled: " + e.getMessage()));
                throw e;
            } catch (Throwable t) { // thrown where elements are received
                channel.close(t);
                Throwable untold = untold(t, cleaningUp ? t : thrown);
                if (untold != null) {
                    throw untold;
                }
                return null;
            }
            ended();
            return null;
        }

        @Override
        @SuppressWarnings("NullAway") // Void has no other value
        final Void outcome() {
            return null;
        }
    }

    private static class Sends<T> extends Running<T, T> {
        private final AtomicInteger left;
        private boolean awaitsElement;

        Sends(AsyncSeq<T> source, Channel<T> channel, AtomicInteger left) {
            super(source, channel);
            this.left = left;
        }

        @Override
        final @Nullable Async<?> next(AsyncIterator<T> elements, @Nullable Object value) {
            awaitsElement = !awaitsElement;
            if (awaitsElement) {
                return elements.next();
            }
            return value == Boolean.TRUE ? channel.send(elements.value()) : null;
        }

        @Override
        final void ended() {
            if (left.decrementAndGet() == 0) {
                channel.close();
            }
        }

        /** Who receives has gone, or another source has failed or been cancelled first. */
        @Override
        final boolean isRefusal(Throwable thrown) {
            return !awaitsElement && thrown instanceof ClosedChannelException;
        }
    }

    private static final class SendsToOthers<T> extends Sends<T> {
        SendsToOthers(AsyncSeq<T> source, Channel<T> channel) {
            super(source, channel, new AtomicInteger(1));
        }

        /** Those who receive may have gone. */
        @Override
        @Nullable
        Throwable untold(Throwable told, @Nullable Throwable ofCleanUp) {
            return channel.cause() == told ? null : told;
        }
    }

    private static final class Answers<T> extends Running<T, T> {
        private final Channel<Boolean> wanted;
        private boolean isWanted;
        private boolean awaitsElement;

        Answers(AsyncSeq<T> source, Channel<T> channel, Channel<Boolean> wanted) {
            super(source, channel);
            this.wanted = wanted;
        }

        @Override
        @Nullable
        Async<?> next(AsyncIterator<T> elements, @Nullable Object value) {
            if (isWanted) {
                isWanted = false;
                awaitsElement = true;
                return elements.next();
            }
            if (awaitsElement) {
                awaitsElement = false;
                if (value != Boolean.TRUE) {
                    return null;
                }
                channel.trySend(elements.value());
            }
            isWanted = true;
            return wanted.receive();
        }

        @Override
        void ended() {
            channel.close();
        }
    }

    private static final class Calls<S, T> extends Running<S, Task<T>> {
        private final Semaphore room;
        private final Function<S, Task<T>> call;
        private boolean hasRoom;
        private boolean awaitsElement;

        Calls(AsyncSeq<S> source, Channel<Task<T>> channel, Semaphore room, Function<S, Task<T>> call) {
            super(source, channel);
            this.room = room;
            this.call = call;
        }

        @Override
        @Nullable
        Async<?> next(AsyncIterator<S> elements, @Nullable Object value) {
            if (awaitsElement) {
                awaitsElement = false;
                if (value != Boolean.TRUE) {
                    return null;
                }
                channel.trySend(call.apply(elements.value()));
                hasRoom = false;
            } else if (hasRoom) {
                awaitsElement = true;
                return elements.next();
            }
            hasRoom = true;
            return room.acquire();
        }

        @Override
        void ended() {
            channel.close();
        }
    }
}
