package dev.bobbin.netty.http;

import java.time.Duration;
import java.util.Objects;

/**
 * How long and how large things of HTTP may be.
 *
 * <pre>{@code HttpLimits limits = HttpLimits.standard().answer(Duration.ofSeconds(2)).body(16 << 20); }</pre>
 *
 * @param idle how long a connection is kept that has no exchange, 60 seconds in the standard
 * @param message how long a message may take to arrive once it has begun: 30 seconds
 * @param answer how long a server's handler may take for an answer, or a client may wait for the begin of one: 30 seconds
 * @param body how many bytes the body of a message may have, 1 MiB; that of a WebSocket message too
 */
public record HttpLimits(Duration idle, Duration message, Duration answer, int body) {
    private static final HttpLimits STANDARD =
            new HttpLimits(Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(30), 1 << 20);

    /** @throws IllegalArgumentException if a duration is not positive, or the number of bytes negative */
    public HttpLimits {
        requirePositive(idle, "idle");
        requirePositive(message, "message");
        requirePositive(answer, "answer");
        if (body < 0) {
            throw new IllegalArgumentException("a body of at most " + body + " bytes");
        }
    }

    private static void requirePositive(Duration limit, String what) {
        if (Objects.requireNonNull(limit, what).isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("a time limit of " + limit + " for " + what + ": more than nothing");
        }
    }

    /** Those for which there is no reason to choose others. */
    public static HttpLimits standard() {
        return STANDARD;
    }

    /** With another {@link #idle()}. */
    public HttpLimits idle(Duration limit) {
        return new HttpLimits(limit, message, answer, body);
    }

    /** With another {@link #message()}. */
    public HttpLimits message(Duration limit) {
        return new HttpLimits(idle, limit, answer, body);
    }

    /** With another {@link #answer()}. */
    public HttpLimits answer(Duration limit) {
        return new HttpLimits(idle, message, limit, body);
    }

    /** With another {@link #body()}. */
    public HttpLimits body(int bytes) {
        return new HttpLimits(idle, message, answer, bytes);
    }
}
