package dev.bobbin.lab.idle;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Clock;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import dev.bobbin.net.Tcp;
import dev.bobbin.net.TcpConnection;
import dev.bobbin.net.TcpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Tasks that wait: half of them for long, the others for a socket or for one of the sleepers. */
final class Idlers {
    private static final int MOST_CONNECTIONS = 1000;
    private static final Duration LONG = Duration.ofHours(1);

    private final int size;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    /** @param size an even number */
    Idlers(int size) {
        this.size = size;
    }

    int begun() {
        return begun.get();
    }

    int ended() {
        return ended.get();
    }

    /** Starts them and waits for them, that is, until it is cancelled. */
    Async<Void> all() throws IOException {
        int connections = Math.min(MOST_CONNECTIONS, size / 8);
        try (var idlers = Scope.open();
                TcpServer server = Tcp.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            for (int i = 0; i < connections; i++) {
                TcpConnection near = Tcp.connect(server.localAddress()).await();
                TcpConnection far = server.accept().await();
                idlers.spawn(listen(near));
                idlers.spawn(listen(far));
            }
            for (int i = 0; i < size / 2; i++) {
                Task<Void> sleeper = idlers.spawn(sleep());
                if (i >= 2 * connections) {
                    idlers.spawn(join(sleeper));
                }
            }
            idlers.join().await();
        }
        return done();
    }

    private Async<Void> sleep() {
        begun.incrementAndGet();
        try {
            Clock.sleep(LONG).await();
        } finally {
            ended.incrementAndGet();
        }
        return done();
    }

    private Async<Void> join(Task<Void> other) {
        begun.incrementAndGet();
        try {
            other.await();
        } finally {
            ended.incrementAndGet();
        }
        return done();
    }

    private Async<Void> listen(TcpConnection connection) throws IOException {
        begun.incrementAndGet();
        try (connection) {
            connection.read(ByteBuffer.allocate(1)).await();
        } finally {
            ended.incrementAndGet();
        }
        return done();
    }
}
