package com.acme.accounts;

import static dev.bobbin.Async.done;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bobbin.Async;
import dev.bobbin.net.Tcp;
import dev.bobbin.net.TcpConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that knows what HTTP looks like on the wire, and nothing of the server's codecs. */
final class KeptConnection implements AutoCloseable {
    private static final Pattern HEAD =
            Pattern.compile("HTTP/1\\.1 (\\d{3}) .*?\r\n(?i:content-length): (\\d+)\r\n.*", Pattern.DOTALL);
    private static final Pattern END = Pattern.compile("\r\n\r\n");

    record Answer(int status, String text) {}

    private final TcpConnection connection;
    private final ByteBuffer received = ByteBuffer.allocate(1024);

    private KeptConnection(TcpConnection connection) {
        this.connection = connection;
    }

    static Async<KeptConnection> open(InetSocketAddress address) throws IOException {
        return done(new KeptConnection(Tcp.connect(address).await()));
    }

    Async<Answer> get(String path) throws IOException {
        return done(exchange("GET", path, "").await());
    }

    Async<Answer> post(String path, String body) throws IOException {
        return done(exchange("POST", path, body).await());
    }

    private Async<Answer> exchange(String method, String path, String body) throws IOException {
        String request =
                method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n";
        connection
                .writeFully(ByteBuffer.wrap((request + body).getBytes(US_ASCII)))
                .await();
        return done(answer().await());
    }

    private Async<Answer> answer() throws IOException {
        while (true) {
            String text = new String(received.array(), 0, received.position(), UTF_8);
            Matcher end = END.matcher(text);
            if (end.find()) {
                Matcher head = HEAD.matcher(text.substring(0, end.end()));
                if (!head.matches()) {
                    throw new IOException("not an answer: " + text);
                }
                int length = Integer.parseInt(head.group(2));
                if (received.position() >= end.end() + length) { // all in ASCII
                    String body = text.substring(end.end(), end.end() + length);
                    received.flip().position(end.end() + length);
                    received.compact();
                    return done(new Answer(Integer.parseInt(head.group(1)), body));
                }
            }
            if (connection.read(received).await() < 0) {
                throw new IOException("the end, after: " + text);
            }
        }
    }

    /** Whether the server says nothing more, and has closed. */
    Async<Boolean> hasEnded() throws IOException {
        return done(received.position() == 0 && connection.read(received).await() < 0);
    }

    @Override
    public void close() {
        connection.close();
    }
}
