package dev.bobbin;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.spi.Ring;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Hands elements from coroutine to coroutine: each to one receiver, in the order in which they were sent.
 *
 * <pre>{@code
 * var lines = Channel.<String>buffered(16);
 * scope.spawn(() -> produce(lines));                               // lines.send(line).await(); ... lines.close();
 * for (var it = lines.iterator(); it.next().await();) {
 *     use(it.value());
 * }
 * }</pre>
 *
 * <p>A channel that is full makes its senders wait, one that is empty its receivers, first come, first served. An element that was
 * sent is received by somebody or is still in the channel: a send or receive that took effect is never undone by a cancellation,
 * which then comes at the next suspension point; one that is cancelled before that has no effect.
 *
 * <p>{@link #close} is the end mark: what was sent before it, also by senders that still wait, is received, then receivers are told.
 *
 * <table>
 * <caption>What is told of a channel that has been closed, and of which nothing is left</caption>
 * <tr><th></th><th>{@code close()}</th><th>{@code close(cause)}</th></tr>
 * <tr><td>{@link #receive}, {@link #receiveBlocking}, an arm of a {@link Select}</td><td>{@link ClosedChannelException}</td>
 *     <td>the same, whose cause is the cause</td></tr>
 * <tr><td>{@link #send}, {@link #sendBlocking}, an arm of a {@link Select}</td><td>{@link ClosedChannelException}</td>
 *     <td>the same, whose cause is the cause</td></tr>
 * <tr><td>{@link #iterator}, {@link #elements}</td><td>the end</td><td>the cause itself: the failure of a source is that of its sequence</td></tr>
 * <tr><td>{@link #tryReceive}</td><td>empty</td><td>empty</td></tr>
 * <tr><td>{@link #trySend}</td><td>false</td><td>false</td></tr>
 * </table>
 *
 * <p>Of several calls of {@code close} the first says the cause; {@link #refuse} has none. A {@link Broadcast} and its subscriptions say the
 * same.
 *
 * <p>Thread-safe. Elements are not null.
 *
 * <p>How it works: a send or receive that can be done at once is, under a {@linkplain Guarded lock} held for some instructions. Else
 * the task parks in one of two {@link WaitQueue}s, and whoever takes it out has either given it the element or taken it from it. So
 * neither allocates: what {@link #send} returns does not outlive the await, and {@link #receive} returns the same object each time.
 */
public final class Channel<T> extends Guarded {
    private static final AtomicLong ORDERS = new AtomicLong();

    private static final WeakReference<Task<?>> SEVERAL = new WeakReference<>(null);

    static final int SENT = 0;
    static final int FULL = 1;
    static final int CLOSED = 2;

    final WaitQueue receivers = new WaitQueue();
    final WaitQueue senders = new WaitQueue();
    private final int capacity;
    private final boolean conflates;
    private final Receive<T> receiving = new Receive<>(this);
    final Sending<T> sending = new Sending<>(this);

    // Guarded by this. Invariants: receivers wait only while the buffer is empty, senders only while it is full.
    private final Ring<T> buffer;
    private boolean closed;
    private boolean refuses;
    private @Nullable Throwable cause;

    // For the WaitGraph: null, the one task that has been seen to send, to receive, or SEVERAL. Not guarded, and not
    // exact. Weak, since a channel may live for long after that task has ended, and its result with it.
    private @Nullable WeakReference<Task<?>> sender;
    private @Nullable WeakReference<Task<?>> receiver;

    /** Who sends what a sequence gives, and is cancelled when that is refused. Weak, too. */
    private @Nullable WeakReference<Task<?>> feeder;

    /** The order in which selects lock channels; 0 before the first. */
    private long order;

    private Channel(int capacity, boolean conflates) {
        this.capacity = capacity;
        this.conflates = conflates;
        this.buffer = new Ring<>(Math.min(capacity, 16));
    }

    /** A channel without a buffer: a send waits until its element is received. */
    public static <T> Channel<T> rendezvous() {
        return new Channel<>(0, false);
    }

    /**
     * A channel that holds so many elements before its senders wait.
     *
     * @throws IllegalArgumentException if the capacity is less than 1
     */
    public static <T> Channel<T> buffered(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException(
                    "a buffer of " + capacity + " elements: at least 1, or Channel.rendezvous()");
        }
        return new Channel<>(capacity, false);
    }

    /** A channel that holds the latest element: one that nobody has received is replaced, and senders never wait. */
    public static <T> Channel<T> conflated() {
        return new Channel<>(1, true);
    }

    /** A channel that holds all there is memory for: senders never wait. */
    public static <T> Channel<T> unlimited() {
        return new Channel<>(Integer.MAX_VALUE, false);
    }

    /**
     * Sends it, when it is awaited, which may be done once; may wait for room, or at a rendezvous for a receiver.
     *
     * <p>Throws {@link ClosedChannelException} if the channel was closed before.
     */
    public Async<Void> send(T element) {
        return new Send<>(this, Objects.requireNonNull(element, "element"));
    }

    /**
     * Waits for an element. Each await of what this returns receives another one.
     *
     * <p>Throws {@link ClosedChannelException} if the channel is closed and nothing is left.
     */
    public Async<T> receive() {
        return receiving;
    }

    /** Sends it if that need not wait: false if the channel is full, at a rendezvous if no receiver waits, or if it is closed. */
    public boolean trySend(T element) {
        sends(Task.running());
        return offer(Objects.requireNonNull(element, "element")) == SENT;
    }

    /** Receives an element if that need not wait; empty if there is none, or the channel is closed. */
    public Optional<T> tryReceive() {
        receives(Task.running());
        return Optional.ofNullable(poll());
    }

    /**
     * As {@link #send} in a thread that is not one of a scheduler's: blocks it, a virtual one too; refused in a coroutine. If that is interrupted, either it has
     * been sent or a {@link java.util.concurrent.CancellationException} is thrown, with the interrupt set again.
     */
    public void sendBlocking(T element) {
        Bobbin.requireNoCoroutine("sendBlocking()", "send(element).await()");
        if (!trySend(element)) {
            Bobbin.run(() -> send(element));
        }
    }

    /**
     * As {@link #receive} in a thread that is not one of a scheduler's: blocks it, a virtual one too; refused in a coroutine. If that is interrupted, either an
     * element is returned or a {@link java.util.concurrent.CancellationException} is thrown and none has been taken, with the
     * interrupt set again.
     */
    public T receiveBlocking() {
        Bobbin.requireNoCoroutine("receiveBlocking()", "receive().await()");
        receives(null);
        T element = poll();
        return element != null ? element : Bobbin.run(() -> receiving);
    }

    /** Receives one element after the other until the channel is closed; throws the cause of the close if that has one. */
    public AsyncIterator<T> iterator() {
        return new ChannelIterator<>(this);
    }

    /** As {@link #iterator}; the iterators share the elements. Closing them does not close the channel, and takes nothing from it. */
    public AsyncSeq<T> elements() {
        return AsyncSeq.made(this::iterator);
    }

    /** No more will be sent. Once what has been sent is received, receivers are told. Closing it again changes nothing. */
    public void close() {
        close(false, null);
    }

    /** As {@link #close()}; {@code cause} is what receivers are told then, and senders now. */
    public void close(Throwable cause) {
        close(false, Objects.requireNonNull(cause, "cause"));
    }

    /**
     * For receivers that want no more: closes the channel, and senders that wait are refused.
     *
     * @return what was left in the channel, to be disposed of
     */
    public List<T> refuse() {
        close(true, null);
        lock();
        try {
            List<T> left = new ArrayList<>(buffer.size());
            for (T element = buffer.pollFirst(); element != null; element = buffer.pollFirst()) {
                left.add(element);
            }
            return left;
        } finally {
            unlock();
        }
    }

    private void close(boolean refuse, @Nullable Throwable why) {
        lock();
        try {
            if (!closed) {
                closed = true;
                cause = why;
            }
            refuses |= refuse;
        } finally {
            unlock();
        }
        receivers.wakeAll(this);
        if (refuse) {
            senders.wakeAll(this);
            Task<?> feeding = feeder == null ? null : feeder.get();
            if (feeding != null) { // it may wait for the next element
                feeding.cancel("what it sends was refused");
            }
        }
    }

    /** Before others have the channel: its elements are those of a sequence, which that task goes through. */
    void fedBy(Task<?> task) {
        feeder = only(task);
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

    /** How many elements are buffered. */
    public int size() {
        lock();
        try {
            return buffer.size();
        } finally {
            unlock();
        }
    }

    @Override
    public String toString() {
        lock();
        try {
            return "Channel[" + buffer.size() + (capacity == Integer.MAX_VALUE ? "" : " of " + capacity) + " buffered, "
                    + senders.size() + " sending, " + receivers.size() + " receiving" + (closed ? ", closed]" : "]");
        } finally {
            unlock();
        }
    }

    // ---- for the operations -----------------------------------------------------------------------------------------

    /** Sends it if that need not wait: {@link #SENT}, {@link #FULL} or {@link #CLOSED}. */
    int offer(T element) {
        Async<?> receiver;
        lock();
        try {
            if (closed) {
                return CLOSED;
            }
            receiver = receivers.exchange(element);
            if (receiver == null) {
                if (buffer.size() == capacity && !conflates) {
                    return FULL;
                }
                if (conflates) {
                    buffer.pollFirst();
                }
                buffer.addLast(element);
            }
        } finally {
            unlock();
        }
        if (receiver != null) {
            receiver.go();
        }
        return SENT;
    }

    /** Receives an element if there is one; the sender that waited longest has room now. */
    @Nullable
    T poll() {
        Async<?> sender;
        T first;
        lock();
        try {
            first = buffer.pollFirst();
            sender = refuses ? null : senders.exchange(null);
            if (sender != null) {
                T sent = cast(senders.takeBrought());
                if (first == null) {
                    first = sent;
                } else {
                    buffer.addLast(sent);
                }
            }
        } finally {
            unlock();
        }
        if (sender != null) {
            sender.go();
        }
        return first;
    }

    // Without the lock, for one who asks again under it before it waits: what is read may be old.

    boolean seemsEmpty() {
        return !closed && buffer.isEmpty() && senders.isEmpty();
    }

    boolean seemsFull() {
        return !closed && !conflates && receivers.isEmpty() && buffer.size() >= capacity;
    }

    /** Under the lock: whether a send is worth a try. */
    boolean isSendable() {
        return closed || conflates || buffer.size() < capacity || !receivers.isEmpty();
    }

    /** Under the lock: whether a receive is worth a try. */
    boolean isReceivable() {
        return closed || !buffer.isEmpty() || !senders.isEmpty();
    }

    /** Whether nothing will come any more. */
    boolean isAtEnd() {
        lock();
        try {
            return closed && buffer.isEmpty() && (refuses || senders.isEmpty());
        } finally {
            unlock();
        }
    }

    /** Notes who sends; null for a thread. */
    void sends(@Nullable Awaitable task) {
        WeakReference<Task<?>> known = sender;
        if (known != SEVERAL && (known == null || task == null || known.get() != task)) {
            sender = known == null ? only(task) : SEVERAL;
        }
    }

    /** Notes who receives; null for a thread. */
    void receives(@Nullable Awaitable task) {
        WeakReference<Task<?>> known = receiver;
        if (known != SEVERAL && (known == null || task == null || known.get() != task)) {
            receiver = known == null ? only(task) : SEVERAL;
        }
    }

    private static WeakReference<Task<?>> only(@Nullable Awaitable task) {
        return task instanceof Task<?> first ? new WeakReference<>(first) : SEVERAL;
    }

    /** Who alone has ever sent. */
    @Nullable
    Task<?> onlySender() {
        WeakReference<Task<?>> known = sender;
        return known == null ? null : known.get();
    }

    /** Who alone has ever received. */
    @Nullable
    Task<?> onlyReceiver() {
        WeakReference<Task<?>> known = receiver;
        return known == null ? null : known.get();
    }

    /** Where it comes among the channels that a select locks together. */
    long order() {
        lock();
        try {
            if (order == 0) {
                order = ORDERS.incrementAndGet();
            }
            return order;
        } finally {
            unlock();
        }
    }

    @Nullable
    Throwable cause() {
        return cause;
    }

    ClosedChannelException closedException(String what) {
        return new ClosedChannelException(what + " on a closed channel", cause);
    }

    @SuppressWarnings("unchecked")
    static <T> T cast(Object element) {
        return (T) element;
    }
}
