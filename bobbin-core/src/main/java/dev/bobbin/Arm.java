package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.spi.WokenBy;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One of the things that a {@link Select} waits for. It stands in the place of the task in the wait queue of its event; whoever
 * would take the task there claims the select for this arm, unless another has.
 */
abstract class Arm extends Async<Object> {
    /** What {@link #poll} and {@link #take} return when there is nothing yet. */
    static final Object NOT_READY = new Object();

    final Select<?> select;
    private final AsyncFunction<Object, ?> then;
    private @Nullable Object item;
    private int place;

    /** Apart from the item: its select, which may look at any time, takes that back. */
    private @Nullable Async<?> after;

    @SuppressWarnings("unchecked") // an event gives what its handler takes
    Arm(Select<?> select, AsyncFunction<?, ?> then) {
        this.select = select;
        this.then = (AsyncFunction<Object, ?>) then;
    }

    /** The event's result, if it can be had at once, or {@link #NOT_READY}; throws the event's failure. */
    abstract @Nullable Object poll(Context context);

    /** Waits for the event; false if that need not wait any more, which {@link #take} finds. The select waits by now. */
    abstract boolean enlist();

    /** Waits no longer; does nothing if it does not. */
    abstract void delist();

    /** Who has to bring the event. */
    WokenBy wokenBy() {
        return WokenBy.TASKS;
    }

    /** It has been claimed, and its select goes on. */
    void claimed() {}

    /** The result of this arm, which has been claimed, or {@link #NOT_READY} if that was for nothing. */
    abstract @Nullable Object take(Context context);

    /** Its select has ended. */
    void reset() {
        item = null;
    }

    /** Its select was stopped, and is awaited anew. */
    void beginAnew() {}

    /** What the handler makes of the result. */
    @SuppressWarnings("NullAway") // it is what the handler takes, which may be null
    final Async<?> handle(@Nullable Object result) throws Exception {
        return then.apply(result);
    }

    // ---- as a waiter ------------------------------------------------------------------------------------------------

    @Override
    final int claim() {
        return select.claim(this) ? CLAIMED_PARKED : LOST;
    }

    @Override
    final boolean isWaiting() {
        return select.isWaiting();
    }

    @Override
    final void go() {
        select.wakeTask();
    }

    @Override
    protected final boolean wakeFrom(Awaitable source) {
        if (!select.claim(this)) {
            return false;
        }
        select.wakeTask();
        return true;
    }

    @Override
    final @Nullable Task<?> task() {
        return select.task();
    }

    @Override
    final @Nullable Object item() {
        return item;
    }

    @Override
    final void item(@Nullable Object item) {
        this.item = item;
    }

    @Override
    final @Nullable Async<?> after() {
        return after;
    }

    @Override
    final void after(@Nullable Async<?> waiter) {
        after = waiter;
    }

    @Override
    protected final int place() {
        return place;
    }

    @Override
    protected final void place(int place) {
        this.place = place;
    }

    @Override
    protected final @Nullable Object start(Context context) {
        throw new IllegalStateException("an arm is not awaited, its select is");
    }

    // ---- the kinds --------------------------------------------------------------------------------------------------

    /** A send or receive: both ends of a channel may be arms, so those of one select are enlisted together, under all locks. */
    abstract static class OfChannel extends Arm {
        OfChannel(Select<?> select, AsyncFunction<?, ?> then) {
            super(select, then);
        }

        abstract Channel<?> channel();

        /** Under the channel's lock: whether it is worth a try. */
        abstract boolean isReady();

        /** Under the channel's lock. */
        abstract void enlistLocked();

        @Override
        final boolean enlist() {
            return true; // it is by now
        }
    }

    static final class Receives<T> extends OfChannel {
        private final Receiving<T, ?> event;

        Receives(Select<?> select, Receiving<T, ?> event, AsyncFunction<?, ?> then) {
            super(select, then);
            this.event = event;
        }

        @Override
        Channel<?> channel() {
            return event.channel;
        }

        @Override
        @Nullable
        Object poll(Context context) {
            event.begin(context);
            return event.tryNow();
        }

        @Override
        boolean isReady() {
            return event.isReady();
        }

        @Override
        void enlistLocked() {
            event.channel.receivers.add(this);
        }

        @Override
        void delist() {
            Abi.forget(event, this);
        }

        @Override
        @Nullable
        Object take(Context context) {
            Object element = item();
            return element == null ? event.tryNow() : event.received(Channel.cast(element));
        }

        @Override
        public String toString() {
            return event.toString();
        }
    }

    static final class Sends<T> extends OfChannel {
        private final Send<T> event;

        Sends(Select<?> select, Send<T> event, AsyncFunction<?, ?> then) {
            super(select, then);
            this.event = event;
        }

        @Override
        Channel<?> channel() {
            return event.channel;
        }

        @Override
        @Nullable
        Object poll(Context context) {
            event.channel.sends(context.task());
            return event.channel.sending.tryNow(event.element);
        }

        @Override
        boolean isReady() {
            return event.channel.isSendable();
        }

        @Override
        void enlistLocked() {
            item(event.element);
            event.channel.senders.add(this);
        }

        @Override
        void delist() {
            Abi.forget(event.channel.sending, this);
        }

        @Override
        @Nullable
        Object take(Context context) {
            return item() == null ? null : event.channel.sending.tryNow(event.element);
        }

        @Override
        public String toString() {
            return event.toString();
        }
    }

    static final class Sleeps extends Arm {
        private final long nanos;
        private long deadline;
        private boolean begun;

        Sleeps(Select<?> select, Sleep event, AsyncFunction<?, ?> then) {
            super(select, then);
            this.nanos = event.nanos;
        }

        @Override
        @Nullable
        Object poll(Context context) {
            if (nanos == 0) {
                return null;
            }
            long now = select.dispatcher().nanoTime();
            if (!begun) {
                begun = true;
                deadline = now + nanos;
            }
            return now - deadline >= 0 ? null : NOT_READY;
        }

        @Override
        boolean enlist() {
            select.dispatcher().schedule(this, deadline);
            return true;
        }

        @Override
        void delist() {
            select.dispatcher().cancel(this);
        }

        @Override
        WokenBy wokenBy() {
            return WokenBy.TIME;
        }

        /** By a timer that an earlier wait has taken back too late, perhaps: then that of this wait is still pending. */
        @Override
        void claimed() {
            delist();
        }

        @Override
        @Nullable
        Object take(Context context) {
            return poll(context);
        }

        @Override
        protected void fire() {
            wakeFrom(this);
        }

        @Override
        void reset() {
            super.reset();
            beginAnew();
        }

        @Override
        void beginAnew() {
            begun = false;
        }

        @Override
        public String toString() {
            return "sleep of " + Duration.ofNanos(nanos);
        }
    }

    /** Whatever else {@linkplain Awaitable#isSelectable may be} an arm: a task, a read, a lock. */
    static final class Waits extends Arm {
        private final Async<?> event;

        /** What to wait for, once the event has said so. */
        private @Nullable Awaitable source;

        /** Whether the event is kept from being awaited elsewhere, until it is polled. */
        private boolean reserved = true;

        Waits(Select<?> select, Async<?> event, AsyncFunction<?, ?> then) {
            super(select, then);
            this.event = event;
        }

        boolean isFor(Async<?> other) {
            return event == other;
        }

        @Override
        @Nullable
        Object poll(Context context) {
            Awaitable waiting = source;
            if (reserved) {
                reserved = false;
                Abi.release(event);
            }
            ((Task<?>) context.task()).item(item()); // where the event looks for it
            Object result = waiting == null ? Abi.await(event, context) : Abi.resume(waiting, context);
            if (context.signal != Context.SUSPENDED) {
                source = null;
                return result;
            }
            context.signal = Context.NONE;
            source = context.takeSource();
            item(((Task<?>) context.task()).item()); // what it brings: it may be polled again before it is enlisted
            return NOT_READY;
        }

        @Override
        WokenBy wokenBy() {
            Awaitable waiting = source;
            return waiting == null ? WokenBy.SYSTEM : WaitGraph.wokenBy(waiting);
        }

        @Override
        boolean enlist() {
            return Abi.park(Objects.requireNonNull(source), this);
        }

        @Override
        void delist() {
            if (source != null) {
                Abi.forget(source, this);
            }
        }

        @Override
        @Nullable
        Object take(Context context) {
            return poll(context);
        }

        @Override
        void reset() {
            super.reset();
            source = null;
        }

        @Override
        public String toString() {
            return event.toString();
        }
    }
}
