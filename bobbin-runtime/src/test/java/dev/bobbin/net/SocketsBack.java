package dev.bobbin.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.abi.Context;
import dev.bobbin.runtime.NioPoller;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Checks on Linux that a test leaves as many sockets open as it found. */
final class SocketsBack implements BeforeEachCallback, AfterEachCallback {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private int before;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        new Pair().close(); // the JDK keeps a socket of its own from the first close on
        before = sockets();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        assertThat(sockets()).as("open sockets").isEqualTo(before);
    }

    static int sockets() throws IOException {
        flush();
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        int n = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : all) {
                if (isSocket(descriptor)) {
                    n++;
                }
            }
        }
        return n;
    }

    /**
     * Waits until the descriptors of channels that were closed are free: those of the shared scheduler, and of operations that a
     * test starts by hand. Other schedulers let go of theirs as they close.
     */
    static void flush() throws IOException {
        Bobbin.run(Flush::new);
        NioPoller.current().flush();
    }

    /** Runs on a worker. */
    private static final class Flush extends Async<Void> {
        @Override
        protected @Nullable Object start(Context context) {
            try {
                NioPoller.current().flush();
            } catch (IOException e) { // only where there is no worker
                throw new AssertionError(e);
            }
            return null;
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) { // the one that lists the directory
            return false;
        }
    }
}
