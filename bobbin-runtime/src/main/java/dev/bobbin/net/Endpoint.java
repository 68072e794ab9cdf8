package dev.bobbin.net;

import dev.bobbin.runtime.Pollable;
import dev.bobbin.runtime.Poller;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/**
 * A channel and the two operations that may wait for it: one for input, one for output.
 *
 * <p>Who owns what: a slot belongs to the operation in it, from its {@link #enlist} to its {@link #delist}; the key is
 * written once, under the monitor, when an operation waits for the first time. All fields are volatile: an operation
 * enlists and then looks whether the channel is open ({@link #arm}), {@link #close} closes the channel and then looks who is
 * enlisted, so that no one waits for a closed channel.
 */
abstract class Endpoint extends Pollable {
    private static final int INPUT = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;

    private static final VarHandle INPUT_SLOT;
    private static final VarHandle OUTPUT_SLOT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            INPUT_SLOT = lookup.findVarHandle(Endpoint.class, "input", Operation.class);
            OUTPUT_SLOT = lookup.findVarHandle(Endpoint.class, "output", Operation.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable Operation<?> input;
    private volatile @Nullable Operation<?> output;
    private volatile @Nullable SelectionKey key;

    abstract SelectableChannel channel();

    /** The operation that waits in the direction of the interest, if one does. */
    final @Nullable Operation<?> waiting(int interest) {
        return isInput(interest) ? input : output;
    }

    /** Enters the operation as the one that waits; false if there is one already. */
    final boolean enlist(Operation<?> operation) {
        return slot(operation.interest()).compareAndSet(this, null, operation);
    }

    /** The operation does not wait any more; does nothing if it did not. */
    final void delist(Operation<?> operation) {
        slot(operation.interest()).compareAndSet(this, operation, null);
    }

    /**
     * Asks the poller to call {@link #ready}; the operation is enlisted.
     *
     * @return false if the channel is closed
     */
    final boolean arm(int interest) throws IOException {
        try {
            Poller poller = Poller.shared();
            poller.want(key(poller), interest);
            return true;
        } catch (ClosedChannelException | CancelledKeyException e) {
            return false;
        }
    }

    private SelectionKey key(Poller poller) throws ClosedChannelException {
        SelectionKey k = key;
        if (k != null) {
            return k;
        }
        synchronized (this) { // registering twice would drop the other direction's interest
            k = key;
            if (k == null) {
                k = poller.register(channel(), this);
                key = k;
            }
            return k;
        }
    }

    @Override
    protected final void ready(int operations) {
        if (isInput(operations)) {
            signal(input);
        }
        if ((operations & ~INPUT) != 0) {
            signal(output);
        }
    }

    /**
     * Closes the channel and wakes whoever waits for it; the rest of the program sees it closed from here on. A channel that
     * was registered gives its descriptor back when the poller comes round, which is soon.
     *
     * @return whether it was registered
     */
    final boolean closeChannel() {
        try {
            channel().close();
        } catch (IOException e) {
            // The descriptor is gone all the same, and nobody could do anything about it.
        }
        signal(input);
        signal(output);
        if (key == null) {
            return false;
        }
        try {
            Poller.shared().nudge();
        } catch (IOException e) { // not thrown once the poller runs, and there is a key
            throw new AssertionError(e);
        }
        return true;
    }

    private static void signal(@Nullable Operation<?> operation) {
        if (operation != null) {
            operation.signal();
        }
    }

    private static boolean isInput(int operations) {
        return (operations & INPUT) != 0;
    }

    private static VarHandle slot(int interest) {
        return isInput(interest) ? INPUT_SLOT : OUTPUT_SLOT;
    }
}
