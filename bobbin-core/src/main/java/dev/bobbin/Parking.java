package dev.bobbin;

import dev.bobbin.spi.Poller;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The poller where there is no runtime, and so nothing with channels: the thread parks. */
final class Parking implements Poller {
    private final AtomicBoolean held = new AtomicBoolean();
    private volatile @Nullable Thread waiting;

    @Override
    public boolean tryAcquire() {
        return held.compareAndSet(false, true);
    }

    @Override
    public void release() {
        held.set(false);
    }

    @Override
    public void await(LongSupplier limit) {
        waiting = Thread.currentThread();
        long nanos = limit.getAsLong(); // after the write above
        if (nanos == Long.MAX_VALUE) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, nanos);
        }
        waiting = null;
    }

    @Override
    public void poll() {}

    @Override
    public void wakeUp() {
        LockSupport.unpark(waiting);
    }

    @Override
    public void rest() {}

    @Override
    public void close() {}
}
