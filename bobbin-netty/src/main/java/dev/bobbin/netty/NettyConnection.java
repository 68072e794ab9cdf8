package dev.bobbin.netty;

import dev.bobbin.Async;
import dev.bobbin.AsyncIterator;
import dev.bobbin.AsyncSeq;
import dev.bobbin.Task;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A channel of Netty's whose messages coroutines receive and send; its codecs say what a message is.
 *
 * <pre>{@code
 * static Async<Void> echo(NettyConnection<ByteBuf, ByteBuf> peer) throws IOException {
 *     for (var it = peer.iterator(); it.next().await();) {
 *         peer.send(it.value()).await();             // waits while the peer does not read
 *     }
 *     return done();
 * }
 * }</pre>
 *
 * <p>Reads are asked for as messages are received: a slow coroutine slows its peer down. Coroutines that were {@linkplain #start started} on
 * the connection run on its event loop, so that neither its messages nor they change threads; others may use it as well.
 *
 * <p>Reference counts: what has been received is the receiver's to release; what is sent has been given away at the await, whatever becomes of
 * it; what nobody has received is released by {@link #close}, so close it in the end.
 *
 * <p>Thread-safe. Messages of several senders are sent whole, in some order; several receivers share what arrives.
 *
 * @param <I> what the codecs make of incoming bytes
 * @param <O> what they take
 */
public final class NettyConnection<I, O> implements AutoCloseable {
    private final Channel channel;
    private final Inbox<I> inbox;
    private final Gate writable;
    private volatile @Nullable ChannelFuture lastWrite;

    private NettyConnection(Channel channel) {
        this.channel = channel;
        this.writable = new Gate(channel);
        this.inbox = new Inbox<>(LoopSchedulers.of(channel.eventLoop()), writable);
    }

    /**
     * Takes over a channel's messages: adds a handler at the end of its pipeline, behind the codecs, and turns auto-read off. To be called
     * where the channel is initialised, before it has read anything.
     */
    public static <I, O> NettyConnection<I, O> of(Channel channel) {
        NettyConnection<I, O> connection = new NettyConnection<>(channel);
        channel.pipeline().addLast(connection.inbox);
        return connection;
    }

    /**
     * Waits for the next message; may be awaited any number of times, and be an event of a {@link dev.bobbin.Select}.
     *
     * <p>Throws {@link dev.bobbin.ClosedChannelException} behind the last one; its cause is the failure that ended the connection, if one did.
     */
    public Async<I> receive() {
        return inbox.arrived().receive();
    }

    /** A message, if one has arrived. */
    public Optional<I> tryReceive() {
        return inbox.arrived().tryReceive();
    }

    /** Receives one message after the other up to the peer's end; throws what has ended the connection, if that is a failure. */
    public AsyncIterator<I> iterator() {
        return inbox.arrived().iterator();
    }

    /** As {@link #iterator}, with operators. Leaving it early leaves the rest in the connection. */
    public AsyncSeq<I> messages() {
        return inbox.arrived().elements();
    }

    /**
     * Hands a message to the channel; waits while that is not writable, since the peer does not read. What a codec refuses is thrown here; if
     * writing fails later, the connection is closed, and receivers are told why.
     *
     * <p>The message is given away, also if this fails or is cancelled: then it is released, and nothing of it is sent.
     *
     * @throws ClosedChannelException at the await, if the connection is closed
     */
    public Async<Void> send(O message) throws IOException {
        boolean handedOver = false;
        try {
            writable.passed().await();
            if (!channel.isActive()) {
                throw closedException();
            }
            handedOver = true;
        } finally {
            if (!handedOver) {
                ReferenceCountUtil.release(message);
            }
        }
        ChannelFuture written = channel.writeAndFlush(message);
        lastWrite = written;
        if (!written.isDone()) {
            written.addListener(this::noteFailure);
        } else if (!written.isSuccess()) {
            throw Rethrow.asIs(written.cause());
        }
        return Async.done();
    }

    /** On the event loop. */
    private void noteFailure(Future<? super Void> written) {
        if (!written.isSuccess()) {
            inbox.failed(written.cause());
            channel.close();
        }
    }

    private ClosedChannelException closedException() {
        ClosedChannelException closed = new ClosedChannelException();
        Throwable why = inbox.failure();
        if (why != null) {
            closed.initCause(why);
        }
        return closed;
    }

    /** Waits until what was sent before has been handed to the system; throws what has prevented that. */
    public Async<Void> flushed() throws IOException {
        ChannelFuture last = lastWrite;
        if (last != null) {
            AwaitFuture.watching(last).await();
        }
        return Async.done();
    }

    /**
     * Ends the outgoing stream behind what was sent: the peer reads the end, and this side can still receive. The peer's end is one of the
     * incoming stream alone if the channel's option {@code ALLOW_HALF_CLOSURE} is set, as it is in connections of a {@link NettyServer};
     * else Netty closes the channel then. Ending it again changes nothing.
     *
     * @throws UnsupportedOperationException at the await, if the channel's transport cannot do that
     */
    public Async<Void> shutdown() throws IOException {
        if (!(channel instanceof DuplexChannel duplex)) {
            throw new UnsupportedOperationException(channel + " cannot end its outgoing stream alone: close it");
        }
        flushed().await();
        try {
            endOutput(duplex).await();
        } catch (ClosedChannelException e) {
            if (!channel.isActive() || !duplex.isOutputShutdown()) { // else it was done before
                throw e;
            }
        }
        return Async.done();
    }

    private static Async<Void> endOutput(DuplexChannel duplex) throws IOException {
        return Netty.await(duplex.shutdownOutput());
    }

    /**
     * Ends the outgoing stream, drops what still comes in until the peer ends its stream too, and closes. It waits as long as the peer does, so
     * give it a {@link Async#timeout}; being cancelled, or failing, it closes at once.
     */
    public Async<Void> closeGracefully() throws IOException {
        try (this) {
            shutdown().await();
            for (var it = iterator(); it.next().await(); ) {
                ReferenceCountUtil.release(it.value());
            }
        }
        return Async.done();
    }

    /** Closes at once, and releases what nobody has received. Does nothing if it is closed. */
    @Override
    public void close() {
        inbox.arrived().refuse().forEach(ReferenceCountUtil::release);
        channel.close();
    }

    /** Whether messages may still come and go; what has arrived can be received in any case. */
    public boolean isOpen() {
        return channel.isActive() && !inbox.arrived().isClosed();
    }

    /** Starts a coroutine on the connection's event loop. */
    public <T extends @Nullable Object> Task<T> start(Async<T> computation) {
        return LoopSchedulers.of(channel.eventLoop()).start(Objects.requireNonNull(computation, "computation"));
    }

    /** The channel, for its addresses, options and pipeline. */
    public Channel channel() {
        return channel;
    }

    @Override
    public String toString() {
        return "NettyConnection[" + channel + "]";
    }
}
