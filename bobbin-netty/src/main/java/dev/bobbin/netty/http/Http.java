package dev.bobbin.netty.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;

/** Short ways to messages; anything else is Netty's {@link FullHttpRequest} and {@link FullHttpResponse}. */
public final class Http {
    private Http() {}

    /** A response in plain text, UTF-8. */
    public static FullHttpResponse text(HttpResponseStatus status, String text) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(text.getBytes(UTF_8)));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        return response;
    }

    /** A request without a body; the client adds the host. */
    public static FullHttpRequest get(String uri) {
        return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, uri, Unpooled.EMPTY_BUFFER);
    }

    /** A request with plain text, UTF-8. */
    public static FullHttpRequest post(String uri, String text) {
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, uri, Unpooled.wrappedBuffer(text.getBytes(UTF_8)));
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        return request;
    }

    /** The body as text, UTF-8; releases the message. */
    public static String textOf(FullHttpMessage message) {
        try {
            return message.content().toString(UTF_8);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** What a server says of a request that it does not take, or cannot answer; the last on its connection. */
    static FullHttpResponse refusal(HttpResponseStatus status, String why) {
        FullHttpResponse response = text(status, status + ": " + why + "\n");
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return response;
    }
}
