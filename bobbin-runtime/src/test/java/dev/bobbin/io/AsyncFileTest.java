package dev.bobbin.io;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import dev.bobbin.runtime.AllBlocked;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AsyncFileTest {
    @TempDir
    Path directory;

    private AsyncFile open() {
        return Bobbin.run(() -> AsyncFile.open(directory.resolve("file"), READ, WRITE, CREATE));
    }

    @Test
    void writeAndRead_atPositions_giveTheBytes() throws Exception {
        try (AsyncFile file = open()) {
            // when
            Bobbin.run(() -> file.writeFully(ByteBuffer.wrap("world".getBytes()), 6));
            Bobbin.run(() -> file.writeFully(ByteBuffer.wrap("hello ".getBytes()), 0));
            Bobbin.run(() -> file.force(true));

            // then
            ByteBuffer target = ByteBuffer.allocate(20);
            assertThat(Bobbin.<Integer>run(() -> file.read(target, 6))).isEqualTo(5);
            assertThat(Bobbin.<Integer>run(() -> file.read(target, 11))).isEqualTo(-1);
            assertThat(Bobbin.<Long>run(file::size)).isEqualTo(11);
            Bobbin.run(() -> file.truncate(5));
            assertThat(Files.readString(directory.resolve("file"))).isEqualTo("hello");
        }
    }

    @Test
    void readFully_fileEndsBefore_namesHowManyAreMissing() throws Exception {
        try (AsyncFile file = open()) {
            Bobbin.run(() -> file.writeFully(ByteBuffer.allocate(3), 0));
            assertThatThrownBy(() -> Bobbin.run(() -> file.readFully(ByteBuffer.allocate(10), 0)))
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining("7 bytes missing");
        }
    }

    @Test
    void open_fileThatIsNotThere_failsAsTheJdkSays() {
        assertThatThrownBy(() -> Bobbin.run(() -> AsyncFile.open(directory.resolve("none"))))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void open_ofAFifo_isRefusedWithARemedy() throws Exception {
        Path fifo = directory.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        for (StandardOpenOption option : List.of(READ, WRITE)) {
            assertThatThrownBy(
                            () -> Bobbin.run(() -> AsyncFile.open(fifo, option).timeout(Duration.ofSeconds(10))))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(fifo + " is a FIFO")
                    .hasMessageContaining("StreamInput");
        }
    }

    @Test
    void operations_cancelledAtAnyMoment_areWholeAndLeaveTheFileOpen() throws Exception {
        try (AsyncFile file = open();
                Scheduler scheduler = Scheduler.workers(2)) {
            for (int i = 0; i < 500; i++) {
                // given
                ByteBuffer source = ByteBuffer.allocate(1 << 16).put(0, (byte) i);
                Task<Void> writing = scheduler.start(file.writeFully(source, 0));

                // when
                for (int spin = 0; spin < i * 20; spin++) {
                    Thread.onSpinWait();
                }
                writing.cancel();
                while (!writing.isDone()) {
                    Thread.onSpinWait();
                }

                // then: all of it, or nothing if it had not begun
                assertThat(source.remaining()).isIn(0, 1 << 16);
            }
            assertThat(file.isOpen()).isTrue();
        }
    }

    @Test
    void operation_cancelledWhileItIsQueued_endsAtOnce() throws Exception {
        try (AsyncFile file = open();
                AllBlocked blocked = new AllBlocked()) {
            Task<Long> asking = Bobbin.start(file.size());
            blocked.untilQueued();

            // when
            asking.cancel();

            // then: with all threads held up still
            assertThatThrownBy(() -> Bobbin.run(() -> asking)).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void close_whileOperationsAreInFlight_leavesTheDescriptorToTheLast() throws Exception {
        // given
        AsyncFile file = open();
        Bobbin.run(() -> file.writeFully(ByteBuffer.allocate(3), 0));
        CountDownLatch begun = new CountDownLatch(2);
        List<CountDownLatch> on = List.of(new CountDownLatch(1), new CountDownLatch(1));
        List<Task<Long>> asking = new ArrayList<>();
        for (CountDownLatch latch : on) {
            asking.add(Bobbin.start(file.operation(() -> {
                begun.countDown();
                latch.await();
                return file.channel().size();
            })));
        }
        begun.await();

        // when: it does not wait for what cannot go on yet
        file.close();
        file.close();

        // then
        assertThat(file.isOpen()).isFalse();
        assertThatThrownBy(() -> Bobbin.run(file::size))
                .isInstanceOf(ClosedChannelException.class)
                .hasMessageContaining(directory.resolve("file").toString());
        for (int i = 0; i < 2; i++) {
            assertThat(descriptors()).isEqualTo(1);
            on.get(i).countDown();
            Task<Long> ended = asking.get(i);
            assertThat(Bobbin.<Long>run(() -> ended)).isEqualTo(3);
        }
        assertThat(descriptors()).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void close_withNothingInFlight_closesTheDescriptorAtOnce() throws Exception {
        AsyncFile file = open();
        assertThat(descriptors()).isEqualTo(1);
        file.close();
        assertThat(descriptors()).isZero();
    }

    /** How many this process has of the file. */
    private int descriptors() throws IOException {
        int n = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : all) {
                try {
                    n += Files.readSymbolicLink(descriptor).equals(directory.resolve("file")) ? 1 : 0;
                } catch (IOException e) { // closed meanwhile: that of this directory's listing, say
                    continue;
                }
            }
        }
        return n;
    }

    @Test
    void operations_sideBySide_doNotDisturbEachOther() throws Exception {
        try (AsyncFile file = open()) {
            // given
            int many = 300;
            List<Async<Void>> writes = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                writes.add(file.writeFully(ByteBuffer.allocate(4).putInt(0, i), 4L * i));
            }

            // when
            Bobbin.run(() -> Async.all(writes));

            // then
            ByteBuffer all = ByteBuffer.allocate(4 * many);
            Bobbin.run(() -> file.readFully(all, 0));
            for (int i = 0; i < many; i++) {
                assertThat(all.getInt(4 * i)).isEqualTo(i);
            }
        }
    }

    @Test
    void operation_onAClosedFileOrANegativePosition_saysSo() throws Exception {
        AsyncFile file = open();
        assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), -1)).hasMessageContaining("not negative: -1");
        file.close();
        assertThatThrownBy(() -> Bobbin.run(() -> file.read(ByteBuffer.allocate(1), 0)))
                .isInstanceOf(ClosedChannelException.class);
        assertThat(file.toString()).endsWith("file, closed]");
    }
}
