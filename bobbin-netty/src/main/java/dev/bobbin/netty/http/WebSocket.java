package dev.bobbin.netty.http;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.AsyncIterator;
import dev.bobbin.AsyncSeq;
import dev.bobbin.netty.Netty;
import dev.bobbin.netty.NettyConnection;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Optional;

/**
 * A WebSocket (RFC 6455), at either end. Messages are Netty's frames, text or binary, each whole; pings and the closing handshake are answered
 * without the coroutine.
 *
 * <pre>{@code
 * static Async<Void> chat(WebSocket socket) throws IOException {
 *     for (var it = socket.messages().iterator(); it.next().await();) {
 *         socket.send(it.value()).await();
 *     }
 *     return done();
 * }
 * }</pre>
 *
 * <p>Back-pressure, threads and reference counts are those of {@link NettyConnection}: a frame that was received is released by its receiver, one
 * that is sent has been given away.
 */
public final class WebSocket implements AutoCloseable {
    private final NettyConnection<WebSocketFrame, WebSocketFrame> connection;
    private final ControlFrames control;

    private WebSocket(NettyConnection<WebSocketFrame, WebSocketFrame> connection, ControlFrames control) {
        this.connection = connection;
        this.control = control;
    }

    /**
     * Connects. Cancelled, it closes what it has opened.
     *
     * @param bootstrap with the group and the class of channel; copied
     * @param uri {@code ws://host/path}: what is asked for, and the host as the server is to know it
     * @throws IOException at the await, also if the server does not want to
     */
    public static Async<WebSocket> connect(Bootstrap bootstrap, SocketAddress address, URI uri, HttpLimits limits)
            throws IOException {
        var config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(uri)
                .customHeaders(new DefaultHttpHeaders())
                .maxFramePayloadLength(limits.body())
                .handleCloseFrames(false)
                .sendCloseFrame(null)
                .handshakeTimeoutMillis(limits.answer().toMillis())
                .build();
        var shaken = new Shaken();
        var control = new ControlFrames();
        NettyConnection<WebSocketFrame, WebSocketFrame> connection = Netty.<WebSocketFrame, WebSocketFrame>connect(
                        bootstrap, address, pipeline -> {
                            pipeline.addLast(new HttpClientCodec(), new HttpObjectAggregator(1 << 16));
                            pipeline.addLast(new WebSocketClientProtocolHandler(config), shaken);
                            pipeline.addLast(control, new WebSocketFrameAggregator(limits.body()));
                        })
                .await();
        boolean isShaken = false;
        try {
            Netty.await(shaken.hands()).await();
            isShaken = true;
        } finally {
            if (!isShaken) {
                connection.close();
            }
        }
        return done(new WebSocket(connection, control));
    }

    /** Answers the request, all of which has been received, on the connection's event loop. */
    static Async<WebSocket> accept(NettyConnection<HttpObject, HttpObject> peer, FullHttpRequest request, int largest)
            throws IOException {
        Channel channel = peer.channel();
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(
                        null,
                        null,
                        WebSocketDecoderConfig.newBuilder()
                                .maxFramePayloadLength(largest)
                                .build())
                .newHandshaker(request);
        if (handshaker == null) {
            throw new HttpFailure(HttpResponseStatus.UPGRADE_REQUIRED, "only WebSocket version 13 is spoken here");
        }
        ControlFrames control = new ControlFrames();
        ChannelPipeline pipeline = channel.pipeline();
        String inbox = pipeline.lastContext().name();
        pipeline.addBefore(inbox, null, new Utf8FrameValidator(false));
        pipeline.addBefore(inbox, null, control);
        pipeline.addBefore(inbox, null, new WebSocketFrameAggregator(largest));
        Netty.await(handshaker.handshake(channel, request)).await();
        return done(new WebSocket(spoken(peer), control));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the handshake has replaced the codec
    private static NettyConnection<WebSocketFrame, WebSocketFrame> spoken(
            NettyConnection<HttpObject, HttpObject> peer) {
        return (NettyConnection) peer;
    }

    /**
     * Waits for the next message; may be awaited any number of times, and be an event of a {@link dev.bobbin.Select}.
     *
     * <p>Throws {@link dev.bobbin.ClosedChannelException} behind the last one; its cause is the failure that ended the connection, if one did.
     */
    public Async<WebSocketFrame> receive() {
        return connection.receive();
    }

    /**
     * As {@link #receive}, for the text of a message, which is released.
     *
     * @throws IOException at the await, if the message is a binary one
     */
    public Async<String> receiveText() throws IOException {
        WebSocketFrame frame = connection.receive().await();
        try {
            if (frame instanceof TextWebSocketFrame text) {
                return done(text.text());
            }
            throw new IOException("a binary message where text is expected");
        } finally {
            frame.release();
        }
    }

    /** Receives one message after the other up to the peer's end; throws what has ended the connection, if that is a failure. */
    public AsyncIterator<WebSocketFrame> iterator() {
        return connection.iterator();
    }

    /** As {@link #iterator}, with operators. */
    public AsyncSeq<WebSocketFrame> messages() {
        return connection.messages();
    }

    /** Sends a message as {@link NettyConnection#send} does: it has been given away, whatever becomes of it. */
    public Async<Void> send(WebSocketFrame message) throws IOException {
        return connection.send(message);
    }

    /** Sends a text. */
    public Async<Void> send(String text) throws IOException {
        connection.send(new TextWebSocketFrame(text)).await();
        return done();
    }

    /**
     * The closing handshake: says so, drops what still comes until the peer has answered, and closes. It waits as long as the peer does, so give
     * it a {@link Async#timeout}; being cancelled, or failing, it closes at once.
     */
    public Async<Void> closeGracefully(WebSocketCloseStatus status) throws IOException {
        try (this) {
            if (control.beginToClose()) {
                connection.send(new CloseWebSocketFrame(status)).await();
            }
            for (var it = iterator(); it.next().await(); ) {
                ReferenceCountUtil.release(it.value());
            }
        }
        return done();
    }

    /** Once its coroutine has ended. */
    Async<Void> end(boolean failed) throws IOException {
        return closeGracefully(
                failed ? WebSocketCloseStatus.INTERNAL_SERVER_ERROR : WebSocketCloseStatus.NORMAL_CLOSURE);
    }

    /** What the peer has closed it with; nothing if it has not, or has only gone. */
    public Optional<WebSocketCloseStatus> peerStatus() {
        return control.peerStatus();
    }

    /** Closes the connection at once, without the handshake, and releases what nobody has received. */
    @Override
    public void close() {
        connection.close();
    }

    /** Whether messages may still come and go. */
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public String toString() {
        return "WebSocket[" + connection.channel() + "]";
    }
}
