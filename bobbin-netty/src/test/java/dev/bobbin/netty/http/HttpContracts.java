package dev.bobbin.netty.http;

import static dev.bobbin.Async.done;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Latch;
import dev.bobbin.Task;
import dev.bobbin.netty.ConnectionContracts;
import dev.bobbin.netty.NettyContract;
import dev.bobbin.netty.NettyContractTest.Row;
import dev.bobbin.netty.Nio;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Those of HTTP and WebSocket. */
public final class HttpContracts {
    /** A loop that is kept busy while an operation is to wait for it. */
    private static final EventLoopGroup BUSY = Nio.group(1);

    private static final HttpLimits LIMITS = HttpLimits.standard();

    private HttpContracts() {}

    /** One for each operation. */
    public static List<Row> rows() {
        return List.of(
                new Row("Builder.listen", Listening::new),
                new Row("HttpServer.shutdown", Stopping::new),
                new Row("HttpClient.send", Asking::new),
                new Row("WebSocket.connect", Connecting::new),
                new Row("WebSocket.receive", () -> new Receiving(false)),
                new Row("WebSocket.receiveText", () -> new Receiving(true)),
                new Row("WebSocket.send", Sending::new),
                new Row("WebSocket.closeGracefully", Closing::new));
    }

    private static final class Listening extends NettyContract {
        private final InetSocketAddress address;
        private final CountDownLatch free = ConnectionContracts.occupied(BUSY);

        Listening() throws IOException {
            try (ServerSocket any = new ServerSocket(0, 1, Nio.anyPort().getAddress())) {
                address = new InetSocketAddress(any.getInetAddress(), any.getLocalPort());
            }
        }

        @Override
        protected Async<?> operation() throws Exception {
            return HttpServer.over(new ServerBootstrap().group(BUSY).channel(NioServerSocketChannel.class))
                    .listen(address, request -> done(Http.text(OK, "")));
        }

        @Override
        protected void proceed() {
            free.countDown();
        }

        @Override
        protected void check(boolean returned, @Nullable Object result) throws Exception {
            if (returned) {
                try (HttpServer server = (HttpServer) result) {
                    assertThat(server.localAddress()).isEqualTo(address);
                }
            }
            Nio.untilRefused(address);
        }

        @Override
        public void close() {
            free.countDown();
        }
    }

    /** A server whose handler answers when it may. */
    private abstract static class Served extends NettyContract {
        final Latch may = Latch.of(1);
        final Channel<Integer> asked = Channel.unlimited();
        final HttpClient client = HttpClient.over(Nio.client(), LIMITS);
        final HttpServer server =
                Bobbin.run(() -> HttpServer.over(Nio.server()).listen(Nio.anyPort(), request -> answer()));
        final InetSocketAddress address = (InetSocketAddress) server.localAddress();

        private Async<FullHttpResponse> answer() {
            asked.trySend(1);
            may.opened().await();
            return done(Http.text(OK, "answer"));
        }

        @Override
        public void close() {
            may.countDown();
            client.close();
            server.close();
            Nio.until(() -> server.connections() == 0);
        }
    }

    private static final class Stopping extends Served {
        private final Task<FullHttpResponse> asking;

        Stopping() throws IOException {
            asking = Bobbin.start(client.send(address, Http.get("/")));
            asked.receiveBlocking();
        }

        @Override
        protected Async<?> operation() throws Exception {
            return server.shutdown(Duration.ofHours(1));
        }

        @Override
        protected void proceed() {
            may.countDown();
        }

        @Override
        protected void check(boolean returned, @Nullable Object result) {
            assertThat(Http.textOf(Nio.join(asking))).isEqualTo("answer");
            if (returned) {
                assertThat((List<?>) result).isEmpty();
            }
            Nio.until(() -> server.connections() == 0);
        }
    }

    private static final class Asking extends Served {
        private final FullHttpRequest request = Http.post("/", "body");

        @Override
        protected Async<?> operation() throws Exception {
            return client.send(address, request);
        }

        @Override
        protected void proceed() {
            may.countDown();
        }

        @Override
        protected void check(boolean returned, @Nullable Object result) {
            if (returned) {
                assertThat(Http.textOf((FullHttpResponse) result)).isEqualTo("answer");
            }
            Nio.until(() -> request.refCnt() == 0);
            client.close();
            Nio.until(() -> server.connections() == 0);
        }
    }

    private static final class Connecting extends NettyContract {
        private final HttpServer server = Bobbin.run(() -> HttpServer.over(Nio.server(BUSY))
                .webSocket("/", socket -> socket.closeGracefully(WebSocketCloseStatus.NORMAL_CLOSURE))
                .listen(Nio.anyPort(), request -> done(Http.text(OK, ""))));
        private final CountDownLatch free = ConnectionContracts.occupied(BUSY);

        @Override
        protected Async<?> operation() throws Exception {
            return WebSocket.connect(Nio.client(), server.localAddress(), URI.create("ws://localhost/"), LIMITS);
        }

        @Override
        protected void proceed() {
            free.countDown();
        }

        @Override
        protected void check(boolean returned, @Nullable Object result) {
            if (returned) {
                ((WebSocket) result).close();
            }
            Nio.until(() -> server.connections() == 0);
        }

        @Override
        public void close() {
            free.countDown();
            server.close();
        }
    }

    /** A WebSocket, and that of the server's side. */
    private abstract static class Pair extends NettyContract {
        private final Latch over = Latch.of(1);
        private final Channel<WebSocket> accepted = Channel.unlimited();
        private final HttpServer server = Bobbin.run(() -> HttpServer.over(Nio.server(BUSY))
                .webSocket("/", socket -> hand(socket))
                .listen(Nio.anyPort(), request -> done(Http.text(OK, ""))));
        final WebSocket here = Nio.join(connect(Nio.client(), server));
        final WebSocket there = accepted.receiveBlocking();

        private static Async<WebSocket> connect(Bootstrap bootstrap, HttpServer server) {
            try {
                return WebSocket.connect(bootstrap, server.localAddress(), URI.create("ws://localhost/"), LIMITS);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private Async<Void> hand(WebSocket socket) {
            accepted.trySend(socket);
            over.opened().await();
            return done();
        }

        @Override
        public void close() {
            here.close();
            over.countDown();
            server.close();
            Nio.until(() -> server.connections() == 0);
        }
    }

    private static final class Receiving extends Pair {
        private final boolean text;

        Receiving(boolean text) {
            this.text = text;
        }

        @Override
        protected Async<?> operation() throws Exception {
            return text ? here.receiveText() : here.receive();
        }

        @Override
        protected void proceed() throws Exception {
            Nio.join(there.send("hello"));
        }

        @Override
        protected void check(boolean returned, @Nullable Object result) throws Exception {
            if (result instanceof WebSocketFrame frame) {
                frame.release();
            } else {
                assertThat(returned ? result : Nio.join(here.receiveText())).isEqualTo("hello");
            }
        }
    }

    private static final class Sending extends Pair {
        private static final int PIECE = 1 << 16;

        private final BinaryWebSocketFrame message = piece();
        private int filled;

        Sending() throws Exception {
            // Each is sent before the next one, so that only the first that is not finds the connection full.
            for (boolean full = false; !full; ) {
                Task<Void> task = Bobbin.start(here.send(piece()));
                Nio.untilWaiting(task);
                full = !task.isDone();
                if (full) {
                    task.cancel();
                    Nio.until(task::isDone);
                } else {
                    filled += PIECE;
                }
            }
        }

        private static BinaryWebSocketFrame piece() {
            return new BinaryWebSocketFrame(Unpooled.buffer(PIECE).writeZero(PIECE));
        }

        @Override
        protected Async<?> operation() throws Exception {
            return here.send(message);
        }

        @Override
        protected void proceed() {
            for (int left = filled; left > 0; left -= PIECE) {
                receivePiece();
            }
        }

        private void receivePiece() {
            WebSocketFrame frame = Nio.join(Bobbin.start(there.receive()));
            assertThat(frame.content().readableBytes()).isEqualTo(PIECE);
            frame.release();
        }

        @Override
        protected void check(boolean returned, @Nullable Object result) throws Exception {
            if (returned) {
                receivePiece();
            }
            Nio.until(() -> message.refCnt() == 0);
            Nio.join(here.send("last"));
            assertThat(Nio.join(there.receiveText())).isEqualTo("last");
        }
    }

    /** The peer answers by itself, as soon as its event loop has time. */
    private static final class Closing extends Pair {
        private final CountDownLatch free = ConnectionContracts.occupied(BUSY);

        @Override
        protected Async<?> operation() throws Exception {
            return here.closeGracefully(WebSocketCloseStatus.NORMAL_CLOSURE);
        }

        @Override
        protected void proceed() {
            free.countDown();
        }

        @Override
        protected void check(boolean returned, @Nullable Object result) {
            Nio.until(() -> !here.isOpen());
        }

        @Override
        public void close() {
            free.countDown();
            super.close();
        }
    }
}
