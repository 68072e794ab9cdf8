import static dev.bobbin.Async.done;
import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Clock;
import dev.bobbin.netty.http.Http;
import dev.bobbin.netty.http.HttpClient;
import dev.bobbin.netty.http.HttpLimits;
import dev.bobbin.netty.http.HttpServer;
import dev.bobbin.netty.http.WebSocket;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** HTTP and WebSocket, both ends. Snippets of docs/netty.md. */
class Web {
    static Async<FullHttpResponse> answer(FullHttpRequest request) {
        switch (request.uri()) {
            case "/slow":
                Clock.sleep(Duration.ofMillis(5)).await(); // other connections of this event loop are served meanwhile
                return done(Http.text(OK, "at last"));
            case "/echo":
                return done(Http.text(OK, request.content().toString(StandardCharsets.UTF_8)));
            default:
                return done(Http.text(NOT_FOUND, "no such page"));
        }
    }

    static Async<Void> chat(WebSocket socket) throws IOException {
        for (var it = socket.iterator(); it.next().await(); ) {
            socket.send(it.value()).await(); // given away, so there is nothing to release
        }
        return done();
    }

    static Async<HttpServer> serve(EventLoopGroup group) throws IOException {
        return HttpServer.over(new ServerBootstrap().group(group).channel(NioServerSocketChannel.class))
                .limits(HttpLimits.standard().answer(Duration.ofSeconds(5)))
                .webSocket("/chat", socket -> chat(socket))
                .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), request -> answer(request));
    }

    static Async<Void> ask(EventLoopGroup group, InetSocketAddress address) throws IOException {
        var bootstrap = new Bootstrap().group(group).channel(NioSocketChannel.class);
        try (var client = HttpClient.over(bootstrap, HttpLimits.standard())) {
            FullHttpResponse response = client.send(address, Http.get("/slow")).await();
            check(Http.textOf(response).equals("at last"), "a response"); // which releases it
            response = client.send(address, Http.post("/echo", "a body")).await(); // on the same connection
            check(Http.textOf(response).equals("a body"), "an echo");
            response = client.send(address, Http.get("/nothing")).await();
            check(response.status().equals(NOT_FOUND), "a status");
            response.release();
        }
        return done();
    }

    static Async<Void> talk(EventLoopGroup group, InetSocketAddress address) throws IOException {
        var bootstrap = new Bootstrap().group(group).channel(NioSocketChannel.class);
        var uri = URI.create("ws://localhost/chat");
        try (var socket = WebSocket.connect(bootstrap, address, uri, HttpLimits.standard())
                .await()) {
            socket.send("hello").await();
            check(socket.receiveText().await().equals("hello"), "a message");
            socket.closeGracefully(WebSocketCloseStatus.NORMAL_CLOSURE).await();
        }
        return done();
    }

    static Async<Void> all(EventLoopGroup group) throws IOException {
        HttpServer server = serve(group).await();
        var address = (InetSocketAddress) server.localAddress();
        ask(group, address).await();
        talk(group, address).await();
        var late = server.shutdown(Duration.ofSeconds(60)).await(); // what is under way may end
        check(late.isEmpty(), "the end");
        return done();
    }

    static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    public static void main(String[] args) {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            Bobbin.run(() -> all(group));
            System.out.println("fine");
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }
}
