package dev.bobbin.netty;

import dev.bobbin.Async;
import dev.bobbin.Latch;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Where senders wait until a channel is writable, or closed. The event loop {@linkplain #look looks} whenever that may have changed; a sender
 * that finds the channel full first makes known that it waits and then looks again, so one of the two sees the other.
 */
final class Gate {
    private static final Latch OPEN = Latch.of(0);

    private final Channel channel;
    private @Nullable Latch shut; // guarded by this object's monitor

    Gate(Channel channel) {
        this.channel = channel;
    }

    /** Waits until it makes sense to write: at once as a rule, but never so often in a row that others do not get their turn. */
    Async<Void> passed() {
        Latch gate = OPEN;
        do {
            gate.opened().await();
            gate = gate();
        } while (gate != OPEN);
        return Async.done();
    }

    private Latch gate() {
        if (passable()) {
            return OPEN;
        }
        Latch waits;
        synchronized (this) {
            if (shut == null) {
                shut = Latch.of(1);
            }
            waits = shut;
        }
        if (passable()) {
            look();
            return OPEN;
        }
        return waits;
    }

    private boolean passable() {
        return channel.isWritable() || !channel.isActive();
    }

    /** By any thread, when the channel may have become writable or been closed. */
    void look() {
        if (!passable()) {
            return;
        }
        Latch opens;
        synchronized (this) {
            opens = shut;
            shut = null;
        }
        if (opens != null) {
            opens.countDown();
        }
    }
}
