package dev.bobbin.net;

import dev.bobbin.Async;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket, from {@link Udp#bind} or {@link Udp#connect}, whose operations suspend the coroutine that awaits them and never
 * block a thread.
 *
 * <p>A bound one receives and sends, a connected one reads and writes; the other two are an {@link IllegalStateException}. A
 * datagram arrives whole, once, more than once, or not at all, in any order.
 *
 * <p><b>Truncation:</b> of a datagram for which the buffer has too little room the rest is lost, and the system does not say so. So
 * give room for a byte more than the longest that may come: a buffer that is full then tells of one that was longer. 65,527 bytes
 * are enough for any.
 *
 * <p>One operation for input and one for output may be under way at a time; a second one is an {@link IllegalStateException}, as far as
 * the first is seen to wait. Each returned {@code Async} runs once, when it is awaited. Being cancelled while it waits, or out of
 * time ({@link Async#timeout}), it has taken or sent nothing: the datagram that comes next is for the next call. Closing the
 * socket makes it fail with a {@link ClosedChannelException}.
 *
 * <p>The methods declare {@code IOException} for the await that follows; calling an operation throws none itself. Thread-safe but for
 * the buffers.
 */
public final class UdpSocket extends Endpoint implements AutoCloseable {
    /** No datagram is longer, so no more of a buffer need be copied. */
    private static final int LONGEST = Buffers.PIECE;

    private final DatagramChannel channel;
    private final InetSocketAddress local;

    /** The one peer of a connected socket. */
    private final @Nullable InetSocketAddress remote;

    UdpSocket(DatagramChannel channel, @Nullable InetSocketAddress remote) throws IOException {
        this.channel = channel;
        this.remote = remote;
        channel.configureBlocking(false);
        local = (InetSocketAddress) channel.getLocalAddress();
    }

    /**
     * The next datagram from anybody: puts it into the buffer, as far as there is room, and gives the address of its sender. It
     * may be empty.
     */
    public Async<InetSocketAddress> receive(ByteBuffer target) throws IOException {
        requireConnected(false, "receive", "read");
        return new ReceiveDatagram(this, Buffers.writable(target));
    }

    /**
     * Sends what the buffer has as one datagram; waits while the system has no room for it. Having been sent it may be lost.
     *
     * <p>The await throws an {@link IOException} that names the target if it is too long, 65,507 bytes with IPv4, if there is no way there,
     * or if it is a broadcast address and {@link #broadcast} has not allowed it; and an {@link UnknownHostException} if the target
     * is unresolved.
     */
    public Async<Void> send(ByteBuffer source, InetSocketAddress target) throws IOException {
        requireConnected(false, "send", "write");
        return new SendDatagram(
                this, Objects.requireNonNull(source, "source"), Objects.requireNonNull(target, "target"));
    }

    /**
     * The next datagram from the one peer: puts it into the buffer, as far as there is room.
     *
     * <p>The await throws a {@link PortUnreachableException} if the peer's machine has answered an earlier write that
     * nobody listens on that port. The socket can be used all the same: somebody may listen later.
     *
     * @return how many bytes were put into the buffer; 0 if the datagram is empty
     */
    public Async<Integer> read(ByteBuffer target) throws IOException {
        requireConnected(true, "read", "receive");
        return new ReadDatagram(this, Buffers.writable(target));
    }

    /**
     * Sends what the buffer has as one datagram to the one peer; as {@link #send}. The await throws a {@link
     * java.net.PortUnreachableException} as that of {@link #read} does, for an earlier write; this one is not sent then. It throws an {@link
     * IllegalArgumentException} if the buffer is empty: the JDK sends no empty datagram from a connected socket.
     */
    public Async<Void> write(ByteBuffer source) throws IOException {
        requireConnected(true, "write", "send");
        return new SendDatagram(this, Objects.requireNonNull(source, "source"), null);
    }

    /** Whether datagrams may be sent to broadcast addresses; they may not at first. */
    public void broadcast(boolean allowed) throws IOException {
        channel.setOption(StandardSocketOptions.SO_BROADCAST, allowed);
    }

    /** Where it receives; the port is the real one if 0 was asked for. */
    public InetSocketAddress localAddress() {
        return local;
    }

    /**
     * Its one peer.
     *
     * @throws IllegalStateException if it was bound, not connected
     */
    public InetSocketAddress remoteAddress() {
        if (remote == null) {
            throw new IllegalStateException(this + " has no peer: it was bound, not connected");
        }
        return remote;
    }

    /** Whether it has not been closed. */
    public boolean isOpen() {
        return channel.isOpen();
    }

    /**
     * Closes at once; operations that wait fail, and what has arrived is dropped. When it returns the port is free again. Does
     * nothing if it is closed.
     */
    @Override
    public void close() {
        closeChannel();
        flush();
    }

    @Override
    public String toString() {
        return "UdpSocket[" + local + (remote == null ? "" : " to " + remote) + (isOpen() ? "]" : ", closed]");
    }

    @Override
    DatagramChannel channel() {
        return channel;
    }

    /** The sender of the datagram that was received, null if there is none now: one of no bytes is one all the same. */
    @Nullable
    InetSocketAddress receiveNow(ByteBuffer target) throws IOException {
        int limit = Buffers.cut(target, LONGEST);
        try {
            return (InetSocketAddress) channel.receive(target);
        } finally {
            target.limit(limit);
        }
    }

    /**
     * Whether it was sent; false if the system has no room now. Of one without bytes NIO does not tell, and it may be lost like any;
     * from a connected socket it does not send it at all, and does not tell that either.
     *
     * @param target null for the one peer
     */
    boolean sendNow(ByteBuffer source, @Nullable InetSocketAddress target) throws IOException {
        int length = source.remaining();
        InetSocketAddress receiver = target == null ? remoteAddress() : target;
        if (receiver.isUnresolved()) {
            throw new UnknownHostException(receiver.getHostString());
        }
        if (target == null && length == 0) {
            throw new IllegalArgumentException(
                    "the buffer is empty, and the JDK sends no empty datagram from a connected"
                            + " socket: bind one and use send");
        }
        try {
            if (length > LONGEST) { // it would be copied for nothing
                throw new IOException("longer than a datagram can be");
            }
            return channel.send(source, receiver) == length;
        } catch (PortUnreachableException | ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("send " + length + " bytes to " + receiver + ": " + e.getMessage(), e);
        }
    }

    private void requireConnected(boolean connected, String asked, String instead) {
        if (connected != (remote != null)) {
            throw new IllegalStateException(this
                    + (connected ? " has no peer to " : " has one peer and cannot ")
                    + asked
                    + (connected ? " with: use " : " with any other: use ")
                    + instead);
        }
    }
}
