package dev.bobbin.netty.http;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.ClosedChannelException;
import dev.bobbin.netty.Netty;
import dev.bobbin.netty.NettyConnection;
import io.netty.bootstrap.Bootstrap;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Set;

/**
 * A client of HTTP/1.1, which keeps connections for the next request to the same address.
 *
 * <pre>{@code
 * HttpClient client = HttpClient.over(bootstrap, HttpLimits.standard());
 * String text = Http.textOf(client.send(address, Http.get("/hello")).await());
 * }</pre>
 *
 * <p>Each connection has one exchange at a time; as many are opened as there are requests under way. An exchange that fails, runs out of time or
 * is cancelled closes its connection. If one that was kept turns out to have been closed by the server before it answered, a request whose method
 * may be repeated (RFC 9110, 9.2.2) is sent once more, on a new one.
 *
 * <p>Thread-safe.
 */
public final class HttpClient implements AutoCloseable {
    private static final Set<HttpMethod> REPEATABLE = Set.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE, HttpMethod.PUT, HttpMethod.DELETE);

    private final Bootstrap bootstrap;
    private final HttpLimits limits;
    private final IdleConnections idle;

    private HttpClient(Bootstrap bootstrap, HttpLimits limits) {
        this.bootstrap = bootstrap;
        this.limits = limits;
        this.idle = new IdleConnections(limits.idle());
    }

    /** @param bootstrap with the group and the class of channel */
    public static HttpClient over(Bootstrap bootstrap, HttpLimits limits) {
        return new HttpClient(bootstrap.clone(), Objects.requireNonNull(limits, "limits"));
    }

    /**
     * Sends a request, which is given away, and waits for the whole response, which is the caller's to release. {@code Host} and {@code
     * Content-Length} are set where the request has none.
     *
     * <p>It throws a {@link java.util.concurrent.TimeoutException} if an answer has not begun after {@link HttpLimits#answer}, or its rest has not
     * come within {@link HttpLimits#message}.
     *
     * @throws IOException at the await, if the server cannot be reached, breaks off, or answers something else than HTTP or more than {@link
     *     HttpLimits#body}
     * @throws IllegalStateException at the await, if the client has been closed
     */
    public Async<FullHttpResponse> send(InetSocketAddress address, FullHttpRequest request) throws IOException {
        try {
            complete(address, request);
            NettyConnection<HttpObject, HttpObject> kept = idle.take(address);
            if (kept != null) {
                try {
                    return done(exchange(address, kept, request).await());
                } catch (Unanswered e) {
                    if (!REPEATABLE.contains(request.method())) {
                        throw e;
                    }
                }
            }
            NettyConnection<HttpObject, HttpObject> connection = Netty.<HttpObject, HttpObject>connect(
                            bootstrap, address, pipeline -> pipeline.addLast(new HttpClientCodec()))
                    .await();
            return done(exchange(address, connection, request).await());
        } finally {
            request.release();
        }
    }

    private static void complete(InetSocketAddress address, FullHttpRequest request) {
        if (!request.headers().contains(HttpHeaderNames.HOST)) {
            request.headers().set(HttpHeaderNames.HOST, address.getHostString() + ":" + address.getPort());
        }
        boolean hasBody = request.content().isReadable() || request.method().equals(HttpMethod.POST);
        if (hasBody && !HttpUtil.isContentLengthSet(request) && !HttpUtil.isTransferEncodingChunked(request)) {
            HttpUtil.setContentLength(request, request.content().readableBytes());
        }
    }

    /** The server has closed the connection without a byte of an answer. */
    private static final class Unanswered extends IOException {
        private static final long serialVersionUID = 1;

        Unanswered(InetSocketAddress address, Throwable cause) {
            super(address + " has closed the connection instead of an answer", cause);
        }
    }

    private Async<FullHttpResponse> exchange(
            InetSocketAddress address, NettyConnection<HttpObject, HttpObject> connection, FullHttpRequest request)
            throws IOException {
        boolean keeps = false;
        try (Body body = new Body(limits.body())) {
            HttpResponse head;
            try {
                connection.send(request.retainedDuplicate()).await();
                head = head(connection).timeout(limits.answer()).await();
            } catch (ClosedChannelException | java.nio.channels.ClosedChannelException e) {
                throw new Unanswered(address, e);
            }
            try {
                if (!body.readNow(connection)) {
                    body.read(connection).timeout(limits.message()).await();
                }
            } catch (ClosedChannelException e) {
                throw new IOException(address + " has broken off in its answer", e);
            }
            FullHttpResponse response = new DefaultFullHttpResponse(
                    head.protocolVersion(), head.status(), body.take(), head.headers(), body.trailers());
            keeps = HttpUtil.isKeepAlive(response) && HttpUtil.isKeepAlive(request);
            return done(response);
        } finally {
            if (keeps) {
                idle.keep(address, connection);
            } else {
                connection.close();
            }
        }
    }

    /** What the answer begins with, behind interim ones. */
    private static Async<HttpResponse> head(NettyConnection<HttpObject, HttpObject> connection) throws IOException {
        while (true) {
            HttpObject first = connection.receive().await();
            ReferenceCountUtil.release(first); // a head has no body yet
            Body.requireDecoded(first.decoderResult());
            if (first instanceof HttpResponse head) {
                if (head.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
                    return done(head);
                }
            } else if (!(first instanceof LastHttpContent)) { // the end of an interim one
                throw new IOException("a body without a head");
            }
        }
    }

    /** Closes the connections that are kept; others when their exchange has ended. Nothing can be sent any more. */
    @Override
    public void close() {
        idle.close();
    }
}
