package dev.bobbin.netty.http;

import dev.bobbin.Async;
import dev.bobbin.netty.NettyConnection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;

/** Collects the pieces of a message's body. They come one by one as they are received, so a large body waits in the socket. */
final class Body {
    private final int limit;
    private final CompositeByteBuf bytes = Unpooled.compositeBuffer(Integer.MAX_VALUE);

    private Body(int limit) {
        this.limit = limit;
    }

    /**
     * All of it, to be released by the caller; what has come is released if this fails or is cancelled.
     *
     * @param trailers gets the headers behind the body
     */
    static Async<ByteBuf> read(NettyConnection<HttpObject, ?> connection, int limit, HttpHeaders trailers)
            throws IOException {
        Body body = new Body(limit);
        boolean complete = false;
        try {
            while (!complete) {
                HttpObject piece = connection.receive().await();
                try {
                    complete = body.add(piece, trailers);
                } finally {
                    ReferenceCountUtil.release(piece);
                }
            }
        } finally {
            if (!complete) {
                body.bytes.release();
            }
        }
        return Async.done(body.bytes);
    }

    /** Whether that was the last. */
    private boolean add(HttpObject piece, HttpHeaders trailers) throws IOException {
        requireDecoded(piece.decoderResult());
        if (!(piece instanceof HttpContent content)) {
            throw new HttpFailure(HttpResponseStatus.BAD_REQUEST, "a message begins inside of another");
        }
        if (content.content().readableBytes() > limit - bytes.readableBytes()) {
            throw new HttpFailure(
                    HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "a body of more than " + limit + " bytes");
        }
        bytes.addComponent(true, content.content().retain());
        if (piece instanceof LastHttpContent last) {
            trailers.add(last.trailingHeaders());
            return true;
        }
        return false;
    }

    /** @throws IOException if the codec could make nothing of what came */
    static void requireDecoded(DecoderResult result) throws IOException {
        if (result.isFailure()) {
            HttpFailure failure =
                    new HttpFailure(HttpResponseStatus.BAD_REQUEST, "not HTTP/1.1: " + result.cause().getMessage());
            failure.initCause(result.cause());
            throw failure;
        }
    }
}
