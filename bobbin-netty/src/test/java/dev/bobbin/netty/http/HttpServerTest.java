package dev.bobbin.netty.http;

import static dev.bobbin.Async.done;
import static io.netty.handler.codec.http.HttpResponseStatus.NO_CONTENT;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Latch;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import dev.bobbin.netty.Nio;
import dev.bobbin.netty.RecordedLeaks;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What clients of plain sockets say, byte by byte, and hear. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ExtendWith(RecordedLeaks.None.class)
class HttpServerTest {
    private static final Logger LOG = Logger.getLogger("dev.bobbin.netty");
    private static final int CLIENTS = 1000;
    private static final HttpLimits LIMITS = HttpLimits.standard().body(1000);

    private final Latch meeting = Latch.of(CLIENTS);
    private final Latch slow = Latch.of(1);
    private final Channel<String> asked = Channel.unlimited();
    private HttpServer server = serve(LIMITS);

    private HttpServer serve(HttpLimits limits) {
        LOG.setLevel(Level.OFF); // handlers fail here on purpose
        return Bobbin.run(() -> HttpServer.over(Nio.server())
                .limits(limits)
                .webSocket("/socket", socket -> done())
                .listen(Nio.anyPort(), request -> answer(request)));
    }

    private Async<FullHttpResponse> answer(FullHttpRequest request) throws IOException {
        asked.trySend(request.uri());
        switch (request.uri()) {
            case "/slow":
                slow.opened().await();
                return done(Http.text(OK, "slow"));
            case "/meet":
                meeting.countDown();
                meeting.opened().await(); // so that there are as many connections as clients
                return done(Http.text(OK, "met"));
            case "/never":
                Latch.of(1).opened().await();
                return done(Http.text(OK, "never"));
            case "/fails":
                Bobbin.yieldNow().await();
                throw new IOException("on purpose");
            case "/empty":
                return done(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, NO_CONTENT));
            default:
                return done(Http.text(
                        OK,
                        request.method() + " " + request.uri() + " "
                                + request.content().toString(UTF_8)));
        }
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        Nio.until(() -> server.connections() == 0);
        LOG.setLevel(null);
    }

    private Socket socket() throws IOException {
        InetSocketAddress address = (InetSocketAddress) server.localAddress();
        return new Socket(address.getAddress(), address.getPort());
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** One response, to the end of its body. */
    private static String response(InputStream in, boolean hasBody) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return head.toString(ISO_8859_1) + "<end>";
            }
            head.write(next);
        }
        String text = head.toString(ISO_8859_1);
        int at = text.toLowerCase(Locale.ROOT).indexOf("content-length: ");
        if (at < 0 || !hasBody) {
            return text;
        }
        int length = Integer.parseInt(text.substring(at + 16, text.indexOf("\r\n", at)));
        return text + new String(in.readNBytes(length), ISO_8859_1);
    }

    private static String response(Socket socket) throws IOException {
        return response(socket.getInputStream(), true);
    }

    /** What is answered to this, up to the end of the connection. */
    private String conversation(String said) throws IOException {
        try (Socket socket = socket()) {
            say(socket, said);
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    @Test
    void requests_oneAfterTheOther_shareAConnection() throws Exception {
        try (Socket socket = socket()) {
            for (int i = 0; i < 100; i++) {
                say(socket, "POST /" + i + " HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody");
                assertThat(response(socket)).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\nPOST /" + i + " body");
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void pipelinedRequests_areAnsweredInOrder_andOneByOne() throws Exception {
        try (Socket socket = socket()) {
            StringBuilder all = new StringBuilder("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
            for (int i = 0; i < 100; i++) {
                all.append("GET /").append(i).append(" HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            say(socket, all.toString());
            assertThat(asked.receiveBlocking()).isEqualTo("/slow");
            assertThat(asked.tryReceive()).isEmpty(); // the first is not answered yet

            slow.countDown();

            assertThat(response(socket)).endsWith("\r\n\r\nslow");
            for (int i = 0; i < 100; i++) {
                assertThat(response(socket)).endsWith("\r\n\r\nGET /" + i + " ");
            }
        }
    }

    @Test
    void bodyInPieces_comesWhole() throws Exception {
        try (Socket socket = socket()) {
            say(socket, "PUT /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            say(socket, "4\r\ndefg\r\n0\r\n\r\n");

            assertThat(response(socket)).endsWith("\r\n\r\nPUT /a abcdefg");
        }
    }

    @Test
    void expected100_isSaidBeforeTheBody() throws Exception {
        try (Socket socket = socket()) {
            say(socket, "PUT /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(response(socket)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            say(socket, "ok");

            assertThat(response(socket)).endsWith("\r\n\r\nPUT /a ok");
        }
    }

    @Test
    void head_hasTheLengthAndNoBody_andNoContentHasNeither() throws Exception {
        try (Socket socket = socket()) {
            say(socket, "HEAD /a HTTP/1.1\r\nHost: x\r\n\r\nGET /empty HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(response(socket.getInputStream(), false))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .contains("content-length: 8");
            assertThat(response(socket))
                    .startsWith("HTTP/1.1 204 No Content\r\n")
                    .doesNotContain("content-length");
        }
    }

    @Test
    void connectionClose_andHttp10_endWithTheResponse() throws Exception {
        assertThat(conversation("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .contains("connection: close")
                .endsWith("GET /a ");
        assertThat(conversation("GET /a HTTP/1.0\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .endsWith("GET /a ");
        try (Socket socket = socket()) {
            say(socket, "GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(response(socket)).contains("connection: keep-alive");
            say(socket, "GET /b HTTP/1.0\r\n\r\n");
            assertThat(response(socket)).endsWith("GET /b ");
        }
    }

    @Test
    void clientThatShutsItsOutput_isAnsweredAllTheSame() throws Exception {
        try (Socket socket = socket()) {
            say(socket, "GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
            socket.shutdownOutput();

            assertThat(response(socket)).endsWith("GET /a ");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whatIsNoHttp_is400() throws Exception {
        assertThat(conversation("this is no request\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("connection: close");
        assertThat(conversation("PUT /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(asked.tryReceive()).isEmpty();
    }

    @Test
    void tooLargeABody_is413() throws Exception {
        assertThat(conversation("PUT /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1001\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
        String chunk = "200\r\n" + "x".repeat(0x200) + "\r\n";
        assertThat(conversation("PUT /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + chunk
                        + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
        assertThat(asked.tryReceive()).isEmpty();
    }

    @Test
    void otherExpectation_is417() throws Exception {
        assertThat(conversation("GET /a HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\n\r\n"))
                .startsWith("HTTP/1.1 417 ");
    }

    @Test
    void plainRequestOfASocket_is426() throws Exception {
        try (Socket socket = socket()) {
            say(socket, "GET /socket?a=b HTTP/1.1\r\nHost: x\r\n\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(response(socket)).startsWith("HTTP/1.1 426 ");
            assertThat(response(socket)).endsWith("GET /a ");
        }
    }

    @Test
    void failingHandler_is500_andTheConnectionGoesOn() throws Exception {
        try (Socket socket = socket()) {
            say(socket, "GET /fails HTTP/1.1\r\nHost: x\r\n\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(response(socket)).startsWith("HTTP/1.1 500 ");
            assertThat(response(socket)).endsWith("GET /a ");
        }
    }

    @Test
    void handlerPastItsLimit_is503() throws Exception {
        server.close();
        server = serve(LIMITS.answer(Duration.ofMillis(20)));
        try (Socket socket = socket()) {
            say(socket, "GET /never HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(response(socket)).startsWith("HTTP/1.1 503 ");
        }
    }

    @Test
    void requestThatDoesNotEnd_is408() throws Exception {
        server.close();
        server = serve(LIMITS.message(Duration.ofMillis(20)));

        assertThat(conversation("PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf"))
                .startsWith("HTTP/1.1 408 ");
    }

    @Test
    void idleConnection_isClosed() throws Exception {
        server.close();
        server = serve(LIMITS.idle(Duration.ofMillis(20)));

        assertThat(conversation("")).isEmpty();
    }

    @Test
    void clientThatGoesWithinARequest_leavesNothingBehind() throws Exception {
        try (Socket socket = socket()) {
            say(socket, "PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
            Nio.until(() -> server.connections() == 1);
        }

        Nio.until(() -> server.connections() == 0);
        assertThat(asked.tryReceive()).isEmpty();
    }

    @Test
    void shutdown_endsIdleConnectionsAndWaitsForTheOthers() throws Exception {
        try (Socket idle = socket();
                Socket busy = socket()) {
            say(idle, "GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(response(idle)).endsWith("GET /a ");
            say(busy, "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
            Nio.until(() -> server.connections() == 2 && asked.size() == 2);

            Task<?> shutdown = Bobbin.start(server.shutdown(Duration.ofSeconds(60)));

            assertThat(idle.getInputStream().read()).isEqualTo(-1);
            assertThat(shutdown.isDone()).isFalse();
            slow.countDown();
            assertThat(response(busy)).contains("connection: close").endsWith("slow");
            assertThat(busy.getInputStream().read()).isEqualTo(-1);
            busy.close();
            assertThat((List<?>) Nio.join(shutdown)).isEmpty();
        }
    }

    @Test
    void shutdown_pastTheGrace_cancelsHandlers() throws Exception {
        try (Socket socket = socket()) {
            say(socket, "GET /never HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(asked.receiveBlocking()).isEqualTo("/never");

            assertThat(Nio.join(server.shutdown(Duration.ofMillis(20)))).hasSize(1);

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void thousandClients_keepTheirConnections() throws Exception {
        AtomicInteger right = new AtomicInteger();
        try (HttpClient client = HttpClient.over(Nio.client(), LIMITS)) {
            Bobbin.run(() -> clients(client, right));

            assertThat(server.connections()).isEqualTo(CLIENTS); // each has been used for five requests
        }

        assertThat(right).hasValue(5 * CLIENTS);
    }

    private Async<Void> clients(HttpClient client, AtomicInteger right) throws IOException {
        try (var scope = Scope.open()) {
            for (int i = 0; i < CLIENTS; i++) {
                scope.spawn(client(i, client, right));
            }
            scope.join().await();
        }
        return done();
    }

    private Async<Void> client(int number, HttpClient client, AtomicInteger right) throws IOException {
        InetSocketAddress address = (InetSocketAddress) server.localAddress();
        String met = Http.textOf(client.send(address, Http.get("/meet")).await());
        right.addAndGet(met.equals("met") ? 1 : 0);
        for (int i = 1; i < 5; i++) {
            String path = "/" + number + "/" + i;
            String text = Http.textOf(client.send(address, Http.post(path, "x")).await());
            right.addAndGet(text.equals("POST " + path + " x") ? 1 : 0);
        }
        return done();
    }
}
