package dev.bobbin.net;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a connect that found the backlog of a Unix domain socket full from any other failure. All that the JDK hands on of the
 * system's EAGAIN is its message, in the user's language; so what is not the English one is compared with that of a server made to be full.
 */
final class FullBacklog {
    private static final String ENGLISH = "Resource temporarily unavailable";

    /** More than any system lets wait beyond a backlog of 1. */
    private static final int MOST = 16;

    /** Null until it is known. */
    private static volatile @Nullable String message;

    private FullBacklog() {}

    /** Whether the failure, of a non-blocking connect, says that there is no room now. */
    static boolean isReasonOf(SocketException e) {
        String said = e.getMessage();
        return said != null && (said.equals(ENGLISH) || said.equals(message()));
    }

    private static String message() {
        String known = message;
        if (known == null) {
            try {
                known = provoke();
                message = known;
            } catch (IOException e) { // no descriptor left, no directory for it: the next one tries again
                known = ENGLISH;
            }
        }
        return known;
    }

    /** What a connect to a server says that is full. */
    static String provoke() throws IOException {
        Path directory = Files.createTempDirectory("bobbin");
        Path path = directory.resolve("full");
        List<SocketChannel> clients = new ArrayList<>();
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
            server.bind(address, 1);
            for (int i = 0; i < MOST; i++) {
                SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);
                clients.add(client);
                client.configureBlocking(false);
                try {
                    client.connect(address);
                } catch (SocketException e) { // what this is for
                    return String.valueOf(e.getMessage());
                }
            }
            return ENGLISH; // connecting waits here, or never finds it full
        } finally {
            for (SocketChannel client : clients) {
                client.close();
            }
            Files.deleteIfExists(path);
            Files.delete(directory);
        }
    }
}
