package dev.bobbin.net;

import dev.bobbin.Async;
import dev.bobbin.Scheduler;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

/** Two ends of TLS over loopback. */
final class TlsPair implements AutoCloseable {
    private static final int SEND_BUFFER = 1 << 18;

    private final Pair pair = new Pair();
    final TlsConnection client;
    final TlsConnection server;

    TlsPair(String protocol) throws IOException, GeneralSecurityException {
        this(trusting(protocol), serving(protocol, Certificates.GOOD));
    }

    TlsPair(TlsOptions clients, TlsOptions servers) throws IOException {
        client = Tls.client(pair.client, "localhost", clients);
        server = Tls.server(pair.peer, servers);
        for (TlsConnection each : List.of(client, server)) { // or the system may make room for all that a test sends
            each.option(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
        }
    }

    static TlsOptions trusting(String protocol) throws GeneralSecurityException {
        return TlsOptions.of(Certificates.context(null, true)).withProtocols(protocol);
    }

    static TlsOptions serving(String protocol, KeyStore key) throws GeneralSecurityException {
        return TlsOptions.of(Certificates.context(key, true)).withProtocols(protocol);
    }

    void shakeHands() throws IOException {
        Scheduler.shared().run(() -> Async.all(List.of(client.handshake(), server.handshake())));
    }

    /** Bytes that differ from place to place. */
    static ByteBuffer pattern(int size) {
        ByteBuffer buffer = ByteBuffer.allocate(size);
        for (int i = 0; i < size; i++) {
            buffer.put(i, (byte) (i * 31 + (i >> 12)));
        }
        return buffer;
    }

    /** Returns once an operation waits there. */
    static void untilWaiting(TlsConnection connection, boolean input) {
        while (connection.waiting(input) == null) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
        pair.close();
    }
}
