package dev.bobbin.net;

import static dev.bobbin.net.Pair.bytes;
import static dev.bobbin.net.Pair.join;
import static dev.bobbin.net.TlsPair.pattern;
import static dev.bobbin.net.TlsPair.untilWaiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@ExtendWith(SocketsBack.class)
class TlsCancellationTest {
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void cancel_atRandomMoments_leavesTheStreamsWhole(String protocol) throws Exception {
        long seed = Long.getLong("bobbin.seed", System.nanoTime());
        System.out.println("seed of the cancellations: " + seed);
        ByteBuffer sent = pattern(4 << 20);
        try (TlsPair pair = new TlsPair(protocol)) {
            // given: also during the handshake
            Mover[] movers = {
                new Mover(pair.client, sent.duplicate(), false, seed),
                new Mover(pair.server, ByteBuffer.allocate(sent.capacity()), true, seed + 1),
                new Mover(pair.server, sent.duplicate(), false, seed + 2),
                new Mover(pair.client, ByteBuffer.allocate(sent.capacity()), true, seed + 3)
            };

            // when
            for (Mover mover : movers) {
                mover.start();
            }
            for (Mover mover : movers) {
                mover.join();
            }

            // then
            for (Mover mover : movers) {
                assertThat(mover.failure).as("seed " + seed).isNull();
                assertThat(mover.buffer.flip().equals(sent)).as("seed " + seed).isTrue();
            }
        }
    }

    /** Fills or empties its buffer by operations most of which it cancels soon. */
    private static final class Mover extends Thread {
        final ByteBuffer buffer;
        private final TlsConnection connection;
        private final boolean reads;
        private final Random random;
        private volatile Throwable failure;

        Mover(TlsConnection connection, ByteBuffer buffer, boolean reads, long seed) {
            this.connection = connection;
            this.buffer = buffer;
            this.reads = reads;
            this.random = new Random(seed);
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                while (buffer.hasRemaining()) {
                    move();
                }
                if (!reads) { // the last record may still be here
                    Bobbin.run(() -> connection.writeFully(ByteBuffer.allocate(0)));
                }
            } catch (Throwable t) { // for the test
                failure = t;
            }
        }

        private Async<?> some(ByteBuffer piece) throws IOException {
            return reads ? connection.read(piece) : connection.write(piece);
        }

        private Async<?> all(ByteBuffer piece) throws IOException {
            return reads ? connection.readFully(piece) : connection.writeFully(piece);
        }

        private void move() throws Exception {
            ByteBuffer piece = buffer.duplicate();
            piece.limit(piece.position() + Math.min(piece.remaining(), 1 + random.nextInt(200_000)));
            Async<?> operation = random.nextBoolean() ? some(piece) : all(piece);
            Task<?> task = Bobbin.start(operation);
            for (int spins = random.nextInt(20_000); spins > 0; spins--) {
                Thread.onSpinWait();
            }
            task.cancel();
            try {
                Pair.join(task);
            } catch (CancellationException e) { // the position says how far it came
                assertThat(task.isDone()).isTrue();
            }
            buffer.position(piece.position());
        }
    }

    @Test
    void cancel_ofAWaitingRead_freesTheConnectionForTheNext() throws Exception {
        try (TlsPair pair = new TlsPair("TLSv1.3")) {
            // given
            pair.shakeHands();
            Task<Integer> reading = Bobbin.start(pair.server.read(ByteBuffer.allocate(1)));
            untilWaiting(pair.server, true);

            // when
            reading.cancel();

            // then
            assertThatThrownBy(() -> join(reading)).isInstanceOf(CancellationException.class);
            assertThat(pair.server.waiting(true)).isNull();
            Task<Integer> next = Bobbin.start(pair.server.read(ByteBuffer.allocate(1)));
            Bobbin.run(() -> pair.client.write(bytes(1)));
            assertThat(join(next)).isEqualTo(1);
        }
    }

    @Test
    void cancel_ofAWrite_leavesItsLastRecordToTheReader() throws Exception {
        try (TlsPair pair = new TlsPair("TLSv1.3")) {
            // given: a reader waits, and a writer for the socket to take the rest of a record
            pair.shakeHands();
            Task<Integer> reading = Bobbin.start(pair.client.read(ByteBuffer.allocate(1)));
            untilWaiting(pair.client, true);
            ByteBuffer source = pattern(32 << 20);
            Task<Void> writing = Bobbin.start(pair.client.writeFully(source));
            untilWaiting(pair.client, false);

            // when
            writing.cancel();
            assertThatThrownBy(() -> join(writing)).isInstanceOf(CancellationException.class);

            // then: whole records up to the position arrive though nobody writes any more
            assertThat(source.hasRemaining()).isTrue();
            ByteBuffer received = ByteBuffer.allocate(source.position());
            Bobbin.run(() -> pair.server.readFully(received));
            assertThat(received.flip().equals(source.flip())).isTrue();
            Bobbin.run(() -> pair.server.write(bytes(1)));
            assertThat(join(reading)).isEqualTo(1);
        }
    }

    @Test
    void cancel_ofTheOneThatShakesHands_leavesItToTheOther() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (TlsPair pair = new TlsPair("TLSv1.3");
                    Scheduler leaving = Scheduler.workers(1)) {
                // given
                Task<Integer> reading = leaving.start(pair.client.read(ByteBuffer.allocate(1)));
                if (i % 2 == 0) {
                    untilWaiting(pair.client, true);
                }
                Task<Integer> writing = Bobbin.start(pair.client.write(bytes(1)));
                Task<Integer> receiving = Bobbin.start(pair.server.read(ByteBuffer.allocate(1)));

                // when
                reading.cancel();

                // then
                assertThat(join(writing)).isEqualTo(1);
                assertThat(join(receiving)).isEqualTo(1);
            }
        }
    }
}
