package dev.bobbin.net;

import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A program that accepts, and connects to a Unix domain socket, while it has no descriptor left; {@link ManyConnectionsTest} runs it with a low limit. */
final class OutOfDescriptors {
    private OutOfDescriptors() {}

    public static void main(String[] args) throws Exception {
        loadAllClasses();
        TcpServer server = Tcp.listen(Pair.anyPort());
        round(server, false);
        round(server, true);
        round(server, false);
        System.out.println("accepted after all");
        connect();
    }

    private static void connect() throws Exception {
        Path path = Ends.freePath();
        List<Closeable> hoard = new ArrayList<>();
        try (UnixServer server = Unix.listen(path)) {
            Bobbin.run(() -> Unix.connect(path)).close();
            Bobbin.run(server::accept).close();
            SocketsBack.flush();
            fill(hoard);
            Bobbin.run(() -> Unix.connect(path).timeout(Duration.ofSeconds(10)));
        } catch (Exception e) { // the failure, or a timeout, which is not declared
            for (Closeable c : hoard) {
                c.close();
            }
            System.out.println(e.getMessage().replace(path.toString(), "PATH"));
        }
    }

    private static void round(TcpServer server, boolean exhausted) throws Exception {
        List<Closeable> hoard = new ArrayList<>();
        Task<TcpConnection> accepting = Bobbin.start(server.accept());
        Pair.untilWaiting(server, SelectionKey.OP_ACCEPT);
        SocketChannel client = SocketChannel.open();
        try {
            if (exhausted) {
                SocketsBack.flush(); // or the descriptors of connections closed before come back after the filling
                fill(hoard);
            }
            client.connect(server.localAddress());
            Bobbin.run(() -> accepting).close();
        } catch (IOException e) {
            for (Closeable c : hoard) {
                c.close();
            }
            System.out.println("accept failed: " + e.getMessage().replace(server.toString(), "SERVER"));
            Bobbin.run(server::accept).close();
        } finally {
            client.close();
        }
    }

    /** Loading a class from a directory takes a descriptor too, when there is none to be had. */
    private static void loadAllClasses() throws Exception {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path directory = Path.of(entry, "dev", "bobbin");
            if (!Files.isDirectory(directory)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : (Iterable<Path>) files.filter(OutOfDescriptors::isNeeded)::iterator) {
                    String path = Path.of(entry).relativize(file).toString();
                    Class.forName(path.replace(".class", "").replace(File.separatorChar, '.'));
                }
            }
        }
    }

    private static boolean isNeeded(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".class") && !name.contains("Test") && !name.startsWith("package-info");
    }

    private static void fill(List<Closeable> hoard) {
        try {
            for (; ; ) {
                hoard.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException e) { // full
            return;
        }
    }
}
