package dev.bobbin.net;

import static dev.bobbin.net.Pair.bytes;
import static dev.bobbin.net.Pair.join;
import static dev.bobbin.net.Pair.untilWaiting;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@ExtendWith(SocketsBack.class)
class SendFileTest {
    /** More than the sockets hold, and than one turn sends. */
    private static final int SIZE = 24 << 20;

    @TempDir
    private Path directory;

    private FileChannel file(int size) throws IOException {
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++) {
            content[i] = at(i);
        }
        return FileChannel.open(Files.write(directory.resolve("file"), content));
    }

    private static byte at(int i) {
        return (byte) (i * 31 + (i >> 12));
    }

    private static void assertPart(ByteBuffer received, int position) {
        for (int i = 0; i < received.capacity(); i++) {
            if (received.get(i) != at(position + i)) {
                throw new AssertionError("byte " + i + " of " + received.capacity());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void transferFrom_partOfALargeFile_waitsForTheReaderAndGivesTheBytes(Ends.Kind kind) throws Exception {
        try (Ends ends = kind.connect();
                FileChannel file = file(SIZE)) {
            // given
            int position = 12_345;
            int count = SIZE - 54_321;
            file.position(7);
            Task<Long> sending = Bobbin.start(ends.client().transferFrom(file, position, count));
            untilWaiting(ends.client(), OP_WRITE);

            // when
            ByteBuffer received = ByteBuffer.allocate(count);
            Bobbin.run(() -> ends.peer().readFully(received));

            // then
            assertThat(join(sending)).isEqualTo(count);
            assertPart(received, position);
            assertThat(file.position()).isEqualTo(7);
            Bobbin.run(() -> ends.client().writeFully(bytes(9)));
            ByteBuffer next = ByteBuffer.allocate(2);
            Bobbin.run(() -> ends.peer().read(next));
            assertThat(next.flip()).isEqualTo(bytes(9));
        }
    }

    @ParameterizedTest
    @EnumSource
    void transferFrom_fileEndsBefore_givesWhatThereWas(Ends.Kind kind) throws Exception {
        try (Ends ends = kind.connect();
                FileChannel file = file(1000)) {
            assertThat(Bobbin.<Long>run(() -> ends.client().transferFrom(file, 900, Long.MAX_VALUE)))
                    .isEqualTo(100);
            assertThat(Bobbin.<Long>run(() -> ends.client().transferFrom(file, 1000, 1)))
                    .isZero();
            assertThat(Bobbin.<Long>run(() -> ends.client().transferFrom(file, Long.MAX_VALUE, 1)))
                    .isZero();
            assertThat(Bobbin.<Long>run(() -> ends.client().transferFrom(file, 0, 0)))
                    .isZero();
            ByteBuffer received = ByteBuffer.allocate(100);
            Bobbin.run(() -> ends.peer().readFully(received));
            assertPart(received, 900);
        }
    }

    @ParameterizedTest
    @EnumSource
    void transferFrom_whatCannotBe_isRefused(Ends.Kind kind) throws Exception {
        try (Ends ends = kind.connect();
                FileChannel file = file(10)) {
            assertThatThrownBy(() -> ends.client().transferFrom(file, -1, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("-1");
            assertThatThrownBy(() -> ends.client().transferFrom(file, 1, -1))
                    .isInstanceOf(IllegalArgumentException.class);
            try (FileChannel written =
                    FileChannel.open(directory.resolve("new"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                assertThatThrownBy(() -> Bobbin.run(() -> ends.client().transferFrom(written, 0, 1)))
                        .isInstanceOf(NonReadableChannelException.class);
            }
            file.close();
            assertThatThrownBy(() -> Bobbin.run(() -> ends.client().transferFrom(file, 0, 1)))
                    .isInstanceOf(ClosedChannelException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void transferFrom_outOfTimeOrClosed_endsAndNothingStaysOpen(Ends.Kind kind) throws Exception {
        try (Ends ends = kind.connect();
                FileChannel file = file(SIZE)) {
            // out of time
            assertThatThrownBy(() -> Bobbin.run(
                            () -> ends.client().transferFrom(file, 0, SIZE).timeout(Duration.ofMillis(50))))
                    .isInstanceOf(TimeoutException.class);
            assertThat(ends.client().waiting(OP_WRITE)).isNull();

            // closed by the peer
            Task<Long> sending = Bobbin.start(ends.client().transferFrom(file, 0, SIZE));
            untilWaiting(ends.client(), OP_WRITE);
            ends.peer().close();
            assertThatThrownBy(() -> join(sending)).isInstanceOf(IOException.class);

            // closed here
            ends.client().close();
            assertThatThrownBy(() -> Bobbin.run(() -> ends.client().transferFrom(file, 0, 1)))
                    .isInstanceOf(ClosedChannelException.class);
            assertThat(file.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void transferFrom_closedAtAnyTime_sendsNothingToAnother(Ends.Kind kind) throws Exception {
        try (Ends bystander = kind.connect();
                FileChannel file = file(4 << 20)) {
            for (int i = 0; i < 100; i++) {
                try (Ends ends = kind.connect()) {
                    // given
                    Task<Long> sending = Bobbin.start(ends.client().transferFrom(file, 0, 4 << 20));
                    Task<Void> reading = Bobbin.start(ends.peer().readFully(ByteBuffer.allocate(4 << 20)));
                    for (int j = 0; j < i * 50; j++) {
                        Thread.onSpinWait();
                    }

                    // when: the next socket may get its number
                    ends.client().close();
                    try (Ends next = kind.connect()) {
                        ended(sending);
                        ended(reading);

                        // then
                        assertThatThrownBy(() -> Bobbin.run(() ->
                                        next.peer().read(ByteBuffer.allocate(1)).timeout(Duration.ofNanos(1))))
                                .isInstanceOf(TimeoutException.class);
                    }
                }
            }
            assertThatThrownBy(() -> Bobbin.run(
                            () -> bystander.peer().read(ByteBuffer.allocate(1)).timeout(Duration.ofMillis(1))))
                    .isInstanceOf(TimeoutException.class);
        }
    }

    /** It may have been done before the other side was closed. */
    private static void ended(Task<?> task) throws Exception {
        try {
            join(task);
        } catch (IOException e) {
            assertThat(task.isDone()).isTrue();
        }
    }
}
