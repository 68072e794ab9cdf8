package dev.bobbin.net;

import dev.bobbin.Async;
import java.io.IOException;
import java.net.IDN;
import java.net.InetSocketAddress;
import java.util.Objects;
import javax.net.ssl.SSLContext;

/**
 * TLS for coroutines, by the JDK's engine. A client checks the certificate and the host name; nobody has to ask for it.
 *
 * <pre>{@code
 * static Async<Void> hello(ByteBuffer request, ByteBuffer response) throws IOException {
 *     try (TlsConnection peer = Tls.connect("example.org", 443).await()) {
 *         peer.writeFully(request).await();
 *         while (peer.read(response).await() > 0) {}
 *         peer.closeGracefully().timeout(Duration.ofSeconds(1)).await();
 *     }
 *     return done();
 * }
 * }</pre>
 *
 * <p>Certificates are checked, keys made and names resolved on threads that are there to be blocked.
 */
public final class Tls {
    private Tls() {}

    /** {@link #connect(String, int, TlsOptions)} with the JDK's defaults. */
    public static Async<TlsConnection> connect(String host, int port) throws IOException {
        return connect(host, port, TlsOptions.defaults());
    }

    /** {@link #connect(String, int, TlsOptions)} with the keys and the trust of a context. */
    public static Async<TlsConnection> connect(String host, int port, SSLContext context) throws IOException {
        return connect(host, port, TlsOptions.of(context));
    }

    /**
     * Resolves the name, connects and shakes hands; a failure names the host. If it fails or is cancelled, it leaves nothing open.
     *
     * <p>The await throws an {@link IllegalArgumentException}, before it connects, if the options name a protocol or cipher suite that the
     * context does not know.
     *
     * @param host whom the certificate must be for, and what the peer is told whom it is asked for. A name that has other characters than
     *     letters, digits, hyphens and dots, "my_service", the peer is not told, and the JDK takes no certificate for it: the handshake fails,
     *     unless with {@link TlsOptions#dangerouslyWithoutHostNameCheck}
     * @throws IllegalArgumentException if the host is empty or can be no name, because a part has more than 63 characters, say
     */
    public static Async<TlsConnection> connect(String host, int port, TlsOptions options) throws IOException {
        return new TlsConnect(named(host), port, Objects.requireNonNull(options, "options"));
    }

    /** {@link #client(TcpConnection, String, TlsOptions)} with the JDK's defaults. */
    public static TlsConnection client(TcpConnection connection, String host) throws IOException {
        return client(connection, host, TlsOptions.defaults());
    }

    /** {@link #client(TcpConnection, String, TlsOptions)} with the keys and the trust of a context. */
    public static TlsConnection client(TcpConnection connection, String host, SSLContext context) throws IOException {
        return client(connection, host, TlsOptions.of(context));
    }

    /**
     * The client's side of TLS on an open connection, which is used by nobody else from here on. Nothing is sent yet. With
     * {@link TlsOptions#defaults()}, the first call of all reads the trust store, which blocks; {@code connect} does that elsewhere.
     *
     * @param host as for {@link #connect(String, int, TlsOptions)}
     * @throws IllegalStateException if an operation waits for the connection
     * @throws IllegalArgumentException if the options name a protocol or cipher suite that the context does not know
     */
    public static TlsConnection client(TcpConnection connection, String host, TlsOptions options) throws IOException {
        String name = named(host);
        int port = connection.remoteAddress().getPort();
        return new TlsConnection(connection, options.client(name, port), new TlsFailures(name + ":" + port, true));
    }

    /** {@link #server(TcpConnection, TlsOptions)} with the keys of a context. */
    public static TlsConnection server(TcpConnection connection, SSLContext context) throws IOException {
        return server(connection, TlsOptions.of(context));
    }

    /**
     * The server's side of TLS on an open connection, which is used by nobody else from here on. It waits for the client.
     *
     * @throws IllegalStateException if an operation waits for the connection
     * @throws IllegalArgumentException if the options name a protocol or cipher suite that the context does not know
     */
    public static TlsConnection server(TcpConnection connection, TlsOptions options) throws IOException {
        InetSocketAddress peer = connection.remoteAddress();
        String name = peer.getAddress().getHostAddress() + ":" + peer.getPort();
        return new TlsConnection(connection, options.server(), new TlsFailures(name, false));
    }

    /** As certificates spell it: in ASCII, without the root's dot or an address's brackets. */
    private static String named(String host) {
        if (host.startsWith("[") && host.endsWith("]")) {
            return host.substring(1, host.length() - 1);
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a host name is needed: the certificate is checked against it");
        }
        try {
            return name.indexOf(':') >= 0 ? name : IDN.toASCII(name);
        } catch (IllegalArgumentException e) { // too long a label, say
            throw new IllegalArgumentException("\"" + host + "\" is no host name: " + e.getMessage(), e);
        }
    }
}
