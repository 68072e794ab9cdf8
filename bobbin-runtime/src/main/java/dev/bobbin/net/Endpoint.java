package dev.bobbin.net;

import dev.bobbin.runtime.NioPoller;
import dev.bobbin.runtime.Pollable;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.SocketOption;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/**
 * A channel and the two operations that may wait for it: one for input, one for output.
 *
 * <p>Who owns what: a slot belongs to the operation in it, from its {@link #enlist} to its {@link #delist}. All fields are volatile: an operation
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

    /** With the pollers at which operations have waited; one, mostly. Written under the monitor. */
    private volatile @Nullable Registration registered;

    abstract SelectableChannel channel();

    /**
     * Sets an option of the socket: {@code connection.option(StandardSocketOptions.SO_KEEPALIVE, true)}. One that the system wants to know
     * before a socket is bound or connected comes too late here. {@code SO_LINGER} above 0 makes closing wait, which blocks the thread.
     *
     * @throws UnsupportedOperationException if sockets of this kind have no such option
     * @throws IllegalArgumentException if the value is none that it can have
     * @throws java.nio.channels.ClosedChannelException if it is closed
     */
    public final <V> void option(SocketOption<V> option, V value) throws IOException {
        try {
            ((NetworkChannel) channel()).setOption(option, value);
        } catch (UnsupportedOperationException e) {
            throw new UnsupportedOperationException(this + " has no option " + option.name(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(set(option, value) + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw SocketFailures.named(set(option, value), channel().isOpen(), e);
        }
    }

    private String set(SocketOption<?> option, Object value) {
        return "set " + option.name() + " of " + this + " to " + value;
    }

    /**
     * The value of an option of the socket.
     *
     * @throws UnsupportedOperationException if sockets of this kind have no such option
     * @throws java.nio.channels.ClosedChannelException if it is closed
     */
    public final <V> V option(SocketOption<V> option) throws IOException {
        try {
            return ((NetworkChannel) channel()).getOption(option);
        } catch (UnsupportedOperationException e) {
            throw new UnsupportedOperationException(this + " has no option " + option.name(), e);
        } catch (IOException e) {
            throw SocketFailures.named(
                    "get " + option.name() + " of " + this, channel().isOpen(), e);
        }
    }

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

    private record Registration(
            NioPoller poller, SelectionKey key, @Nullable Registration next) {}

    /**
     * Asks the poller of the running task to call {@link #ready}; the operation is enlisted.
     *
     * @return false if the channel is closed
     */
    final boolean arm(int interest) throws IOException {
        NioPoller poller = NioPoller.current();
        try {
            poller.want(key(poller), interest);
            return true;
        } catch (ClosedChannelException | CancelledKeyException e) {
            return channel().isOpen() && poller.isClosed();
        }
    }

    private SelectionKey key(NioPoller poller) throws IOException {
        Registration last = registered;
        if (last != null && last.poller == poller && last.key.isValid()) {
            return last.key;
        }
        synchronized (this) { // registering twice would drop the other direction's interest
            SelectionKey key = poller.register(channel(), this);
            Registration others = null;
            for (Registration r = registered; r != null; r = r.next) {
                if (r.poller != poller && r.key.isValid()) {
                    others = new Registration(r.poller, r.key, others);
                }
            }
            registered = new Registration(poller, key, others);
            return key;
        }
    }

    @Override
    protected final int ready(int operations) {
        int woken = 0;
        int in = operations & INPUT;
        if (in != 0 && signal(input)) {
            woken = in;
        }
        int out = operations & ~INPUT;
        if (out != 0 && signal(output)) {
            woken |= out;
        }
        return woken;
    }

    @Override
    protected final int awaited(int operations) {
        int in = operations & INPUT;
        int out = operations & ~INPUT;
        return (input == null ? 0 : in) | (output == null ? 0 : out);
    }

    /**
     * Closes the channel and wakes whoever waits for it; the rest of the program sees it closed from here on. A channel that
     * was registered gives its descriptor back when the poller comes round, which is soon.
     */
    final void closeChannel() {
        try {
            closeDescriptor();
        } catch (IOException e) {
            // The descriptor is gone all the same, and nobody could do anything about it.
        }
        signal(input);
        signal(output);
        for (Registration r = registrations(); r != null; r = r.next) {
            r.poller.wakeUp(); // it frees the descriptor
        }
    }

    /** All that have been: one that is being made, under the monitor, is waited for, and none is made of a closed channel. */
    private synchronized @Nullable Registration registrations() {
        return registered;
    }

    void closeDescriptor() throws IOException {
        channel().close();
    }

    /** Waits until the descriptor of the closed channel is free. */
    final void flush() {
        for (Registration r = registrations(); r != null; r = r.next) {
            r.poller.flush();
        }
    }

    private static boolean signal(@Nullable Operation<?> operation) {
        return operation != null && operation.signal();
    }

    private static boolean isInput(int operations) {
        return (operations & INPUT) != 0;
    }

    private static VarHandle slot(int interest) {
        return isInput(interest) ? INPUT_SLOT : OUTPUT_SLOT;
    }
}
