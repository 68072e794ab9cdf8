package dev.bobbin.netty;

import dev.bobbin.Async;
import dev.bobbin.AsyncFunction;
import dev.bobbin.Cancelled;
import dev.bobbin.Task;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A server on Netty that runs a coroutine for each connection, on the connection's event loop.
 *
 * <pre>{@code
 * NettyServer server = NettyServer.<ByteBuf, ByteBuf>listen(bootstrap, address, pipeline -> {}, peer -> echo(peer)).await();
 * ...
 * server.shutdown(Duration.ofSeconds(5)).await();
 * }</pre>
 *
 * <p>A connection is closed when its coroutine has ended. One that fails is told to the {@code System.Logger} named {@code
 * dev.bobbin.netty}, unless the peer has broken off ({@code IOException}); the others go on. The event loops are the program's, to be shut
 * down after the server.
 *
 * <p>Thread-safe.
 */
public final class NettyServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.bobbin.netty");

    private final Channel channel;
    private final Connections connections;

    private NettyServer(Channel channel, Connections connections) {
        this.channel = channel;
        this.connections = connections;
    }

    /**
     * Binds, and serves from then on. Cancelled, it closes what it has opened.
     *
     * @param bootstrap with the groups and the class of channel; copied. Connections may be half closed, unless it says otherwise
     * @param codecs adds what translates between bytes and messages; called on the connection's event loop
     * @param handler is given each connection
     */
    public static <I, O> Async<NettyServer> listen(
            ServerBootstrap bootstrap,
            SocketAddress address,
            Consumer<? super ChannelPipeline> codecs,
            AsyncFunction<? super NettyConnection<I, O>, Void> handler)
            throws IOException {
        Connections connections = new Connections();
        ServerBootstrap own = bootstrap.clone();
        if (!own.config().childOptions().containsKey(ChannelOption.ALLOW_HALF_CLOSURE)) {
            own.childOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        }
        own.childHandler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel accepted) {
                codecs.accept(accepted.pipeline());
                new Serving<I, O>(NettyConnection.of(accepted), connections).start(handler);
            }
        });
        ChannelFuture bound = own.bind(address);
        Netty.await(bound, nothing -> bound.channel().close()).await();
        return Async.done(new NettyServer(bound.channel(), connections));
    }

    /**
     * Those that are served. Netty initialises a connection some time after it has accepted it, on the connection's event loop: one that
     * enters {@link #open} and then finds {@link #closing} cancels itself, one that has not is found by whoever has set that.
     */
    private static final class Connections {
        private final Set<Serving<?, ?>> open = ConcurrentHashMap.newKeySet();
        private volatile boolean closing;

        /** Whoever comes later is cancelled. */
        List<Task<Void>> close() {
            closing = true;
            return tasks();
        }

        List<Task<Void>> tasks() {
            return open.stream().map(Serving::task).toList();
        }
    }

    /** A connection that is served. */
    private static final class Serving<I, O> {
        private final NettyConnection<I, O> connection;
        private final Connections connections;
        private volatile @Nullable Task<Void> task;

        Serving(NettyConnection<I, O> connection, Connections connections) {
            this.connection = connection;
            this.connections = connections;
        }

        /** On the event loop, which runs the coroutine after this. */
        void start(AsyncFunction<? super NettyConnection<I, O>, Void> handler) {
            Task<Void> started = connection.start(serve(handler));
            task = started;
            connections.open.add(this);
            if (connections.closing) {
                started.cancel();
            }
        }

        private Async<Void> serve(AsyncFunction<? super NettyConnection<I, O>, Void> handler) {
            try (connection) {
                handler.apply(connection).await();
            } catch (Cancelled e) {
                throw e;
            } catch (IOException e) {
                LOG.log(Level.DEBUG, () -> connection + " broke off", e);
            } catch (Throwable t) { // the connection's alone
                LOG.log(Level.WARNING, "the coroutine of " + connection + " has failed", t);
            } finally {
                connections.open.remove(this);
            }
            return Async.done();
        }

        Task<Void> task() {
            return Objects.requireNonNull(task, "not started");
        }
    }

    /** Where it listens. */
    public SocketAddress localAddress() {
        return channel.localAddress();
    }

    /** How many connections are being served. */
    public int connections() {
        return connections.open.size();
    }

    /**
     * Accepts no more, and waits until all connections have been served; those that have not by then are cancelled, and waited for. One
     * that has been accepted and is not being served yet is cancelled at once.
     *
     * @param grace how long they may take
     * @return the names of the tasks that were cancelled
     */
    public Async<List<String>> shutdown(Duration grace) throws IOException {
        AwaitFuture.watching(channel.close()).await(); // a close whose future is cancelled would not be one
        List<String> late = new ArrayList<>();
        List<Task<Void>> rest = connections.close();
        try {
            ended(rest).timeout(grace).await();
        } catch (Exception e) {
            if (!(e instanceof TimeoutException)) {
                throw e;
            }
        }
        for (Task<Void> task : rest) {
            if (task.cancel("its server is being shut down")) {
                late.add(task.name());
            }
        }
        ended(rest).await();
        ended(connections.tasks()).await(); // those that have come meanwhile, and are cancelled
        return Async.done(late);
    }

    private static Async<Void> ended(List<Task<Void>> tasks) {
        for (Task<Void> task : tasks) {
            try {
                task.await();
            } catch (java.util.concurrent.CancellationException e) {
                continue; // it has ended
            }
        }
        return Async.done();
    }

    /** Accepts no more, and cancels the coroutines of all connections; does not wait for their end. */
    @Override
    public void close() {
        channel.close();
        connections.close().forEach(Task::cancel);
    }

    @Override
    public String toString() {
        return "NettyServer[" + channel + ", " + connections() + " connections]";
    }
}
