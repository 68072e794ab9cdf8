package dev.bobbin.runtime;

import dev.bobbin.abi.Awaitable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one worker: a bounded first-in-first-out ring that others steal from, after the Go scheduler's, and in front
 * of it a slot for the task that is to run next.
 *
 * <p>Who may do what: the owner alone adds, and is called the owner below; any thread may steal.
 *
 * <p>The ring holds the tasks of the indices from {@link #head} up to {@link #tail}, which only grow; they are longs, so that
 * none ever comes back under a slow thief's compare-and-set. A place is written by the owner only, in order:
 *
 * <ul>
 *   <li>The owner writes a place, then {@link #tail} with release. Whoever reads {@code tail} with acquire sees the place.
 *   <li>A thief reads {@code head}, then {@code tail}, copies the places between, and then moves {@code head} by
 *       compare-and-set. The owner uses a place again only after it has read a {@code head} beyond it: so if a place has
 *       changed under the thief's hands, {@code head} has, and the thief drops its copy.
 *   <li>A thief cannot clear the places it has emptied, since the owner may be filling them. The owner does
 *       ({@link #clear}), before it next fills one and before it sleeps, so that no ended task is kept alive for longer.
 * </ul>
 *
 * <p>The slot is emptied by an exchange, so that one thread gets what is in it. It does not count in {@link #isEmpty}: see
 * {@link Monitor}.
 *
 * <p>Tested by {@code LocalQueueStressTest} and {@code LocalQueueLincheckTest}.
 */
final class LocalQueue {
    static final int CAPACITY = 256;

    private static final VarHandle HEAD;
    private static final VarHandle TAIL;
    private static final VarHandle NEXT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HEAD = lookup.findVarHandle(LocalQueue.class, "head", long.class);
            TAIL = lookup.findVarHandle(LocalQueue.class, "tail", long.class);
            NEXT = lookup.findVarHandle(LocalQueue.class, "next", Awaitable.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final @Nullable Object[] ring;
    private volatile long head;
    private volatile long tail;
    private volatile @Nullable Awaitable next;

    /** The owner's: all places of indices below this one are null, or filled anew. */
    private long cleared;

    LocalQueue() {
        this(CAPACITY);
    }

    /** @param capacity a power of two */
    LocalQueue(int capacity) {
        ring = new Object[capacity];
    }

    /** Adds a task at the end; false if the ring is full. By the owner. */
    boolean offer(Awaitable task) {
        long t = (long) TAIL.get(this); // the owner's own
        long h = (long) HEAD.getAcquire(this); // pairs with the compare-and-set of whoever emptied the place
        if (t - h >= ring.length) {
            return false;
        }
        clear(h);
        ring[place(t)] = task;
        TAIL.setRelease(this, t + 1); // pairs with the acquire in stealFrom
        return true;
    }

    /** Takes the oldest task of the ring, or null. By the owner. */
    @Nullable
    Awaitable poll() {
        long t = (long) TAIL.get(this);
        for (; ; ) {
            long h = (long) HEAD.getAcquire(this);
            if (h == t) {
                return null;
            }
            Object task = ring[place(h)]; // the owner's own write
            if (HEAD.compareAndSet(this, h, h + 1)) {
                return (Awaitable) task;
            }
        }
    }

    /** What is to be run first: the slot's, else the oldest of the ring, or null; others may take it meanwhile. By the owner. */
    @Nullable
    Awaitable first() {
        Awaitable first = next;
        if (first != null) {
            return first;
        }
        long h = (long) HEAD.getAcquire(this);
        return h == (long) TAIL.get(this) ? null : (Awaitable) ring[place(h)];
    }

    /** Moves the older half, rounded up, into the array and returns how many tasks that were. By the owner. */
    int takeHalf(@Nullable Object[] into) {
        long t = (long) TAIL.get(this);
        for (; ; ) {
            long h = (long) HEAD.getAcquire(this);
            int n = half(h, t);
            for (int i = 0; i < n; i++) {
                into[i] = ring[place(h + i)];
            }
            if (n == 0 || HEAD.compareAndSet(this, h, h + n)) {
                return n;
            }
        }
    }

    /**
     * Moves the older half of another's ring, rounded up, into this one, and takes the oldest of them to be run; null if
     * there is none. By the owner, whose ring is empty; both rings are of one size.
     */
    @Nullable
    Awaitable stealFrom(LocalQueue victim) {
        long own = (long) TAIL.get(this);
        clear(own);
        for (; ; ) {
            long h = (long) HEAD.getAcquire(victim);
            long t = (long) TAIL.getAcquire(victim); // after head, or it might lie behind it
            int n = half(h, t);
            if (n == 0) {
                return null;
            }
            if (n > ring.length / 2) {
                continue; // head is old: more than the ring holds lies between
            }
            Object first = victim.ring[place(h)];
            for (int i = 1; i < n; i++) {
                ring[place(own + i - 1)] = victim.ring[place(h + i)];
            }
            if (HEAD.compareAndSet(victim, h, h + n)) {
                TAIL.setRelease(this, own + n - 1); // pairs with the acquire above, in others
                return (Awaitable) first;
            }
            for (int i = 1; i < n; i++) {
                ring[place(own + i - 1)] = null; // they are others' to run
            }
        }
    }

    /** Puts a task into the slot and takes out the one that is there, or null. By the owner. */
    @Nullable
    Awaitable swapNext(Awaitable task) {
        return (Awaitable) NEXT.getAndSet(this, task);
    }

    /** Takes the task in the slot, or null. By anybody. */
    @Nullable
    Awaitable takeNext() {
        return next == null ? null : (Awaitable) NEXT.getAndSet(this, null);
    }

    /** The task in the slot, or null; it may be gone at once. */
    @Nullable
    Awaitable next() {
        return next;
    }

    /** How many tasks can still be added to the ring; asked by the owner, it is a lower bound until the owner adds. */
    int room() {
        return (int) (ring.length - ((long) TAIL.get(this) - (long) HEAD.getAcquire(this)));
    }

    /** How many tasks are in the ring; exact while nobody changes it. */
    int size() {
        long h = head;
        return (int) Math.max(0, Math.min(ring.length, tail - h));
    }

    /** Whether the ring is empty; what was added before the call, and is still there, is seen. */
    boolean isEmpty() {
        long t = tail;
        return head == t;
    }

    /** Forgets what others have taken. By the owner, before it sleeps. */
    void clear() {
        clear((long) HEAD.getAcquire(this));
    }

    /** Forgets all tasks. By the owner, which runs no more. */
    void drop() {
        takeNext();
        while (poll() != null) {
            continue;
        }
        clear();
    }

    private void clear(long end) {
        for (; cleared < end; cleared++) {
            ring[place(cleared)] = null;
        }
    }

    private int place(long index) {
        return (int) index & ring.length - 1;
    }

    /** The older half, rounded up. */
    private static int half(long head, long tail) {
        return (int) (tail - head - (tail - head) / 2);
    }
}
