package dev.bobbin.spi;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import org.jspecify.annotations.Nullable;

/**
 * The pending timers of a dispatcher, in one heap or several: each worker adds to its own, so that they do not wait for each other's
 * locks, and whoever looks for due ones looks in all.
 *
 * <p>A timer remembers its heap, and its place there, in one {@code int}.
 *
 * <p>Thread-safe.
 */
public final class Timers {
    /** What {@link #earliest} says if there is no timer. */
    public static final long NEVER = Long.MAX_VALUE;

    private final TimerHeap[] heaps;

    /** @param heaps how many */
    public Timers(int heaps) {
        this.heaps = new TimerHeap[heaps];
        for (int i = 0; i < heaps; i++) {
            this.heaps[i] = new TimerHeap(i, heaps);
        }
    }

    /**
     * Adds a timer, which must not be pending.
     *
     * @param deadline in nanoseconds of the dispatcher; {@link #NEVER} never comes
     * @param caller any number; callers with the same one share a heap
     * @return whether it is the earliest of its heap now: if so, and if it is earlier than what a thread waits for, that is to be woken
     */
    public boolean add(Awaitable timer, long deadline, int caller) {
        return heaps[Math.floorMod(caller, heaps.length)].add(timer, deadline);
    }

    /** See {@link Dispatcher#cancel}. */
    public long cancel(Awaitable timer) {
        int heap = TimerHeap.heapOf(timer, heaps.length);
        return heap < 0 ? NEVER : heaps[heap].remove(timer);
    }

    /** The {@linkplain Awaitable#place place} of a timer, after whatever has happened to it before the call. */
    public int place(Awaitable timer) {
        int heap = TimerHeap.heapOf(timer, heaps.length);
        return heap < 0 ? Abi.place(timer) : heaps[heap].place(timer);
    }

    /** The earliest deadline, or {@link #NEVER}. Takes no lock; who adds a timer has written this before {@link #add} returns. */
    public long earliest() {
        long earliest = NEVER;
        for (TimerHeap heap : heaps) {
            earliest = Math.min(earliest, heap.earliest());
        }
        return earliest;
    }

    /** How long until the earliest deadline: 0 or less if it has come, {@link Long#MAX_VALUE} without timers. */
    public long untilNext(long now) {
        long earliest = earliest();
        return earliest == NEVER ? Long.MAX_VALUE : earliest - now;
    }

    /** Removes and returns the earliest timer, for the caller to {@linkplain Abi#fire fire}, if its deadline has come. */
    public @Nullable Awaitable pollDue(long now) {
        TimerHeap first = heaps[0];
        for (TimerHeap heap : heaps) {
            if (heap.earliest() < first.earliest()) {
                first = heap;
            }
        }
        return first.pollDue(now);
    }

    /** How many timers are pending. */
    public long size() {
        long size = 0;
        for (TimerHeap heap : heaps) {
            size += heap.size();
        }
        return size;
    }

    /** Whether no timer is pending. Takes no lock. */
    public boolean isEmpty() {
        return earliest() == NEVER;
    }

    /** Drops all timers, and those added later. */
    public void close() {
        for (TimerHeap heap : heaps) {
            heap.close();
        }
    }
}
