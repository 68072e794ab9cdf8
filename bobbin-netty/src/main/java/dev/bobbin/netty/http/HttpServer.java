package dev.bobbin.netty.http;

import dev.bobbin.Async;
import dev.bobbin.AsyncFunction;
import dev.bobbin.Latch;
import dev.bobbin.netty.NettyServer;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A server of HTTP/1.1 and WebSocket whose handlers are coroutines, which run on the event loops of their connections.
 *
 * <pre>{@code
 * HttpServer server = HttpServer.over(bootstrap)
 *         .webSocket("/chat", socket -> chat(socket))
 *         .listen(address, request -> answer(request)).await();
 * }</pre>
 *
 * <p>Requests of a connection are answered one after the other, in their order, also if they come all at once. A request is released when
 * its handler has ended, so one that keeps it retains it; the response is given away. {@code Content-Length} and {@code Connection} are set
 * where the handler has not.
 *
 * <table>
 * <caption>What is answered without, or after, the handler</caption>
 * <tr><td>400</td><td>what came is not HTTP/1.1; the connection is closed</td></tr>
 * <tr><td>408</td><td>the request has not come to its end within {@link HttpLimits#message}; the connection is closed</td></tr>
 * <tr><td>413</td><td>its body is larger than {@link HttpLimits#body}; the connection is closed</td></tr>
 * <tr><td>417</td><td>it expects something else than {@code 100-continue}; the connection is closed</td></tr>
 * <tr><td>426</td><td>the path is that of a WebSocket, and the request does not ask for one</td></tr>
 * <tr><td>500</td><td>the handler has failed; told to the log {@code dev.bobbin.netty}</td></tr>
 * <tr><td>503</td><td>the handler has been cancelled after {@link HttpLimits#answer}; told to the log</td></tr>
 * </table>
 *
 * <p>Thread-safe.
 */
public final class HttpServer implements AutoCloseable {
    private final NettyServer server;
    private final Latch stopping;

    private HttpServer(NettyServer server, Latch stopping) {
        this.server = server;
        this.stopping = stopping;
    }

    /** @param bootstrap with the groups and the class of channel; copied */
    public static Builder over(ServerBootstrap bootstrap) {
        return new Builder(bootstrap);
    }

    /** What a server is made of. */
    public static final class Builder {
        private final ServerBootstrap bootstrap;
        private final Map<String, AsyncFunction<? super WebSocket, Void>> sockets = new HashMap<>();
        private HttpLimits limits = HttpLimits.standard();

        private Builder(ServerBootstrap bootstrap) {
            this.bootstrap = Objects.requireNonNull(bootstrap, "bootstrap");
        }

        /** Other limits than {@link HttpLimits#standard}. */
        public Builder limits(HttpLimits other) {
            limits = Objects.requireNonNull(other, "limits");
            return this;
        }

        /**
         * What runs for each WebSocket of this path; when it has ended, so does the WebSocket, with the status 1000, or 1011 if it has failed.
         */
        public Builder webSocket(String path, AsyncFunction<? super WebSocket, Void> handler) {
            sockets.put(path, Objects.requireNonNull(handler, "handler"));
            return this;
        }

        /** Binds, and serves from then on. Cancelled, it closes what it has opened. */
        public Async<HttpServer> listen(
                SocketAddress address, AsyncFunction<? super FullHttpRequest, FullHttpResponse> handler)
                throws IOException {
            Latch stopping = Latch.of(1);
            Handlers handlers = new Handlers(handler, Map.copyOf(sockets), limits, stopping);
            NettyServer server = NettyServer.<HttpObject, HttpObject>listen(
                            bootstrap,
                            address,
                            pipeline -> pipeline.addLast(new HttpServerCodec()),
                            peer -> new Conversation(peer, handlers).serve())
                    .await();
            return Async.done(new HttpServer(server, stopping));
        }
    }

    /** What all conversations of a server share. */
    record Handlers(
            AsyncFunction<? super FullHttpRequest, FullHttpResponse> handler,
            Map<String, AsyncFunction<? super WebSocket, Void>> sockets,
            HttpLimits limits,
            Latch stopping) {
        boolean isStopping() {
            return stopping.count() == 0;
        }
    }

    /** Where it listens. */
    public SocketAddress localAddress() {
        return server.localAddress();
    }

    /** How many connections are open. */
    public int connections() {
        return server.connections();
    }

    /**
     * Accepts no more connections, closes those without an exchange, and waits for the others; those that have not ended by then are
     * cancelled, and waited for. Requests that come meanwhile on an open connection are the last there.
     *
     * @param grace how long they may take
     * @return the names of the tasks that were cancelled
     */
    public Async<List<String>> shutdown(Duration grace) throws IOException {
        stopping.countDown();
        return server.shutdown(grace);
    }

    /** Accepts no more, and cancels all handlers; does not wait for their end. */
    @Override
    public void close() {
        stopping.countDown();
        server.close();
    }

    @Override
    public String toString() {
        return "HttpServer[" + server + "]";
    }
}
