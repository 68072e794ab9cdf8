package dev.bobbin.netty.http;

import static dev.bobbin.Async.done;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.ClosedChannelException;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import dev.bobbin.netty.Nio;
import dev.bobbin.netty.RecordedLeaks;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Both ends against each other, and the server against a plain socket. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ExtendWith(RecordedLeaks.None.class)
class WebSocketTest {
    private static final Logger LOG = Logger.getLogger("dev.bobbin.netty");
    private static final HttpLimits LIMITS = HttpLimits.standard().body(100_000);
    private static final String UPGRADE =
            "GET /echo HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

    private final Channel<String> seen = Channel.unlimited();
    private final HttpServer server = Bobbin.run(() -> HttpServer.over(Nio.server())
            .limits(LIMITS)
            .webSocket("/echo", socket -> echo(socket))
            .webSocket("/twice", socket -> socket.send("once"))
            .webSocket("/fails", socket -> fail(socket))
            .listen(Nio.anyPort(), request -> done(Http.text(OK, "plain"))));

    private Async<Void> echo(WebSocket socket) throws IOException {
        for (var it = socket.iterator(); it.next().await(); ) {
            socket.send(it.value()).await();
        }
        seen.trySend(
                "end " + socket.peerStatus().map(WebSocketCloseStatus::code).orElse(-1));
        return done();
    }

    private static Async<Void> fail(WebSocket socket) throws IOException {
        String text = socket.receiveText().await();
        throw new IllegalArgumentException(text);
    }

    @AfterEach
    void close() {
        server.close();
        Nio.until(() -> server.connections() == 0);
    }

    private Async<WebSocket> connect(String path) throws IOException {
        return WebSocket.connect(Nio.client(), server.localAddress(), URI.create("ws://localhost" + path), LIMITS);
    }

    @Test
    void messages_comeBackInOrder_andTheHandshakeEndsIt() throws Exception {
        assertThat(Bobbin.run(() -> talk(1000))).isEqualTo(1000);

        assertThat(seen.receiveBlocking()).isEqualTo("end 1001");
    }

    private Async<Integer> talk(int count) throws IOException {
        int right = 0;
        try (var socket = connect("/echo").await();
                var scope = Scope.open()) {
            scope.spawn(say(socket, count));
            for (int i = 0; i < count; i++) {
                right += socket.receiveText().await().equals("text " + i) ? 1 : 0;
            }
            scope.join().await();
            socket.closeGracefully(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE).await();
            assertThat(socket.peerStatus()).contains(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE);
        }
        return done(right);
    }

    private static Async<Void> say(WebSocket socket, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            socket.send("text " + i).await();
        }
        return done();
    }

    @Test
    void binaryMessage_isNoText() throws Exception {
        WebSocket socket = Nio.join(connect("/echo"));
        byte[] bytes = new byte[90_000];
        Nio.join(socket.send(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes))));
        WebSocketFrame echoed = Nio.join(Bobbin.start(socket.receive()));
        assertThat(echoed.content().readableBytes()).isEqualTo(bytes.length);

        Nio.join(socket.send(echoed));

        assertThatThrownBy(() -> Nio.join(socket.receiveText())).hasMessageContaining("binary");
        socket.close();
        assertThat(seen.receiveBlocking()).isEqualTo("end -1");
    }

    @Test
    void handlerThatEnds_closesNormally_andOneThatFailsSaysSo() throws Exception {
        WebSocket ended = Nio.join(connect("/twice"));
        assertThat(Nio.join(ended.receiveText())).isEqualTo("once");
        assertThatThrownBy(() -> Nio.join(Bobbin.start(ended.receive()))).isInstanceOf(ClosedChannelException.class);
        assertThat(ended.peerStatus().orElseThrow().code()).isEqualTo(1000);
        LOG.setLevel(Level.OFF); // it fails on purpose
        WebSocket failed = Nio.join(connect("/fails"));
        Nio.join(failed.send("no"));
        assertThatThrownBy(() -> Nio.join(Bobbin.start(failed.receive()))).isInstanceOf(ClosedChannelException.class);
        assertThat(failed.peerStatus().orElseThrow().code()).isEqualTo(1011);
        LOG.setLevel(null);
        ended.close();
        failed.close();
    }

    @Test
    void pathWithoutSocket_isAFailedHandshake() throws Exception {
        assertThatThrownBy(() -> Nio.join(connect("/plain")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no WebSocket");

        Nio.until(() -> server.connections() == 0);
    }

    @Test
    void serverThatOnlyCloses_isAFailedHandshake() throws Exception {
        try (var plain = new ServerSocket(0, 1, Nio.anyPort().getAddress())) {
            Task<WebSocket> task = Bobbin.start(WebSocket.connect(
                    Nio.client(), plain.getLocalSocketAddress(), URI.create("ws://localhost/"), LIMITS));
            plain.accept().close();

            assertThatThrownBy(() -> Nio.join(task)).isInstanceOf(IOException.class);
        }
    }

    private Socket shaken() throws IOException {
        InetSocketAddress address = (InetSocketAddress) server.localAddress();
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.getOutputStream().write(UPGRADE.getBytes(ISO_8859_1));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        assertThat(head).startsWith("HTTP/1.1 101 ").contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="); // RFC 6455, 1.3
        return socket;
    }

    /** A frame as a client sends it, masked with zeros. */
    private static void frame(Socket socket, int first, byte... content) throws IOException {
        byte[] frame = new byte[6 + content.length];
        frame[0] = (byte) first;
        frame[1] = (byte) (0x80 | content.length);
        System.arraycopy(content, 0, frame, 6, content.length);
        socket.getOutputStream().write(frame);
    }

    private static byte[] received(Socket socket, int first) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        assertThat(in.readUnsignedByte()).isEqualTo(first);
        return in.readNBytes(in.readUnsignedByte());
    }

    @Test
    void pingBetweenFragments_isAnsweredAtOnce_andTheMessageComesWhole() throws Exception {
        try (Socket socket = shaken()) {
            frame(socket, 0x01, (byte) 'a'); // text, more to come
            frame(socket, 0x89, (byte) 'p');
            assertThat(received(socket, 0x8A)).asString(ISO_8859_1).isEqualTo("p");
            frame(socket, 0x8A); // a pong that nobody has asked for
            frame(socket, 0x80, (byte) 'b'); // the rest

            assertThat(received(socket, 0x81)).asString(ISO_8859_1).isEqualTo("ab");

            frame(socket, 0x88, (byte) 3, (byte) 0xE8); // 1000
            assertThat(received(socket, 0x88)).containsExactly(3, 0xE8);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(seen.receiveBlocking()).isEqualTo("end 1000");
    }

    @Test
    void textThatIsNotUtf8_andAMessageTooLarge_endTheConnection() throws Exception {
        LOG.setLevel(Level.OFF); // the coroutine is told so, and fails
        try (Socket socket = shaken()) {
            frame(socket, 0x81, (byte) 0xC0, (byte) 0x80);
            assertThat(socket.getInputStream().readAllBytes()).doesNotContain((byte) 0x81);
        }
        try (Socket socket = shaken()) {
            socket.getOutputStream().write(new byte[] {(byte) 0x82, (byte) 0xFF, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0});
            assertThat(socket.getInputStream().readAllBytes()).doesNotContain((byte) 0x82);
        }
        Nio.until(() -> server.connections() == 0);
        LOG.setLevel(null);
    }

    @Test
    void shutdown_pastTheGrace_cancelsSockets() throws Exception {
        WebSocket socket = Nio.join(connect("/echo"));
        Nio.join(socket.send("hello"));
        assertThat(Nio.join(socket.receiveText())).isEqualTo("hello");

        assertThat(Nio.join(server.shutdown(Duration.ofMillis(20)))).hasSize(1);

        assertThatThrownBy(() -> Nio.join(Bobbin.start(socket.receive()))).isInstanceOf(ClosedChannelException.class);
        socket.close();
    }

    @Test
    void hundredSockets_sideBySide() {
        AtomicInteger right = new AtomicInteger();

        Bobbin.run(() -> crowd(100, right));

        assertThat(right).hasValue(100 * 50);
    }

    private Async<Void> crowd(int count, AtomicInteger right) throws IOException {
        try (var scope = Scope.open()) {
            for (int i = 0; i < count; i++) {
                scope.spawn(one(right));
            }
            scope.join().await();
        }
        return done();
    }

    private Async<Void> one(AtomicInteger right) throws IOException {
        right.addAndGet(talk(50).await());
        return done();
    }
}
