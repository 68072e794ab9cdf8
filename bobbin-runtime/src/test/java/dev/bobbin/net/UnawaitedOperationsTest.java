package dev.bobbin.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.io.StreamInput;
import dev.bobbin.runtime.OtherJvm;
import java.io.ByteArrayInputStream;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code -Ddev.bobbin.unawaited=report} of what the runtime makes, in a JVM of its own. */
@Timeout(120)
class UnawaitedOperationsTest {
    /** Uses a connection of TLS, and forgets some operations. */
    static final class Program {
        private static final int FORGOTTEN = 6;
        private static final AtomicInteger REPORTS = new AtomicInteger();

        private Program() {}

        public static void main(String[] args) throws Exception {
            Logger log = Logger.getLogger("dev.bobbin.unawaited"); // held, lest its handler be collected
            log.addHandler(new StreamHandler() {
                @Override
                public void publish(LogRecord record) {
                    REPORTS.incrementAndGet();
                }
            });
            use();
            forget();
            for (int i = 0; REPORTS.get() < FORGOTTEN; i++) {
                if (i == 1000) {
                    throw new AssertionError(REPORTS + " reports");
                }
                System.gc();
                Bobbin.run(() -> Async.<String>create(c -> c.complete("x"))); // it is then that reports come
            }
            Reference.reachabilityFence(log);
        }

        private static void use() throws Exception {
            try (TlsPair pair = new TlsPair("TLSv1.3")) {
                pair.shakeHands();
                Pair.join(Bobbin.start(pair.client.write(Pair.bytes(1))));
                Pair.join(Bobbin.start(pair.server.read(ByteBuffer.allocate(1))));
            }
        }

        private static void forget() throws Exception {
            try (TlsPair pair = new TlsPair("TLSv1.3");
                    Pair plain = new Pair()) {
                pair.client.handshake();
                plain.client.read(ByteBuffer.allocate(1));
                plain.server.accept();
                Tcp.connect(plain.server.localAddress());
                Dns.resolve("localhost");
                new StreamInput(new ByteArrayInputStream(new byte[1])).read(ByteBuffer.allocate(1));
            }
        }
    }

    @Test
    void operationsThatNobodyAwaits_areReported_othersAreNot() throws Exception {
        Process process = new ProcessBuilder(OtherJvm.command(List.of("-Ddev.bobbin.unawaited=report"), Program.class))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.split("was never awaited", -1)).as(output).hasSize(1 + Program.FORGOTTEN);
        for (String made : List.of(
                "TlsConnection.handshake",
                "Connection.read",
                "Server.accept",
                "Tcp.connect",
                "Dns.resolve",
                "StreamInput.read")) {
            assertThat(output).contains(" " + made + " was never awaited");
        }
        assertThat(output).containsPattern("at .*Program\\.forget\\(UnawaitedOperationsTest\\.java:\\d+\\)");
    }
}
