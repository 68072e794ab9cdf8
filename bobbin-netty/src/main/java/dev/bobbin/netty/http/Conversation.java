package dev.bobbin.netty.http;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.AsyncFunction;
import dev.bobbin.Clock;
import dev.bobbin.ClosedChannelException;
import dev.bobbin.Select;
import dev.bobbin.netty.NettyConnection;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One connection of a server: a request, its response, the next request. Confined to the connection's event loop. */
final class Conversation {
    private static final System.Logger LOG = System.getLogger("dev.bobbin.netty");

    /** How long the peer is waited for after the last response, so that what it still sends does not destroy that. */
    static final Duration LINGER = Duration.ofSeconds(2);

    private final NettyConnection<HttpObject, HttpObject> peer;
    private final HttpServer.Handlers handlers;
    private final HttpLimits limits;

    /** The handler's response, until it has been sent. */
    private @Nullable FullHttpResponse response;

    Conversation(NettyConnection<HttpObject, HttpObject> peer, HttpServer.Handlers handlers) {
        this.peer = peer;
        this.handlers = handlers;
        this.limits = handlers.limits();
    }

    Async<Void> serve() throws IOException {
        boolean goesOn = true;
        while (goesOn) {
            Optional<HttpObject> first = next().await();
            if (first.isEmpty()) {
                return done(); // nothing is under way
            }
            goesOn = exchange(first.get()).await();
        }
        return peer.isOpen() ? leave(peer.closeGracefully()) : done();
    }

    /** What a message begins with; nothing if there will be none. */
    private Async<Optional<HttpObject>> next() {
        Optional<HttpObject> there = peer.tryReceive();
        if (there.isPresent()) {
            return done(there);
        }
        try {
            return done(Select.<Optional<HttpObject>>of()
                    .on(peer.receive(), head -> done(Optional.of(head)))
                    .on(handlers.stopping().opened(), stopped -> done(Optional.empty()))
                    .on(Clock.sleep(limits.idle()), late -> done(Optional.empty()))
                    .biased() // who is there is served
                    .await());
        } catch (ClosedChannelException e) {
            return done(Optional.empty());
        }
    }

    /** Whether there may be another. */
    private Async<Boolean> exchange(HttpObject first) throws IOException {
        FullHttpRequest request;
        try (Body body = new Body(limits.body())) {
            HttpRequest head = head(first);
            if (HttpUtil.is100ContinueExpected(head)) {
                peer.send(new DefaultFullHttpResponse(
                                HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER))
                        .await();
            }
            if (!body.readNow(peer)) {
                body.read(peer).timeout(limits.message()).await();
            }
            request = new DefaultFullHttpRequest(
                    head.protocolVersion(), head.method(), head.uri(), body.take(), head.headers(), body.trailers());
        } catch (Exception e) {
            FullHttpResponse refusal = refusal(e);
            if (refusal == null) {
                throw e;
            }
            peer.send(refusal).await();
            return done(false);
        }
        try {
            AsyncFunction<? super WebSocket, Void> socket = handlers.sockets().get(path(request));
            if (socket == null) {
                return done(answer(request).await());
            }
            return done(upgrade(request, socket).await());
        } finally {
            request.release();
        }
    }

    private HttpRequest head(HttpObject first) throws IOException {
        ReferenceCountUtil.release(first); // a head has no body yet
        if (!(first instanceof HttpRequest head)) {
            throw new HttpFailure(HttpResponseStatus.BAD_REQUEST, "a body without a head");
        }
        Body.requireDecoded(head.decoderResult());
        if (HttpUtil.isContentLengthSet(head) && HttpUtil.getContentLength(head) > limits.body()) {
            throw Body.tooLarge(limits.body());
        }
        String expected = head.headers().get(HttpHeaderNames.EXPECT);
        if (expected != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expected)) {
            throw new HttpFailure(HttpResponseStatus.EXPECTATION_FAILED, "only 100-continue may be expected");
        }
        return head;
    }

    /** What is said of a request that could not be read; null if there is nobody to tell. */
    private @Nullable FullHttpResponse refusal(Exception why) {
        if (why instanceof HttpFailure failure) {
            return Http.refusal(failure.status(), String.valueOf(failure.getMessage()));
        }
        return why instanceof TimeoutException
                ? Http.refusal(HttpResponseStatus.REQUEST_TIMEOUT, "not complete after " + limits.message())
                : null;
    }

    private static String path(FullHttpRequest request) {
        int query = request.uri().indexOf('?');
        return query < 0 ? request.uri() : request.uri().substring(0, query);
    }

    private Async<Boolean> answer(FullHttpRequest request) throws IOException {
        try {
            try {
                respond(request).timeout(limits.answer()).await();
            } catch (Exception e) {
                boolean late = e instanceof TimeoutException;
                LOG.log(Level.WARNING, "the handler of " + request.method() + " " + request.uri() + " has failed", e);
                response = late
                        ? Http.text(HttpResponseStatus.SERVICE_UNAVAILABLE, "no answer in time\n")
                        : Http.text(HttpResponseStatus.INTERNAL_SERVER_ERROR, "the server has failed\n");
            }
            return done(send(request).await());
        } finally {
            ReferenceCountUtil.release(response);
        }
    }

    /** Runs the handler; what that gives is kept here also if its time is up, or the connection's, in that moment. */
    private Async<Void> respond(FullHttpRequest request) throws Exception {
        response = Objects.requireNonNull(
                handlers.handler().apply(request).await(), "the handler gave null instead of a response");
        return done();
    }

    private Async<Boolean> send(FullHttpRequest request) throws IOException {
        FullHttpResponse sent = Objects.requireNonNull(response);
        boolean stays = HttpUtil.isKeepAlive(request) && HttpUtil.isKeepAlive(sent) && !handlers.isStopping();
        HttpUtil.setKeepAlive(sent.headers(), request.protocolVersion(), stays);
        if (hasBody(sent.status()) && !HttpUtil.isContentLengthSet(sent) && !HttpUtil.isTransferEncodingChunked(sent)) {
            HttpUtil.setContentLength(sent, sent.content().readableBytes());
        }
        response = null;
        peer.send(sent).await();
        return done(stays);
    }

    private static boolean hasBody(HttpResponseStatus status) {
        return status.code() >= 200 && status.code() != 204 && status.code() != 304;
    }

    private Async<Boolean> upgrade(FullHttpRequest request, AsyncFunction<? super WebSocket, Void> handler)
            throws IOException {
        if (!request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            response = Http.text(HttpResponseStatus.UPGRADE_REQUIRED, "a WebSocket is to be had here\n");
            response.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
            return done(send(request).await());
        }
        WebSocket socket = WebSocket.accept(peer, request, limits.body()).await();
        boolean failed = true;
        try {
            handler.apply(socket).await();
            failed = false;
        } catch (IOException | ClosedChannelException e) {
            LOG.log(Level.DEBUG, () -> socket + " broke off", e);
            return done(false);
        } catch (Exception e) {
            LOG.log(Level.WARNING, "the coroutine of " + socket + " has failed", e);
        }
        leave(socket.end(failed)).await();
        return done(false);
    }

    /** Waits for the peer to go, a little. */
    private static Async<Void> leave(Async<Void> closing) {
        try {
            closing.timeout(LINGER).await();
        } catch (Exception e) {
            if (!(e instanceof TimeoutException) && !(e instanceof IOException)) {
                throw e;
            }
        }
        return done();
    }
}
