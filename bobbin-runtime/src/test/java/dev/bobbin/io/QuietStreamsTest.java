package dev.bobbin.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Blocking;
import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import dev.bobbin.net.Dns;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** More streams without a word than there are threads for code that blocks. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class QuietStreamsTest {
    private static final int MANY = 300;

    @TempDir
    Path directory;

    /** Waits until that many threads are there for streams: their names are what a thread dump tells. */
    private static void untilThreads(int many) {
        while (Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("bobbin-stream-"))
                        .count()
                < many) {
            Thread.onSpinWait();
        }
    }

    @Test
    void quietReads_moreThanBlockingThreads_keepNothingElseWaiting() throws Exception {
        // given
        List<ChildProcess> children = new ArrayList<>();
        List<Task<Integer>> reads = new ArrayList<>();
        List<ByteBuffer> targets = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                ChildProcess child = Bobbin.run(() -> ChildProcess.start(new ProcessBuilder("cat")));
                children.add(child);
                ByteBuffer target = ByteBuffer.allocate(1);
                targets.add(target);
                reads.add(Bobbin.start(child.output().read(target)));
            }
            untilThreads(MANY);

            // when, then: the others go on
            assertThat(Bobbin.<Integer>run(() -> Blocking.call(() -> 42))).isEqualTo(42);
            assertThat(Bobbin.<List<InetAddress>>run(() -> Dns.resolve("localhost")))
                    .isNotEmpty();
            Path path = Files.write(directory.resolve("file"), new byte[] {7});
            try (AsyncFile file = Bobbin.run(() -> AsyncFile.open(path, StandardOpenOption.READ))) {
                assertThat(Bobbin.<Long>run(file::size)).isEqualTo(1);
            }

            // then: and so do the streams
            for (int i = 0; i < MANY; i++) {
                ChildProcess child = children.get(i);
                byte sent = (byte) i;
                Bobbin.run(() -> child.input().writeFully(ByteBuffer.wrap(new byte[] {sent})));
                Task<Integer> read = reads.get(i);
                assertThat(Bobbin.<Integer>run(() -> read)).isEqualTo(1);
                assertThat(targets.get(i).get(0)).isEqualTo(sent);
            }
        } finally {
            for (ChildProcess child : children) {
                child.close();
            }
        }
    }
}
