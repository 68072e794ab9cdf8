package dev.bobbin.netty;

import dev.bobbin.Async;
import dev.bobbin.Scheduler;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way from coroutines to Netty: its futures, its event loops, its connections.
 *
 * <pre>{@code
 * NettyConnection<String, String> peer = Netty.<String, String>connect(bootstrap, address, codecs).await();
 * peer.send("hello").await();
 * String answer = peer.receive().await();
 * }</pre>
 */
public final class Netty {
    private Netty() {}

    /**
     * Awaits a future of Netty's; its failure arrives as the same exception. If the awaiting task is cancelled, so is the future. A result
     * that comes all the same goes nowhere: for what must be given back there is {@link #await(Future, Consumer)}.
     */
    public static <T extends @Nullable Object> Async<T> await(Future<T> future) {
        return new AwaitFuture<>(Objects.requireNonNull(future, "future"), result -> {});
    }

    /**
     * As {@link #await(Future)} for a result that must be given back: a channel of a pool, a buffer.
     *
     * @param unused gets the result if the awaiting task has been cancelled and the future could not be; called on the future's thread
     *     or by whoever has cancelled; must not block
     */
    public static <T extends @Nullable Object> Async<T> await(Future<T> future, Consumer<? super T> unused) {
        return new AwaitFuture<>(Objects.requireNonNull(future, "future"), Objects.requireNonNull(unused, "unused"));
    }

    /**
     * A scheduler on an event loop: all its tasks run on that one thread, and its timers are the loop's. Given a group, on its next loop;
     * call it again for another one.
     *
     * <p>{@link Scheduler#close} does not shut the loop down. Close the scheduler first: once the loop has been shut down, tasks are cancelled
     * as they are brought to it, those that sleep at the end of their sleep.
     */
    public static Scheduler on(EventLoopGroup group) {
        return new Scheduler(new LoopDispatcher(group.next()));
    }

    /**
     * Connects. Cancelled, it closes what it has opened.
     *
     * @param bootstrap with the group and the class of channel; copied
     * @param codecs adds what translates between bytes and messages; called on the connection's event loop
     */
    public static <I, O> Async<NettyConnection<I, O>> connect(
            Bootstrap bootstrap, SocketAddress address, Consumer<? super ChannelPipeline> codecs) throws IOException {
        Dialled<I, O> dialled = new Dialled<>(codecs);
        ChannelFuture connected = bootstrap.clone().handler(dialled).connect(address);
        Netty.await(connected, nothing -> connected.channel().close()).await();
        return Async.done(dialled.connection());
    }
}
