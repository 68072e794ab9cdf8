package dev.bobbin.spi;

import java.util.function.LongSupplier;

/**
 * Where threads that run tasks wait when they have none: for time, for other threads, for channels to become ready. One thread
 * at a time holds it, and only that waits in it; the others wait elsewhere. The holder gives it back before it runs a task.
 *
 * <p>Thread-safe; {@link #await}, {@link #poll} and {@link #rest} are for the holder.
 */
public interface Poller {
    /** Takes the poller; false if another thread holds it. */
    boolean tryAcquire();

    /** Gives it back. */
    void release();

    /**
     * Waits until a channel is ready, {@link #wakeUp} is called, the thread is interrupted or the time is over; then wakes the tasks
     * whose channels are ready. It may return early for no reason.
     *
     * @param limit how long, in nanoseconds: 0 or less not at all, {@link Long#MAX_VALUE} for ever. Asked once it has been made known
     *     that the thread waits: who changes what the limit depends on, and then calls {@code wakeUp}, is seen here or ends the
     *     wait
     */
    void await(LongSupplier limit);

    /** Wakes the tasks whose channels are ready. Does not wait. */
    void poll();

    /** Ends the wait of the thread that waits; does nothing if none does. */
    void wakeUp();

    /** The holder will not come back soon: frees what nobody needs meanwhile. */
    void rest();

    /** Frees everything. Tasks that wait for channels here are not woken any more. */
    void close();
}
