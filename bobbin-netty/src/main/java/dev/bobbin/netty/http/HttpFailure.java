package dev.bobbin.netty.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;

/** A message that cannot be taken as it came: its status is what a server answers, or a client says of the server. */
final class HttpFailure extends IOException {
    private static final long serialVersionUID = 1;

    private final transient HttpResponseStatus status;

    HttpFailure(HttpResponseStatus status, String message) {
        super(message);
        this.status = status;
    }

    HttpResponseStatus status() {
        return status;
    }
}
