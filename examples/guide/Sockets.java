import static dev.bobbin.Async.done;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Permit;
import dev.bobbin.Scope;
import dev.bobbin.Semaphore;
import dev.bobbin.Task;
import dev.bobbin.net.Tcp;
import dev.bobbin.net.TcpConnection;
import dev.bobbin.net.TcpServer;
import dev.bobbin.net.Tls;
import dev.bobbin.net.TlsConnection;
import dev.bobbin.net.TlsOptions;
import dev.bobbin.net.Transport;
import dev.bobbin.net.Udp;
import dev.bobbin.net.UdpSocket;
import dev.bobbin.net.Unix;
import dev.bobbin.net.UnixConnection;
import dev.bobbin.net.UnixServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The programs of docs/guide/sockets.md; a test holds the page against them. {@code ./bobbin run examples/guide/Sockets.java} */
class Sockets {
    static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    static Async<Void> serve(TcpServer server) throws IOException {
        try (server; var clients = Scope.open()) {
            try {
                for (;;) {
                    clients.spawn(answer(server.accept().await()));
                }
            } catch (ClosedChannelException e) { // somebody has called server.close(): no more will come
                clients.join().await();
                return done();
            }
        }
    }

    static Async<Void> answer(TcpConnection client) {
        try (client) {
            ByteBuffer buffer = ByteBuffer.allocate(1_024);
            while (client.read(buffer).await() >= 0) { // until the client has ended its stream
                client.writeFully(buffer.flip()).await();
                buffer.clear();
            }
        } catch (IOException e) { // the client's own affair: the others are served as before
            System.err.println(e.getMessage());
        }
        return done();
    }

    static Async<String> ask(InetSocketAddress address, String question) throws IOException {
        try (TcpConnection server = Tcp.connect(address).await()) {
            ByteBuffer bytes = UTF_8.encode(question);
            ByteBuffer answer = ByteBuffer.allocate(bytes.remaining());
            server.writeFully(bytes).await();
            server.readFully(answer).await();
            return done(UTF_8.decode(answer.flip()).toString());
        }
    }

    static Async<List<String>> questions(TcpServer server, Async<Void> serving) throws IOException {
        try (var scope = Scope.open()) {
            scope.spawn(serving);
            List<String> answers = new ArrayList<>();
            for (String question : List.of("one", "two", "drei")) {
                answers.add(ask(server.localAddress(), question).await());
            }
            server.close();
            scope.join().await();
            return done(answers);
        }
    }

    // ---- messages

    static Async<Void> send(Transport to, byte[] message) throws IOException {
        ByteBuffer whole = ByteBuffer.allocate(Integer.BYTES + message.length);
        to.writeFully(whole.putInt(message.length).put(message).flip()).await();
        return done();
    }

    static Async<byte[]> receive(Transport from, int longest) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(Integer.BYTES);
        from.readFully(header).await(); // an EOFException if the stream has ended
        int length = header.flip().getInt();
        if (length < 0 || length > longest) {
            throw new IOException("a message of " + length + " bytes");
        }
        ByteBuffer message = ByteBuffer.allocate(length);
        from.readFully(message).await();
        return done(message.array());
    }

    static Async<String> overUnix(Path path) throws IOException {
        try (UnixServer server = Unix.listen(path);
                UnixConnection client = Unix.connect(path).await();
                UnixConnection accepted = server.accept().await()) {
            send(client, "through a file".getBytes(UTF_8)).await();
            return done(new String(receive(accepted, 100).await(), UTF_8));
        }
    }

    // ---- limits

    static Async<Integer> patient(TcpConnection client, ByteBuffer buffer, Duration limit) throws IOException {
        try {
            return done(client.read(buffer).timeout(limit).await());
        } catch (Exception e) {
            if (!(e instanceof TimeoutException)) {
                throw e;
            }
            client.writeFully(UTF_8.encode("still there?")).await();
            return done(client.read(buffer).await());
        }
    }

    static Async<String> patience() throws IOException {
        try (TcpServer server = Tcp.listen(ANY_PORT);
                TcpConnection client = Tcp.connect(server.localAddress()).await();
                TcpConnection accepted = server.accept().await();
                var scope = Scope.open()) {
            Task<Integer> read = scope.spawn(patient(accepted, ByteBuffer.allocate(100), Duration.ofMillis(5)));
            ByteBuffer asked = ByteBuffer.allocate(12);
            client.readFully(asked).await();
            client.writeFully(UTF_8.encode("yes")).await();
            scope.join().await();
            return done(UTF_8.decode(asked.flip()) + " " + read.await());
        }
    }

    static Async<Void> serve(TcpServer server, int most) throws IOException {
        var room = Semaphore.of(most);
        try (server; var clients = Scope.open()) {
            try {
                for (;;) {
                    Permit place = room.acquire().await(); // before accept: the others wait in the system's queue
                    TcpConnection client = server.accept().await();
                    clients.spawn(() -> {
                        try (place) {
                            return done(answer(client).await());
                        }
                    });
                }
            } catch (ClosedChannelException e) {
                clients.join().await();
                return done();
            }
        }
    }

    static Async<Void> goodbye(TcpConnection client) throws IOException {
        client.writeFully(UTF_8.encode("goodbye")).await();
        client.closeGracefully().timeout(Duration.ofSeconds(5)).await();
        return done();
    }

    static Async<String> goodbyes() throws IOException {
        try (TcpServer server = Tcp.listen(ANY_PORT);
                TcpConnection client = Tcp.connect(server.localAddress()).await();
                TcpConnection accepted = server.accept().await();
                var scope = Scope.open()) {
            client.writeFully(UTF_8.encode("what nobody reads")).await();
            scope.spawn(goodbye(accepted));
            ByteBuffer said = ByteBuffer.allocate(100);
            while (client.read(said).await() >= 0) {}
            client.close();
            scope.join().await();
            return done(UTF_8.decode(said.flip()).toString());
        }
    }

    // ---- TLS

    static Async<String> status(String host, int port, TlsOptions options) throws IOException {
        try (TlsConnection server = Tls.connect(host, port, options).await()) {
            server.writeFully(UTF_8.encode("GET / HTTP/1.0\r\n\r\n")).await();
            ByteBuffer begin = ByteBuffer.allocate(12);
            server.readFully(begin).await();
            return done(UTF_8.decode(begin.flip()).toString()); // HTTP/1.1 200
        }
    }

    static Async<Void> secured(TcpConnection accepted, SSLContext keys) throws IOException {
        try (TlsConnection client = Tls.server(accepted, TlsOptions.of(keys))) {
            client.handshake().await(); // which the first read or write would do
            client.writeFully(UTF_8.encode("HTTP/1.1 200 by " + client.protocol() + "\r\n\r\n")).await();
            client.closeGracefully().timeout(Duration.ofSeconds(5)).await();
            return done();
        }
    }

    static Async<String> overTls(SSLContext keys) throws IOException {
        try (TcpServer server = Tcp.listen(ANY_PORT);
                var scope = Scope.open()) {
            Task<Void> serving = scope.spawn(() -> secured(server.accept().await(), keys));
            int port = server.localAddress().getPort();
            String status = status("localhost", port, TlsOptions.of(keys)).await();
            serving.await();
            scope.join().await();
            return done(status);
        }
    }

    /** Made by the JDK's keytool: a certificate for localhost, which trusts itself. */
    static SSLContext keys(Path directory) throws Exception {
        Path file = directory.resolve("keys.p12");
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "secret")
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), UTF_8);
        check(said, 0, made.waitFor());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "secret".toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, "secret".toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        Files.delete(file);
        return context;
    }

    // ---- datagrams

    static Async<String> datagrams() throws IOException {
        try (UdpSocket one = Udp.bind(ANY_PORT);
                UdpSocket other = Udp.connect(one.localAddress())) {
            other.write(UTF_8.encode("hello")).await();
            ByteBuffer buffer = ByteBuffer.allocate(100);
            InetSocketAddress sender = one.receive(buffer).await();
            one.send(buffer.flip(), sender).await();
            ByteBuffer back = ByteBuffer.allocate(100);
            other.read(back).await();
            return done(UTF_8.decode(back.flip()).toString());
        }
    }

    public static void main(String[] args) throws Exception {
        TcpServer server = Tcp.listen(ANY_PORT);
        check("three answers", List.of("one", "two", "drei"), Bobbin.run(() -> questions(server, serve(server))));
        TcpServer narrow = Tcp.listen(ANY_PORT);
        check("one at a time", List.of("one", "two", "drei"), Bobbin.run(() -> questions(narrow, serve(narrow, 1))));
        check("patience", "still there? 3", Bobbin.run(() -> patience()));
        check("the end", "goodbye", Bobbin.run(() -> goodbyes()));
        check("datagrams", "hello", Bobbin.run(() -> datagrams()));
        Path directory = Files.createTempDirectory("sockets");
        Path path = directory.resolve("socket");
        check("over a file", "through a file", Bobbin.run(() -> overUnix(path)));
        SSLContext keys = keys(directory);
        check("over TLS", "HTTP/1.1 200", Bobbin.run(() -> overTls(keys)));
        Files.delete(directory);
        System.out.println("fine");
    }

    private static void check(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError(what + ": " + actual + " instead of " + expected);
        }
    }
}
