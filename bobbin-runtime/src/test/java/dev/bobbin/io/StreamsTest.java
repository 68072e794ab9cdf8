package dev.bobbin.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Blocking;
import dev.bobbin.Bobbin;
import dev.bobbin.Clock;
import dev.bobbin.Task;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamsTest {
    private static byte[] numbers(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 10));
        }
        return bytes;
    }

    private static int read(StreamInput input, ByteBuffer target) {
        return Bobbin.run(() -> input.read(target));
    }

    private static byte[] readAll(StreamInput input) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer some = ByteBuffer.allocate(1_000);
        while (read(input, some) >= 0) {
            all.write(some.array(), 0, some.position());
            some.clear();
        }
        return all.toByteArray();
    }

    @Test
    void read_ofAStream_givesItsBytesThenTheEnd() throws Exception {
        byte[] bytes = numbers(100_000);
        try (StreamInput input = new StreamInput(new ByteArrayInputStream(bytes))) {
            assertThat(read(input, ByteBuffer.allocate(0))).isZero();
            assertThat(readAll(input)).isEqualTo(bytes);
            assertThat(read(input, ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void read_thatIsCancelled_losesNothing() throws Exception {
        // given
        PipedOutputStream other = new PipedOutputStream();
        try (StreamInput input = new StreamInput(new PipedInputStream(other, 100))) {
            ByteBuffer unused = ByteBuffer.allocate(10);
            for (int i = 0; i < 50; i++) {
                Task<Integer> reading = Bobbin.start(input.read(unused));
                if (i % 2 == 0) {
                    assertThatThrownBy(() -> Bobbin.run(() -> reading.timeout(Duration.ofMillis(1))))
                            .isInstanceOf(TimeoutException.class);
                }
                reading.cancel();
                assertThatThrownBy(() -> Bobbin.run(() -> reading)).isInstanceOf(CancellationException.class);
            }

            // when
            byte[] bytes = numbers(5_000);
            Thread writer = new Thread(() -> write(other, bytes));
            writer.start();

            // then
            assertThat(unused.position()).isZero();
            assertThat(readAll(input)).isEqualTo(bytes);
            writer.join();
        }
    }

    private static void write(OutputStream stream, byte[] bytes) {
        try (stream) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void read_ofAStreamThatFails_throwsThatAndThenReadsOn() throws Exception {
        // given
        IOException broken = new IOException("on purpose");
        InputStream stream = new InputStream() {
            private boolean failed;

            @Override
            public int read() throws IOException {
                if (!failed) {
                    failed = true;
                    throw broken;
                }
                return -1;
            }
        };
        try (StreamInput input = new StreamInput(stream)) {
            // when, then
            assertThatThrownBy(() -> read(input, ByteBuffer.allocate(1))).isSameAs(broken);
            assertThat(read(input, ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void read_whileAnotherWaits_isRefused() throws Exception {
        try (StreamInput input = new StreamInput(new PipedInputStream(new PipedOutputStream()))) {
            Task<Integer> reading = waiting(input);
            assertThatThrownBy(() -> read(input, ByteBuffer.allocate(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("one at a time");
            reading.cancel();
        }
    }

    /** A read that waits: the scheduler is quiet. */
    private static Task<Integer> waiting(StreamInput input) throws IOException {
        Task<Integer> reading = Bobbin.start(input.read(ByteBuffer.allocate(1)));
        while (!reading.toString().endsWith("waiting")) {
            Thread.onSpinWait();
        }
        return reading;
    }

    @Test
    void close_whileAReadWaits_failsItAndClosesTheStreamWhenItsThreadIsBack() throws Exception {
        // given
        CountDownLatch closed = new CountDownLatch(1);
        PipedOutputStream other = new PipedOutputStream();
        StreamInput input = new StreamInput(new PipedInputStream(other) {
            @Override
            public void close() throws IOException {
                super.close();
                closed.countDown();
            }
        });
        Task<Integer> reading = waiting(input);

        // when
        input.close();
        input.close();

        // then
        assertThatThrownBy(() -> Bobbin.run(() -> reading)).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> read(input, ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
        other.close();
        closed.await();
    }

    @Test
    void write_moreThanThePipeHolds_waitsForTheReader() throws Exception {
        // given
        PipedInputStream other = new PipedInputStream(100);
        byte[] bytes = numbers(100_000);
        try (StreamOutput output = new StreamOutput(new PipedOutputStream(other))) {
            ByteBuffer source = ByteBuffer.wrap(bytes);
            Task<Void> writing = Bobbin.start(output.writeFully(source));

            // when
            byte[] received = other.readNBytes(bytes.length);

            // then
            Bobbin.run(() -> writing);
            assertThat(received).isEqualTo(bytes);
            assertThat(source.hasRemaining()).isFalse();
        }
        assertThat(other.read()).isEqualTo(-1);
    }

    @Test
    void write_thatIsCancelled_hasTakenWhatThePositionSays() throws Exception {
        // given
        PipedInputStream other = new PipedInputStream(100);
        byte[] bytes = numbers(50_000);
        try (StreamOutput output = new StreamOutput(new PipedOutputStream(other))) {
            ByteBuffer source = ByteBuffer.wrap(bytes);

            // when: cancelled again and again
            Task<byte[]> reading = Bobbin.start(Blocking.call(() -> other.readNBytes(bytes.length)));
            while (source.hasRemaining()) {
                Task<Void> writing = Bobbin.start(output.writeFully(source));
                Bobbin.run(() -> Clock.sleep(Duration.ofNanos(100_000)));
                writing.cancel();
                while (!writing.isDone()) {
                    Thread.onSpinWait();
                }
            }

            // then
            Bobbin.run(() -> output.writeFully(ByteBuffer.allocate(0)));
            assertThat(Bobbin.<byte[]>run(() -> reading)).isEqualTo(bytes);
        }
    }

    @Test
    void write_toAStreamThatFails_throwsThat() throws Exception {
        PipedInputStream other = new PipedInputStream(100);
        try (StreamOutput output = new StreamOutput(new PipedOutputStream(other))) {
            other.close();
            assertThatThrownBy(() -> Bobbin.run(() -> output.writeFully(ByteBuffer.allocate(1))))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Pipe closed");
        }
        StreamOutput closed = new StreamOutput(OutputStream.nullOutputStream());
        closed.close();
        assertThatThrownBy(() -> Bobbin.run(() -> closed.writeFully(ByteBuffer.allocate(1))))
                .isInstanceOf(ClosedChannelException.class);
    }
}
