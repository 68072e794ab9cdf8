package dev.bobbin.net;

import static dev.bobbin.net.Pair.anyPort;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sockets opened and accepted under time limits that are about as long as that takes: whoever gets one closes it, and none is left
 * with nobody (as in kotlinx.coroutines #3504 and #4414).
 *
 * <p>{@code -Dtimeout.sockets=100000 -Dtimeout.seed=N} for more of them.
 */
@Timeout(600)
@ExtendWith(SocketsBack.class)
class TimeoutLeakTest {
    private static final int SOCKETS = Integer.getInteger("timeout.sockets", 2_000);
    private static final long SEED = Long.getLong("timeout.seed", System.nanoTime());
    private static final int AT_ONCE = 20;

    private int opened;
    private int late;

    @Test
    void sockets_openedAndAcceptedUnderATimeout_areAllClosed() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        int accepted;
        try (TcpServer server = Tcp.listen(anyPort(), 4 * AT_ONCE)) {
            for (int n = 0; n < SOCKETS; n += AT_ONCE) {
                List<Task<TcpConnection>> ends = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    ends.add(Bobbin.start(within(random, Tcp.connect(server.localAddress()))));
                }
                for (int i = 0; i < AT_ONCE; i++) {
                    close(Bobbin.start(within(random, server.accept())));
                }
                ends.forEach(this::close);
                if (n % 200 == 0) { // those that nobody has accepted would fill the backlog
                    drain(server);
                }
            }
            accepted = opened;
        }
        System.out.printf("%d opened and accepted, %d out of time, seed %d%n", accepted, late, SEED);
        assertThat(opened + late).isEqualTo(2 * ((SOCKETS + AT_ONCE - 1) / AT_ONCE) * AT_ONCE);
        assertThat(opened).isPositive();
        assertThat(late).isPositive();
    }

    private static Async<TcpConnection> within(SplittableRandom random, Async<TcpConnection> socket) {
        return socket.timeout(Duration.ofNanos(random.nextInt(500_000)));
    }

    private void close(Task<TcpConnection> end) {
        try {
            Bobbin.run(() -> end).close();
            opened++;
        } catch (Exception e) {
            assertThat(e).isInstanceOf(TimeoutException.class);
            late++;
        }
    }

    private static void drain(TcpServer server) {
        try {
            while (true) {
                Bobbin.run(() -> server.accept().timeout(Duration.ofMillis(1))).close();
            }
        } catch (Exception e) {
            assertThat(e).isInstanceOf(TimeoutException.class);
        }
    }
}
