package dev.bobbin.netty.http;

import dev.bobbin.Async;
import dev.bobbin.netty.NettyConnection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;

/**
 * Collects the pieces of a message's body, as they are received: what is not wanted yet waits in the socket. It has what it has collected until
 * that is {@linkplain #take taken}, so that nothing is lost between a time limit and a cancellation.
 */
final class Body implements AutoCloseable {
    private final int limit;
    private final CompositeByteBuf bytes = Unpooled.compositeBuffer(Integer.MAX_VALUE);
    private final HttpHeaders trailers = new DefaultHttpHeaders();
    private boolean complete;
    private boolean taken;

    /** @param limit in bytes */
    Body(int limit) {
        this.limit = limit;
    }

    /** Receives the rest of the message, of which the head has been received. */
    Async<Void> read(NettyConnection<HttpObject, ?> connection) throws IOException {
        while (!complete) {
            HttpObject piece = connection.receive().await();
            try {
                add(piece);
            } finally {
                ReferenceCountUtil.release(piece);
            }
        }
        return Async.done();
    }

    /** Adds what is there already; true if that was the last piece. */
    boolean readNow(NettyConnection<HttpObject, ?> connection) throws IOException {
        while (!complete) {
            HttpObject piece = connection.tryReceive().orElse(null);
            if (piece == null) {
                return false;
            }
            try {
                add(piece);
            } finally {
                ReferenceCountUtil.release(piece);
            }
        }
        return true;
    }

    private void add(HttpObject piece) throws IOException {
        requireDecoded(piece.decoderResult());
        if (!(piece instanceof HttpContent content)) {
            throw new HttpFailure(HttpResponseStatus.BAD_REQUEST, "a message begins inside of another");
        }
        if (content.content().readableBytes() > limit - bytes.readableBytes()) {
            throw tooLarge(limit);
        }
        bytes.addComponent(true, content.content().retain());
        if (piece instanceof LastHttpContent last) {
            trailers.add(last.trailingHeaders());
            complete = true;
        }
    }

    static HttpFailure tooLarge(int limit) {
        return new HttpFailure(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "a body of more than " + limit + " bytes");
    }

    /** @throws IOException if the codec could make nothing of what came */
    static void requireDecoded(DecoderResult result) throws IOException {
        if (result.isFailure()) {
            HttpFailure failure = new HttpFailure(
                    HttpResponseStatus.BAD_REQUEST,
                    "not HTTP/1.1: " + result.cause().getMessage());
            failure.initCause(result.cause());
            throw failure;
        }
    }

    /** The whole body, the caller's from now on. */
    ByteBuf take() {
        taken = true;
        return bytes;
    }

    HttpHeaders trailers() {
        return trailers;
    }

    /** Releases what has not been taken. */
    @Override
    public void close() {
        if (!taken) {
            taken = true;
            bytes.release();
        }
    }
}
