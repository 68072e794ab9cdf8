package dev.bobbin.netty.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Waits for the opening handshake of a client. */
final class Shaken extends ChannelInboundHandlerAdapter {
    private volatile @Nullable Promise<Void> hands;

    /** Done when the handshake is; for those for whom the channel has been initialised. */
    Future<Void> hands() {
        return promise();
    }

    private Promise<Void> promise() {
        return Objects.requireNonNull(hands, "the channel has not been initialised");
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        hands = context.executor().newPromise();
    }

    @Override
    @SuppressWarnings("NullAway") // Void has no other value
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            promise().trySuccess(null);
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        promise().tryFailure(new IOException("the server has closed the connection instead of a handshake"));
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        promise()
                .tryFailure(
                        cause instanceof IOException
                                ? cause
                                : new IOException("no WebSocket: " + cause.getMessage(), cause));
        context.fireExceptionCaught(cause);
    }
}
