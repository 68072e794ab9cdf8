package dev.bobbin.netty.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import dev.bobbin.netty.Nio;
import dev.bobbin.netty.RecordedLeaks;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Against a server that says what the test wants, byte by byte. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ExtendWith(RecordedLeaks.None.class)
class HttpClientTest {
    private final ServerSocket server = listening();
    private final InetSocketAddress address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    private final HttpLimits limits = HttpLimits.standard().body(1000);
    private HttpClient client = HttpClient.over(Nio.client(), limits);

    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 50, Nio.anyPort().getAddress());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    private Task<FullHttpResponse> start(FullHttpRequest request) throws IOException {
        return Bobbin.start(client.send(address, request));
    }

    /** The head of a request. */
    private static String request(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                return head + "<end>";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    @Test
    void response_keepsItsConnectionForTheNext() throws Exception {
        Task<FullHttpResponse> first = start(Http.get("/a"));
        try (Socket socket = server.accept()) {
            assertThat(request(socket))
                    .startsWith("GET /a HTTP/1.1\r\n")
                    .contains("host: " + address.getHostString() + ":" + address.getPort());
            say(socket, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            say(socket, "2\r\nhi\r\n0\r\nX-Last: yes\r\n\r\n");
            FullHttpResponse response = Nio.join(first);
            assertThat(response.trailingHeaders().get("X-Last")).isEqualTo("yes");
            assertThat(Http.textOf(response)).isEqualTo("hi");

            Task<FullHttpResponse> second = start(Http.post("/b", "body"));
            assertThat(request(socket)).startsWith("POST /b HTTP/1.1\r\n").contains("content-length: 4");
            assertThat(socket.getInputStream().readNBytes(4))
                    .asString(ISO_8859_1)
                    .isEqualTo("body");
            say(socket, "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno");
            assertThat(Http.textOf(Nio.join(second))).isEqualTo("no");
        }
    }

    @Test
    void responseUpToTheEndOfTheConnection_isTaken() throws Exception {
        Task<FullHttpResponse> task = start(Http.get("/"));
        try (Socket socket = server.accept()) {
            request(socket);
            say(socket, "HTTP/1.1 200 OK\r\n\r\nup to the end");
        }

        assertThat(Http.textOf(Nio.join(task))).isEqualTo("up to the end");
    }

    /** An exchange after which the client keeps its connection, which the server then closes. */
    private void keepOneThatIsClosedOnTheNextRequest(FullHttpRequest next, String answer) throws Exception {
        Task<FullHttpResponse> first = start(Http.get("/"));
        Task<FullHttpResponse> second;
        try (Socket socket = server.accept()) {
            request(socket);
            say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            Nio.join(first).release();
            second = start(next);
            request(socket);
        }
        if (answer.isEmpty()) {
            assertThatThrownBy(() -> Nio.join(second))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("instead of an answer");
            return;
        }
        try (Socket socket = server.accept()) {
            request(socket);
            say(socket, answer);
            Nio.join(second).release();
        }
    }

    @Test
    void keptConnectionThatTheServerCloses_isReplacedForAGet() throws Exception {
        keepOneThatIsClosedOnTheNextRequest(Http.get("/again"), "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }

    @Test
    void keptConnectionThatTheServerCloses_failsAPost() throws Exception {
        keepOneThatIsClosedOnTheNextRequest(Http.post("/once", ""), "");
    }

    @Test
    void failures_nameWhatHasHappened() throws Exception {
        fails("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", "broken off");
        fails("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n" + "x".repeat(1001), "more than 1000 bytes");
        fails("this is no response\r\n\r\n", "not HTTP/1.1");
    }

    private void fails(String answer, String why) throws Exception {
        FullHttpRequest request = Http.post("/", "body");
        Task<FullHttpResponse> task = start(request);
        try (Socket socket = server.accept()) {
            request(socket);
            socket.getInputStream().readNBytes(4);
            say(socket, answer);
            socket.shutdownOutput();
            assertThatThrownBy(() -> Nio.join(task))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(why);
        }
        assertThat(request.refCnt()).isZero();
    }

    @Test
    void noServer_isAnIoException() throws Exception {
        server.close();

        assertThatThrownBy(() -> Nio.join(start(Http.get("/")))).isInstanceOf(IOException.class);
    }

    @Test
    void noAnswerInTime_isATimeoutThatClosesTheConnection() throws Exception {
        client = HttpClient.over(Nio.client(), limits.answer(Duration.ofMillis(20)));
        Task<FullHttpResponse> task = start(Http.get("/"));
        try (Socket socket = server.accept()) {
            request(socket);

            assertThatThrownBy(() -> Nio.join(task)).isInstanceOf(TimeoutException.class);

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void cancelled_closesItsConnection() throws Exception {
        Task<FullHttpResponse> task = start(Http.get("/"));
        try (Socket socket = server.accept()) {
            request(socket);
            say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");

            task.cancel();

            assertThatThrownBy(() -> Nio.join(task)).isInstanceOf(CancellationException.class);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void keptConnection_isClosedWhenItsTimeIsUp() throws Exception {
        client = HttpClient.over(Nio.client(), limits.idle(Duration.ofMillis(20)));
        Task<FullHttpResponse> task = start(Http.get("/"));
        try (Socket socket = server.accept()) {
            request(socket);
            say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            Nio.join(task).release();

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void closedClient_closesWhatItKeepsAndSendsNothing() throws Exception {
        Task<FullHttpResponse> task = start(Http.get("/"));
        try (Socket socket = server.accept()) {
            request(socket);
            say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            Nio.join(task).release();

            client.close();

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            assertThatThrownBy(() -> Nio.join(start(Http.get("/")))).isInstanceOf(IllegalStateException.class);
        }
    }
}
