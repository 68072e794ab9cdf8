package dev.bobbin.net;

import static dev.bobbin.net.Pair.bytes;
import static dev.bobbin.net.TlsPair.pattern;
import static dev.bobbin.net.TlsPair.serving;
import static dev.bobbin.net.TlsPair.untilWaiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import dev.bobbin.runtime.OtherJvm;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS whose coroutines run on each kind of scheduler; and where its tasks run. */
@Timeout(60)
@ExtendWith(SocketsBack.class)
class TlsOnSchedulersTest {
    @ParameterizedTest
    @EnumSource
    void bothDirections_atOnceAndFromTheHandshakeOn(SchedulerKind kind) throws Exception {
        for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
            try (Scheduler scheduler = kind.open();
                    TlsPair pair = new TlsPair(protocol)) {
                for (int size = 1; size < 2 << 20; size = size * 5 + 3) {
                    // given
                    ByteBuffer sent = pattern(size);
                    ByteBuffer there = ByteBuffer.allocate(size);
                    ByteBuffer back = ByteBuffer.allocate(size);

                    // when
                    scheduler.run(() -> Async.all(List.of(
                            pair.server.readFully(there),
                            pair.client.readFully(back),
                            pair.client.writeFully(sent.duplicate()),
                            pair.server.writeFully(sent.duplicate()))));

                    // then
                    assertThat(there.flip().equals(sent)).isTrue();
                    assertThat(back.flip().equals(sent)).isTrue();
                }
            }
        }
    }

    @Test
    void twoSchedulers_oneForEachDirection_leaveEachOtherAlone() throws Exception {
        try (TlsPair pair = new TlsPair("TLSv1.3");
                Scheduler staying = Scheduler.workers(1)) {
            // given: whoever began the handshake has gone with its scheduler
            try (Scheduler leaving = Scheduler.workers(1)) {
                Task<Integer> reading = leaving.start(pair.client.read(ByteBuffer.allocate(1)));
                untilWaiting(pair.client, true);
                reading.cancel();
                assertThatThrownBy(() -> leaving.run(() -> reading)).isInstanceOf(CancellationException.class);
            }

            // when
            Task<Integer> reading = staying.start(pair.client.read(ByteBuffer.allocate(1)));
            Bobbin.run(() -> pair.server.writeFully(bytes(1)));

            // then
            assertThat(staying.<Integer>run(() -> reading)).isEqualTo(1);
        }
    }

    @Test
    void slowCheckOfACertificate_doesNotHoldAWorker() throws Exception {
        // given: a check that ends when the only worker has run another task
        CountDownLatch checking = new CountDownLatch(1);
        CountDownLatch otherHasRun = new CountDownLatch(1);
        X509TrustManager slow = new SlowCheck(checking, otherHasRun);
        TlsOptions clients = TlsOptions.of(Certificates.context(null, slow)).dangerouslyWithoutHostNameCheck();
        try (Scheduler scheduler = Scheduler.workers(1);
                TlsPair pair = new TlsPair(clients, serving("TLSv1.3", Certificates.GOOD))) {
            Task<Void> there = scheduler.start(pair.client.handshake());
            Task<Void> back = scheduler.start(pair.server.handshake());
            checking.await();

            // when
            scheduler.run(Bobbin::yieldNow);
            assertThat(there.isDone()).isFalse();
            otherHasRun.countDown();

            // then
            scheduler.run(() -> there);
            scheduler.run(() -> back);
        }
    }

    @Test
    void close_duringASlowCheck_wakesWhoWaitsAtOnce() throws Exception {
        // given
        CountDownLatch checking = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        X509TrustManager slow = new SlowCheck(checking, end);
        TlsOptions clients = TlsOptions.of(Certificates.context(null, slow)).dangerouslyWithoutHostNameCheck();
        try (TlsPair pair = new TlsPair(clients, serving("TLSv1.3", Certificates.GOOD))) {
            Bobbin.start(pair.server.handshake());
            Task<Void> shaking = Bobbin.start(pair.client.handshake());
            checking.await();
            untilWaiting(pair.client, false);

            // when
            pair.client.close();

            // then
            assertThatThrownBy(() -> Pair.join(shaking)).isInstanceOf(ClosedChannelException.class);
            end.countDown();
        }
    }

    @Test
    void keyLimit_reachedInBothDirectionsAtOnce_changesKeysAndLosesNothing() throws Exception {
        // given: a process of its own, see KeyUpdates
        List<String> flags = List.of(
                "-XX:TieredStopAtLevel=1",
                "-Djavax.net.debug=ssl",
                "-D" + Certificates.PROPERTY + "=" + Certificates.DIRECTORY);
        Process process = new ProcessBuilder(OtherJvm.command(flags, KeyUpdates.class))
                .directory(new File("."))
                .redirectErrorStream(true)
                .start();

        // when
        String output = new String(process.getInputStream().readAllBytes());

        // then
        assertThat(process.waitFor()).isZero();
        assertThat(output).contains("all arrived");
        assertThat(output.split("write key updated", -1).length - 1).isGreaterThan(32);
    }

    /** Trusts everybody, but not before it is allowed to. */
    private static final class SlowCheck implements X509TrustManager {
        private final CountDownLatch checking;
        private final CountDownLatch end;

        SlowCheck(CountDownLatch checking, CountDownLatch end) {
            this.checking = checking;
            this.end = end;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            checking.countDown();
            try {
                end.await();
            } catch (InterruptedException e) { // nobody does that
                throw new AssertionError(e);
            }
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
