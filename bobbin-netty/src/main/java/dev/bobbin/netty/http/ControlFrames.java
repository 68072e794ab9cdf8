package dev.bobbin.netty.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What of RFC 6455 no coroutine need see: answers pings, drops pongs, and ends the connection with the closing handshake. */
final class ControlFrames extends ChannelInboundHandlerAdapter {
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile @Nullable WebSocketCloseStatus peerStatus;

    /** This side is about to say that it closes; false if it has, or has answered the peer. */
    boolean beginToClose() {
        return closing.compareAndSet(false, true);
    }

    Optional<WebSocketCloseStatus> peerStatus() {
        return Optional.ofNullable(peerStatus);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof PingWebSocketFrame ping) {
            answer(context, ping);
        } else if (message instanceof CloseWebSocketFrame close) {
            close(context, close);
        } else if (message instanceof PongWebSocketFrame || peerStatus != null) { // nothing comes behind a close
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    /** One that does not read is not answered: its answers would pile up here. */
    private static void answer(ChannelHandlerContext context, PingWebSocketFrame ping) {
        if (context.channel().isWritable()) {
            context.writeAndFlush(new PongWebSocketFrame(ping.content()));
        } else {
            ping.release();
        }
    }

    private void close(ChannelHandlerContext context, CloseWebSocketFrame close) {
        int code = close.statusCode();
        peerStatus = code < 0 ? WebSocketCloseStatus.EMPTY : new WebSocketCloseStatus(code, close.reasonText(), false);
        if (beginToClose()) {
            context.writeAndFlush(close).addListener(ChannelFutureListener.CLOSE);
        } else {
            close.release();
            context.close();
        }
    }
}
