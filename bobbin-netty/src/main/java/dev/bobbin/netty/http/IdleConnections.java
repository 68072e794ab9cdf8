package dev.bobbin.netty.http;

import dev.bobbin.netty.NettyConnection;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connections of a client that have no exchange, the latest on top. All is guarded by the monitor. */
final class IdleConnections implements AutoCloseable {
    private final long nanos;
    private final Map<InetSocketAddress, ArrayDeque<Idle>> idle = new HashMap<>();
    private boolean closed;

    /** @param limit after which a connection is closed */
    IdleConnections(Duration limit) {
        nanos = limit.toNanos();
    }

    private record Idle(NettyConnection<HttpObject, HttpObject> connection, Future<?> end) {}

    /** One that is open, as far as is known. */
    synchronized @Nullable NettyConnection<HttpObject, HttpObject> take(InetSocketAddress address) {
        if (closed) {
            throw new IllegalStateException("this client has been closed: it sends nothing any more");
        }
        ArrayDeque<Idle> there = idle.get(address);
        NettyConnection<HttpObject, HttpObject> found = null;
        while (found == null && there != null && !there.isEmpty()) {
            Idle last = there.removeLast();
            last.end.cancel(false);
            Optional<HttpObject> unasked = last.connection.tryReceive();
            if (unasked.isEmpty() && last.connection.isOpen()) {
                found = last.connection;
            } else {
                unasked.ifPresent(ReferenceCountUtil::release);
                last.connection.close();
            }
        }
        if (there != null && there.isEmpty()) {
            idle.remove(address);
        }
        return found;
    }

    synchronized void keep(InetSocketAddress address, NettyConnection<HttpObject, HttpObject> connection) {
        if (closed || !connection.isOpen()) {
            connection.close();
            return;
        }
        Future<?> end = connection
                .channel()
                .eventLoop()
                .schedule(() -> expire(address, connection), nanos, TimeUnit.NANOSECONDS);
        idle.computeIfAbsent(address, any -> new ArrayDeque<>()).addLast(new Idle(connection, end));
    }

    private synchronized void expire(InetSocketAddress address, NettyConnection<HttpObject, HttpObject> connection) {
        ArrayDeque<Idle> there = idle.get(address);
        if (there != null && there.removeIf(each -> each.connection == connection)) {
            connection.close();
            if (there.isEmpty()) {
                idle.remove(address);
            }
        }
    }

    @Override
    public void close() {
        List<Idle> all = new ArrayList<>();
        synchronized (this) {
            closed = true;
            idle.values().forEach(all::addAll);
            idle.clear();
        }
        for (Idle each : all) {
            each.end.cancel(false);
            each.connection.close();
        }
    }
}
