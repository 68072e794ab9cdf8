package dev.bobbin.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.runtime.Poller;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Poller.shared().flush();
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

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) { // the one that lists the directory
            return false;
        }
    }
}
