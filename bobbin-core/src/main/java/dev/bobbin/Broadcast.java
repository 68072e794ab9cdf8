package dev.bobbin;

import dev.bobbin.abi.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hands each element to all who have subscribed before it was sent, in the order in which they were sent.
 *
 * <pre>{@code
 * var prices = Broadcast.<Price>of(16);
 * try (var mine = prices.subscribe()) {
 *     for (var it = mine.iterator(); it.next().await();) {
 *         use(it.value());
 *     }
 * }
 * }</pre>
 *
 * <p>A send waits while the slowest subscriber is as far behind as there is room; that of {@link #lagging} does not, and who is too slow
 * loses the oldest. Without subscribers an element is for nobody, and a send does not wait. A send that took effect is never undone by
 * a cancellation, which then comes at the next suspension point; one that is cancelled before that has no effect.
 *
 * <p>{@link #close} is the end mark: what was sent before it, also by senders that still wait, is received, then subscribers are told.
 *
 * <p>Thread-safe. Elements are not null.
 *
 * <p>How it works: the elements are in one ring, each with the number of those who have yet to read it; whoever is the last to read the
 * oldest makes room for the sender that has waited longest. Since subscribers read in order, no element is read by all before an
 * older one is, but for one that a subscriber had not read when it left, which sees to that. Receivers wait only when they have read
 * all, so they are all told of the next.
 */
public final class Broadcast<T> extends Guarded {
    private final WaitQueue senders = new WaitQueue();
    final WaitQueue receivers = new WaitQueue();
    private final boolean lags;

    // Guarded by this.
    private final @Nullable Object[] ring;
    /** How many have yet to read the element at that index. */
    private final int[] unread;

    private long oldest;
    private long end;
    private int subscribers;
    private boolean closed;
    private @Nullable Throwable cause;

    private Broadcast(int capacity, boolean lags) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a broadcast with room for " + capacity + " elements: at least 1");
        }
        this.lags = lags;
        this.ring = new Object[capacity];
        this.unread = new int[capacity];
    }

    /**
     * A broadcast whose senders wait while a subscriber has so many elements to read.
     *
     * @throws IllegalArgumentException if the capacity is less than 1
     */
    public static <T> Broadcast<T> of(int capacity) {
        return new Broadcast<>(capacity, false);
    }

    /**
     * A broadcast whose senders never wait: of the elements that a subscriber has not read it keeps the latest so many;
     * {@link Subscription#lost} says how many are gone.
     *
     * @throws IllegalArgumentException if the capacity is less than 1
     */
    public static <T> Broadcast<T> lagging(int capacity) {
        return new Broadcast<>(capacity, true);
    }

    /** To receive what is sent from now on; to be closed, else it holds back the senders. Nothing comes of one that has been closed. */
    public Subscription<T> subscribe() {
        lock();
        try {
            subscribers++;
            return new Subscription<>(this, end);
        } finally {
            unlock();
        }
    }

    /**
     * What is sent from the moment on at which an iterator is made: that has a subscription of its own, which ends with it. One that is
     * neither closed nor gone through to the end holds back the senders. Behind {@code buffered}, {@code merge}, {@code timeout} or {@code mapAsync} with a
     * limit it is made with the first {@code next()}.
     */
    public AsyncSeq<T> elements() {
        return AsyncSeq.made(() -> {
            Subscription<T> subscription = subscribe();
            return new AsyncStages.Closing<>(subscription.iterator(), subscription::close);
        });
    }

    /**
     * Sends it to all who have subscribed by then, when it is awaited; may wait for the slowest of them.
     *
     * <p>Throws {@link ClosedChannelException} if the broadcast was closed before.
     */
    public Async<Void> send(T element) {
        return new Sending<>(this, Objects.requireNonNull(element, "element"));
    }

    /** Sends it if that need not wait: false if a subscriber is too far behind, or it is closed. */
    public boolean trySend(T element) {
        return offer(Objects.requireNonNull(element, "element")) == Channel.SENT;
    }

    /** As {@link #send} in a thread that is not one of a scheduler's: blocks it, a virtual one too; refused in a coroutine. */
    public void sendBlocking(T element) {
        Bobbin.requireNoCoroutine("sendBlocking()", "send(element).await()");
        if (!trySend(element)) {
            Bobbin.run(() -> send(element));
        }
    }

    /** No more will be sent. Once what has been sent is received, subscribers are told. Closing it again changes nothing. */
    public void close() {
        closeBecause(null);
    }

    /** As {@link #close()}; {@code cause} is what subscribers are told then, and senders now. */
    public void close(Throwable cause) {
        closeBecause(Objects.requireNonNull(cause, "cause"));
    }

    private void closeBecause(@Nullable Throwable why) {
        lock();
        try {
            if (!closed) {
                closed = true;
                cause = why;
            }
        } finally {
            unlock();
        }
        tellAll();
    }

    /** Whether it was closed; elements may be left. */
    public boolean isClosed() {
        lock();
        try {
            return closed;
        } finally {
            unlock();
        }
    }

    /** How many have subscribed. */
    public int subscribers() {
        lock();
        try {
            return subscribers;
        } finally {
            unlock();
        }
    }

    @Override
    public String toString() {
        lock();
        try {
            return "Broadcast[" + (end - oldest) + " of " + ring.length + " buffered, " + subscribers + " subscribed, "
                    + senders.size() + " sending, " + receivers.size() + " receiving" + (closed ? ", closed]" : "]");
        } finally {
            unlock();
        }
    }

    // ---- sending ----------------------------------------------------------------------------------------------------

    /** Sends it if that need not wait: {@link Channel#SENT}, {@link Channel#FULL} or {@link Channel#CLOSED}. */
    private int offer(T element) {
        int told;
        lock();
        try {
            if (closed) {
                return Channel.CLOSED;
            }
            if (isFull()) {
                return Channel.FULL;
            }
            append(element);
            told = receivers.size();
        } finally {
            unlock();
        }
        receivers.wake(told, this);
        return Channel.SENT;
    }

    /** Under the lock. Senders wait only while it is. */
    private boolean isFull() {
        return !lags && subscribers > 0 && end - oldest == ring.length;
    }

    /** Under the lock: there is room, or nobody to send it to. */
    private void append(Object element) {
        if (subscribers == 0) {
            return;
        }
        if (end - oldest == ring.length) {
            oldest++;
        }
        int at = index(end++);
        ring[at] = element;
        unread[at] = subscribers;
    }

    private int index(long number) {
        return (int) (number % ring.length);
    }

    /** Under the lock: the sender that has waited longest has sent; to be told so. */
    private @Nullable Async<?> admitOne() {
        if (isFull()) {
            return null;
        }
        Async<?> sender = senders.exchange(null);
        if (sender != null) {
            append(senders.takeBrought());
        }
        return sender;
    }

    private void tellAll() {
        lock();
        int all;
        try {
            all = receivers.size();
        } finally {
            unlock();
        }
        receivers.wake(all, this);
    }

    // ---- for subscriptions ------------------------------------------------------------------------------------------

    /** The next element of the subscription, if there is one. */
    @Nullable
    T poll(Subscription<T> subscription) {
        Object element;
        Async<?> sender;
        int told;
        lock();
        try {
            if (subscription.closed || subscription.next == end) {
                return null;
            }
            if (subscription.next < oldest) {
                subscription.lost += oldest - subscription.next;
                subscription.next = oldest;
            }
            element = read(subscription);
            sender = admitOne();
            told = sender != null || closed ? receivers.size() : 0;
        } finally {
            unlock();
        }
        if (sender != null) {
            sender.go();
        }
        receivers.wake(told, this);
        return Channel.cast(Objects.requireNonNull(element));
    }

    /** Under the lock. */
    private @Nullable Object read(Subscription<T> subscription) {
        int at = index(subscription.next++);
        Object element = ring[at];
        unread[at]--;
        freeOldest();
        return element;
    }

    /** Under the lock: whether it was free, now that all have read it. */
    private boolean freeOldest() {
        int at = index(oldest);
        if (oldest == end || unread[at] > 0) {
            return false;
        }
        ring[at] = null;
        oldest++;
        return true;
    }

    /** Under the lock: how many elements the subscription would give. */
    long pending(Subscription<T> subscription) {
        return subscription.closed ? 0 : end - Math.max(subscription.next, oldest);
    }

    /** Under the lock: whether a receive is worth a try. */
    boolean isReceivable(Subscription<T> subscription) {
        return subscription.next != end || subscription.closed || closed && senders.isEmpty();
    }

    /** Whether nothing will come any more. */
    boolean isAtEnd(Subscription<T> subscription) {
        lock();
        try {
            return subscription.closed || closed && subscription.next == end && senders.isEmpty();
        } finally {
            unlock();
        }
    }

    /** It holds nobody back any longer, and those who wait for it are told. */
    void unsubscribe(Subscription<T> subscription) {
        long until;
        lock();
        try {
            if (subscription.closed) {
                return;
            }
            subscription.closed = true;
            subscribers--;
            until = end;
        } finally {
            unlock();
        }
        while (skipOne(subscription, until)) {}
        tellAll();
    }

    /** One step of leaving: false if nothing is left to be skipped or freed, and nobody to be admitted. */
    private boolean skipOne(Subscription<T> subscription, long until) {
        Async<?> sender;
        boolean goesOn;
        lock();
        try {
            subscription.next = Math.max(subscription.next, Math.min(oldest, until));
            if (subscription.next < until) {
                read(subscription);
                goesOn = true;
            } else {
                goesOn = freeOldest(); // sent since it was closed, and read by all others, behind what it had not read
            }
            sender = admitOne();
        } finally {
            unlock();
        }
        if (sender != null) {
            sender.go();
            tellAll();
        }
        return goesOn || sender != null;
    }

    @Nullable
    Throwable cause() {
        return cause;
    }

    /** An element to be sent; what its senders wait for. They bring it, and lack it once it has been sent. */
    private static final class Sending<T> extends Queued<Void> {
        private final Broadcast<T> broadcast;
        private final T element;
        private boolean used; // as that of a Send

        Sending(Broadcast<T> broadcast, T element) {
            super(broadcast, broadcast.senders);
            this.broadcast = broadcast;
            this.element = element;
        }

        @Override
        boolean isReady() {
            return broadcast.closed || !broadcast.isFull();
        }

        @Override
        Object brings() {
            return element;
        }

        /** It may have been the last that receivers of a closed broadcast had to wait for. */
        @Override
        void left() {
            if (broadcast.isClosed()) {
                broadcast.tellAll();
            }
        }

        @Override
        protected @Nullable Object start(Context context) {
            if (!reserve()) {
                throw Once.usedBefore(this);
            }
            return context.spend() ? send(context) : later(element, context);
        }

        @Override
        protected String what() {
            return "Broadcast.send()";
        }

        @Override
        protected boolean reserve() {
            boolean free = !used;
            used = true;
            return free;
        }

        @Override
        protected void release() {
            used = false;
        }

        private @Nullable Object send(Context context) {
            return switch (broadcast.offer(element)) {
                case Channel.SENT -> null;
                case Channel.FULL -> suspend(element, context);
                default -> throw new ClosedChannelException("send() on a closed broadcast", broadcast.cause);
            };
        }

        @Override
        protected @Nullable Object wake(Context context) {
            return ((Task<?>) context.task()).item() == null ? null : send(context);
        }

        @Override
        public String toString() {
            return "send() to " + broadcast;
        }
    }
}
