package dev.bobbin.loom;

import dev.bobbin.net.Tcp;
import dev.bobbin.net.TcpConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** A socket whose waiting suspends a task in {@code Bridge.run}: as much of one as a driver asks for. */
final class CoroutineSocket extends Socket {
    private @Nullable TcpConnection connection;
    private int timeout;
    private boolean closed;

    /** What a driver is given the name of. */
    public static final class Factory extends SocketFactory {
        @Override
        public Socket createSocket() {
            return new CoroutineSocket();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            Socket socket = createSocket();
            socket.connect(new InetSocketAddress(host, port));
            return socket;
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return createSocket(host.getHostAddress(), port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            throw new SocketException("a local address cannot be chosen");
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            throw new SocketException("a local address cannot be chosen");
        }
    }

    private TcpConnection connection() throws SocketException {
        if (closed) {
            throw new SocketException("Socket closed");
        }
        if (connection == null) {
            throw new SocketException("Socket is not connected");
        }
        return connection;
    }

    @Override
    public void connect(SocketAddress address) throws IOException {
        connect(address, 0);
    }

    @Override
    public void connect(SocketAddress address, int millis) throws IOException {
        var connecting = Tcp.connect((InetSocketAddress) address);
        connection = millis == 0 ? connecting.await() : inTime(connecting.timeout(Duration.ofMillis(millis)));
    }

    /** The timeout of {@code Async} is a checked exception, which {@code await()} does not declare. */
    private static <T> T inTime(dev.bobbin.Async<T> limited) throws SocketTimeoutException {
        try {
            return limited.await();
        } catch (Exception e) {
            if (e instanceof TimeoutException) {
                throw (SocketTimeoutException) new SocketTimeoutException(e.getMessage()).initCause(e);
            }
            throw e;
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        TcpConnection from = connection();
        InputStream input = from.input();
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return timeout == 0
                        ? input.read(target, offset, length)
                        : inTime(from.read(ByteBuffer.wrap(target, offset, length))
                                .timeout(Duration.ofMillis(timeout)));
            }

            @Override
            public int available() throws IOException {
                return input.available();
            }

            @Override
            public void close() {
                CoroutineSocket.this.close();
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return connection().output();
    }

    @Override
    public void close() {
        closed = true;
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public boolean isConnected() {
        return connection != null;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void setSoTimeout(int millis) {
        timeout = millis;
    }

    @Override
    public int getSoTimeout() {
        return timeout;
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        if (!on) {
            throw new SocketException("Nagle's algorithm is off");
        }
    }

    @Override
    public boolean getTcpNoDelay() {
        return true;
    }

    @Override
    public void setKeepAlive(boolean on) throws SocketException {
        connection(); // as it is
    }

    @Override
    public boolean getKeepAlive() {
        return false;
    }

    @Override
    public int getSendBufferSize() throws SocketException {
        try {
            return connection().option(StandardSocketOptions.SO_SNDBUF);
        } catch (IOException e) {
            throw (SocketException) new SocketException(e.getMessage()).initCause(e);
        }
    }
}
