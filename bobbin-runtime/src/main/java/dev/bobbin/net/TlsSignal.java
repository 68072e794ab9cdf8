package dev.bobbin.net;

import dev.bobbin.abi.Unawaited;
import org.jspecify.annotations.Nullable;

/**
 * Holds one direction of the connection below for as long as there is TLS on it: passes on that it is ready, and keeps others from
 * reading and writing there. Never awaited.
 */
final class TlsSignal extends Operation<Void> {
    private final TlsConnection connection;
    private final TcpConnection below;
    private final int interest;

    TlsSignal(TlsConnection connection, TcpConnection below, int interest) {
        this.connection = connection;
        this.below = below;
        this.interest = interest;
        Unawaited.used(this);
    }

    @Override
    int interest() {
        return interest;
    }

    @Override
    Endpoint endpoint() {
        return below;
    }

    @Override
    String verb() {
        return "operation of TLS";
    }

    @Override
    boolean signal() {
        return connection.signal(below.isOpen() ? interest : ~0);
    }

    @Override
    @Nullable
    Object advance() {
        throw new AssertionError("not awaited");
    }
}
