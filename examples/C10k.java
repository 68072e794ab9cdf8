import static dev.bobbin.Async.done;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.bobbin.Async;
import dev.bobbin.Blocking;
import dev.bobbin.Bobbin;
import dev.bobbin.Clock;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import dev.bobbin.net.Tcp;
import dev.bobbin.net.TcpConnection;
import dev.bobbin.net.TcpServer;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Ten thousand TCP connections open at once, each of them one coroutine on the server and one on the client.
 *
 * <pre>
 * ./bobbin run examples/C10k.java                            the server, and the client in a second process
 * ./bobbin run examples/C10k.java server --port 7000         only the server
 * ./bobbin run examples/C10k.java client 127.0.0.1 7000      only the client
 * </pre>
 *
 * <p>All connections are opened first, and what an idle one costs is measured. Then every connection sends its messages,
 * of 1 byte to 64 KiB, some of them in many small writes, and checks each byte that comes back. A message on the wire is
 * its length, in four bytes, and its bytes; the server's answer is the bytes. The largest take a hundred times as long as the median:
 * to see whether all connections are served alike, give all messages the same {@code --size}.
 */
public final class C10k {
    private static final int LARGEST_MESSAGE = 64 * 1024;

    public static void main(String[] args) {
        Options options = null;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            exit(2, e.getMessage() + System.lineSeparator() + Options.USAGE);
        }
        try {
            switch (options.role()) {
                case BOTH -> runBoth(options, args);
                case SERVER -> runServer(options);
                case CLIENT -> runClient(options);
            }
        } catch (IOException e) {
            exit(1, e.getMessage());
        }
    }

    private static void exit(int status, String why) {
        System.err.println("C10k: " + why);
        System.exit(status);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static void runServer(Options options) throws IOException {
        EchoServer server = EchoServer.listen(options.port(), System.out);
        System.out.println("C10k: serving on 127.0.0.1:" + server.address().getPort());
        Bobbin.run(server::acceptAll);
    }

    private static void runClient(Options options) throws IOException {
        Client client = new Client(options.affordable());
        // Progress has no end of its own: the race ends when the client does, and stops the other.
        Bobbin.run(() -> Async.race(List.of(client.run(), client.progress.report())));
    }

    private static void runBoth(Options options, String[] args) throws IOException {
        Options affordable = options.affordable();
        EchoServer server = EchoServer.listen(options.port(), new PrintStream(OutputStream.nullOutputStream()));
        ClientProcess client = ClientProcess.start(affordable.clientArguments(server.address()), args.length);
        Bobbin.run(() -> Async.race(List.of(server.acceptAll(), client.end())));
    }

    /** Sends every message back. One coroutine accepts, and each connection is served by one of its own. */
    private static final class EchoServer {
        /** In place of a length: the client asks for the server's {@link Snapshot}. */
        static final int SNAPSHOT = -1;

        private static final int BACKLOG = 4096;
        private static final Duration UNTIL_NEXT_ACCEPT = Duration.ofMillis(100);

        private final TcpServer listener;
        private final PrintStream log;
        private final Buffers buffers = new Buffers();
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger lost = new AtomicInteger();

        private EchoServer(TcpServer listener, PrintStream log) {
            this.listener = listener;
            this.log = log;
        }

        static EchoServer listen(int port, PrintStream log) throws IOException {
            try {
                return new EchoServer(Tcp.listen(new InetSocketAddress("127.0.0.1", port), BACKLOG), log);
            } catch (BindException e) {
                throw new IOException("port " + port + " is in use: choose another, or none for any free one", e);
            }
        }

        InetSocketAddress address() {
            return listener.localAddress();
        }

        Async<Void> acceptAll() {
            try (Scope connections = Scope.open()) {
                while (true) {
                    try {
                        accept(connections).await();
                    } catch (IOException e) {
                        // Out of descriptors, most likely. The backlog holds those who wait until one is free again.
                        System.err.println("C10k: cannot accept a connection: " + e.getMessage());
                        Clock.sleep(UNTIL_NEXT_ACCEPT).await();
                    }
                }
            }
        }

        private Async<Void> accept(Scope connections) throws IOException {
            TcpConnection connection = listener.accept().await();
            open.incrementAndGet();
            connections.spawn(serve(connection));
            return done();
        }

        private Async<Void> serve(TcpConnection connection) {
            try (connection) {
                echoUntilEnd(connection).await();
            } catch (IOException e) {
                // A client that went away is its own affair. It is counted, and all others are served as before.
                lost.incrementAndGet();
            } finally {
                if (open.decrementAndGet() == 0) {
                    log.println("C10k: no connection left, " + lost.getAndSet(0) + " ended in an error");
                }
            }
            return done();
        }

        private Async<Void> echoUntilEnd(TcpConnection connection) throws IOException {
            // An idle connection keeps these four bytes and no more: a buffer is borrowed when a message comes.
            ByteBuffer header = ByteBuffer.allocate(Integer.BYTES);
            while (connection.read(header).await() >= 0) {
                connection.readFully(header).await();
                int length = header.flip().getInt();
                if (length == SNAPSHOT) {
                    Snapshot now = Blocking.call(() -> Snapshot.take(open.get())).await(); // collects garbage, for long
                    connection.writeFully(now.encode()).await();
                } else {
                    echo(connection, length).await();
                }
                header.clear();
            }
            return done();
        }

        private Async<Void> echo(TcpConnection connection, int length) throws IOException {
            ByteBuffer buffer = buffers.borrow();
            try {
                int left = length;
                while (left > 0) {
                    buffer.clear().limit(Math.min(left, buffer.capacity()));
                    int count = connection.read(buffer).await();
                    if (count < 0) {
                        throw new EOFException("the client left in the middle of a message");
                    }
                    connection.writeFully(buffer.flip()).await();
                    left -= count;
                }
            } finally {
                buffers.giveBack(buffer);
            }
            return done();
        }
    }

    /** Opens all connections, measures them idle, and has each of them send its messages. */
    private static final class Client {
        /** How far a connection sends ahead of what has come back. Sockets buffer more: neither end waits for the other. */
        private static final int WINDOW = 16 * 1024;

        private static final Duration UNTIL_NEXT_LOOK = Duration.ofMillis(20);

        private final Options options;
        private final InetSocketAddress address;
        private final Traffic traffic;
        private final Buffers buffers = new Buffers();
        private final int[] latencies;
        final Progress progress;

        Client(Options options) {
            this.options = options;
            this.address = new InetSocketAddress(options.host(), options.port());
            this.traffic = new Traffic(options.seed(), options.size());
            this.latencies = new int[options.connections() * options.messages()];
            this.progress = new Progress(options.connections(), latencies.length);
        }

        Async<Void> run() throws IOException {
            Report report = new Report(options, latencies);
            try (TcpConnection control = Tcp.connect(address).await();
                    Scope connections = Scope.open()) {
                Snapshot serverBefore = serverSnapshot(control).await();
                Snapshot clientBefore = Blocking.call(() -> Snapshot.take(0)).await();

                // One task adapts the future; all connections wait for that task.
                CompletableFuture<Void> allOpen = new CompletableFuture<>();
                Task<Void> start = connections.spawn(Async.from(allOpen));
                long opening = System.nanoTime();
                openAll(connections, start).await();
                Snapshot serverIdle = serverWithAllOpen(control, serverBefore).await();
                long nanosOpening = System.nanoTime() - opening;
                Snapshot clientIdle = Blocking.call(() -> Snapshot.take(options.connections())).await();
                progress.clear();
                report.printOpen(nanosOpening);
                report.printIdle(
                        serverIdle.heapPerConnectionSince(serverBefore),
                        clientIdle.heapPerConnectionSince(clientBefore));

                long sending = System.nanoTime();
                progress.sending = true;
                allOpen.complete(null);
                connections.join().await();
                long nanosSending = System.nanoTime() - sending;
                Snapshot serverAfter = serverSnapshot(control).await();
                progress.clear();
                report.printMessages(nanosSending, traffic.totalBytes(options), progress.bytes.sum());
                report.printThreads(serverAfter.threads());
            }
            return done();
        }

        private Async<Void> openAll(Scope connections, Task<Void> start) throws IOException {
            for (int i = 0; i < options.connections(); i++) {
                TcpConnection connection = Tcp.connect(address).await();
                connections.spawn(converse(connection, i, start));
                progress.opened = i + 1;
            }
            return done();
        }

        /** Waits until the server has accepted them all: a connection is open on this side before it is on that one. */
        private Async<Snapshot> serverWithAllOpen(TcpConnection control, Snapshot before) throws IOException {
            while (true) {
                Snapshot now = serverSnapshot(control).await();
                if (now.open() - before.open() >= options.connections()) {
                    return done(now);
                }
                Clock.sleep(UNTIL_NEXT_LOOK).await();
            }
        }

        private Async<Snapshot> serverSnapshot(TcpConnection control) throws IOException {
            ByteBuffer question = ByteBuffer.allocate(Integer.BYTES).putInt(EchoServer.SNAPSHOT);
            control.writeFully(question.flip()).await();
            ByteBuffer answer = ByteBuffer.allocate(Snapshot.BYTES);
            control.readFully(answer).await();
            return done(Snapshot.decode(answer.flip()));
        }

        /** One connection's life: this is the coroutine of which there are ten thousand. */
        private Async<Void> converse(TcpConnection connection, int number, Task<Void> start) throws IOException {
            try (connection) {
                start.await();
                SplittableRandom random = traffic.randomOf(number);
                for (int i = 0; i < options.messages(); i++) {
                    Message message = traffic.next(random);
                    long sent = System.nanoTime();
                    exchange(connection, message).await();
                    latencies[number * options.messages() + i] = (int) ((System.nanoTime() - sent) / 1000);
                    progress.messages.increment();
                }
                expectEnd(connection).await();
            } catch (IOException e) {
                throw new IOException("connection " + number + ": " + e.getMessage(), e);
            }
            return done();
        }

        private Async<Void> exchange(TcpConnection connection, Message message) throws IOException {
            ByteBuffer buffer = buffers.borrow();
            try {
                int sent = 0;
                int returned = 0;
                while (returned < message.size()) {
                    if (sent < message.size() && sent - returned < WINDOW) {
                        int count = traffic.fill(buffer.clear(), message, sent);
                        connection.writeFully(buffer.flip()).await();
                        sent += count;
                    } else {
                        buffer.clear().limit(Math.min(message.size() - returned, buffer.capacity()));
                        int count = connection.read(buffer).await();
                        if (count < 0) {
                            throw new EOFException("the server closed it in the middle of a message");
                        }
                        traffic.check(buffer.flip(), message, returned);
                        returned += count;
                        progress.bytes.add(count);
                    }
                }
            } finally {
                buffers.giveBack(buffer);
            }
            return done();
        }

        private static Async<Void> expectEnd(TcpConnection connection) throws IOException {
            connection.shutdown().await();
            if (connection.read(ByteBuffer.allocate(1)).await() >= 0) {
                throw new IOException("the server sent more bytes than it was sent");
            }
            return done();
        }
    }

    /** What one message is: {@code size} bytes of the traffic from {@code offset} on, {@code piece} of them per write. */
    private record Message(int size, int offset, int piece) {
        static Message next(SplittableRandom random) {
            // Evenly spread over the magnitudes: there are as many of 1 to 2 bytes as of 32 to 64 KiB.
            int size = (int) Math.pow(LARGEST_MESSAGE + 1, random.nextDouble());
            boolean inManyWrites = random.nextInt(16) == 0;
            int piece = inManyWrites ? 1 + size / 32 : size;
            return new Message(size, random.nextInt(LARGEST_MESSAGE), piece);
        }
    }

    /** The bytes that all messages are cut from: the same seed makes the same messages. */
    private static final class Traffic {
        private final long seed;
        private final int size;
        private final byte[] bytes = new byte[2 * LARGEST_MESSAGE];

        /** @param size of every message; 0 for a mixture */
        Traffic(long seed, int size) {
            this.seed = seed;
            this.size = size;
            new SplittableRandom(seed).nextBytes(bytes);
        }

        SplittableRandom randomOf(int connection) {
            return new SplittableRandom(seed + 1 + connection);
        }

        Message next(SplittableRandom random) {
            return size == 0
                    ? Message.next(random)
                    : new Message(size, random.nextInt(LARGEST_MESSAGE), size);
        }

        /** Puts the next piece into the buffer, and the length before the first; gives the number of message bytes. */
        int fill(ByteBuffer buffer, Message message, int sent) {
            if (sent == 0) {
                buffer.putInt(message.size());
            }
            int count = Math.min(buffer.remaining(), Math.min(message.piece(), message.size() - sent));
            buffer.put(bytes, message.offset() + sent, count);
            return count;
        }

        void check(ByteBuffer returned, Message message, int position) throws IOException {
            int wrong = ByteBuffer.wrap(bytes, message.offset() + position, returned.remaining())
                    .mismatch(returned);
            if (wrong >= 0) {
                throw new IOException("byte " + (position + wrong) + " came back wrong, in " + message);
            }
        }

        /** How many bytes all messages together have, by making them again: what did come back is held against it. */
        long totalBytes(Options options) {
            long total = 0;
            for (int i = 0; i < options.connections(); i++) {
                SplittableRandom random = randomOf(i);
                for (int j = 0; j < options.messages(); j++) {
                    total += next(random).size();
                }
            }
            return total;
        }
    }

    /** Lends a buffer to a message while it passes, so that there are as many as messages and not as connections. */
    private static final class Buffers {
        private static final int SIZE = 16 * 1024;

        /** The one that was used last goes out first: it is still in the processor's cache. */
        private final Deque<ByteBuffer> free = new ConcurrentLinkedDeque<>();

        ByteBuffer borrow() {
            ByteBuffer buffer = free.pollFirst();
            return buffer != null ? buffer : ByteBuffer.allocateDirect(SIZE);
        }

        void giveBack(ByteBuffer buffer) {
            free.addFirst(buffer);
        }
    }

    /** What a process uses at one moment, with {@code open} connections. */
    private record Snapshot(int open, int threads, long heap) {
        static final int BYTES = 2 * Integer.BYTES + Long.BYTES;

        static Snapshot take(int open) {
            return new Snapshot(open, ManagementFactory.getThreadMXBean().getPeakThreadCount(), liveHeap());
        }

        /** Collects garbage until there is no more: what waits for a finalizer or a cleaner goes in a later round. */
        private static long liveHeap() {
            long before;
            long now = Long.MAX_VALUE;
            do {
                before = now;
                System.gc();
                now = ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                        .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                        .sum();
            } while (now < before);
            return now;
        }

        ByteBuffer encode() {
            ByteBuffer bytes = ByteBuffer.allocate(BYTES);
            return bytes.putInt(open).putInt(threads).putLong(heap).flip();
        }

        static Snapshot decode(ByteBuffer bytes) {
            return new Snapshot(bytes.getInt(), bytes.getInt(), bytes.getLong());
        }

        long heapPerConnectionSince(Snapshot before) {
            return (heap - before.heap) / (open - before.open);
        }
    }

    /** Shows on standard error how far the client has got, and ends the run when nothing moves any more. */
    private static final class Progress {
        private static final Duration TICK = Duration.ofMillis(200);
        private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);
        private static final Duration PATIENCE = Duration.ofSeconds(30);

        private final boolean terminal = isTerminal();
        private final int connections;
        private final int allMessages;
        volatile int opened;
        volatile boolean sending;
        final LongAdder messages = new LongAdder();
        final LongAdder bytes = new LongAdder();

        Progress(int connections, int allMessages) {
            this.connections = connections;
            this.allMessages = allMessages;
        }

        /** Never ends by itself. Lost bytes show here: whoever waits for them would wait for ever. */
        Async<Void> report() throws IOException {
            long seen = 0;
            long moved = System.nanoTime();
            long shown = moved;
            while (System.nanoTime() - moved < PATIENCE.toNanos()) {
                Clock.sleep(TICK).await();
                if (terminal) {
                    System.err.print("\rC10k: " + line());
                } else if (System.nanoTime() - shown >= BETWEEN_LINES.toNanos()) {
                    System.err.println("C10k: " + line());
                    shown = System.nanoTime();
                }
                if (opened + bytes.sum() > seen) {
                    seen = opened + bytes.sum();
                    moved = System.nanoTime();
                }
            }
            clear();
            throw new IOException("nothing has moved for " + PATIENCE.toSeconds() + " s: " + line());
        }

        private String line() {
            return sending
                    ? text("%,d of %,d messages, %,d MB", messages.sum(), allMessages, bytes.sum() / 1_000_000)
                    : text("%,d of %,d connections", opened, connections);
        }

        void clear() {
            if (terminal) {
                System.err.print("\r\033[K");
            }
        }

        /** Java has no question for standard error alone; where Linux's answer is missing, plain lines do no harm. */
        private static boolean isTerminal() {
            try {
                return Files.readSymbolicLink(Path.of("/proc/self/fd/2")).startsWith("/dev/pts");
            } catch (IOException e) {
                return false;
            }
        }
    }

    /** Prints the figures, each as soon as it is known. */
    private record Report(Options options, int[] latencies) {
        void printOpen(long nanos) {
            print("connections  %,d open at once, opened in %.1f s", options.connections(), nanos / 1e9);
        }

        void printIdle(long onServer, long onClient) {
            print("idle heap    %,d bytes per connection on the server, %,d on the client", onServer, onClient);
        }

        void printMessages(long nanos, long bytesSent, long bytesReturned) throws IOException {
            int messages = latencies.length;
            double seconds = nanos / 1e9;
            double megabytes = bytesSent / 1e6;
            long lost = bytesSent - bytesReturned;
            Arrays.sort(latencies);
            print("messages     %,d in %.1f s, seed %d", messages, seconds, options.seed());
            print("rate         %,.0f messages/s, %,.1f MB/s each way", messages / seconds, megabytes / seconds);
            print("latency      p50 %,.1f ms, p99 %,.1f ms, max %,.1f ms", latency(0.5), latency(0.99), latency(1));
            print("bytes        %,d sent, %,d came back right, %,d lost", bytesSent, bytesReturned, lost);
            if (lost != 0) {
                throw new IOException("the bytes do not add up");
            }
        }

        void printThreads(int onServer) {
            int onClient = ManagementFactory.getThreadMXBean().getPeakThreadCount();
            print("threads      %d on the server, %d on the client", onServer, onClient);
        }

        private double latency(double quantile) {
            return latencies[(int) Math.ceil(quantile * latencies.length) - 1] / 1e3;
        }

        private static void print(String format, Object... values) {
            System.out.println(text(format, values));
        }
    }

    /** The client as a second process: this program's own command line, with other arguments. */
    private record ClientProcess(Process process) {
        static ClientProcess start(List<String> clientArguments, int ownArguments) throws IOException {
            List<String> own = ownCommandLine();
            List<String> command = new ArrayList<>(own.subList(0, own.size() - ownArguments));
            command.addAll(clientArguments);
            Process client = new ProcessBuilder(command).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(client::destroy));
            return new ClientProcess(client);
        }

        private static List<String> ownCommandLine() throws IOException {
            Path complete = Path.of("/proc/self/cmdline");
            if (Files.isReadable(complete)) {
                return List.of(Files.readString(complete).split("\0"));
            }
            // Asked second: on Linux it has no answer for command lines longer than a page.
            ProcessHandle.Info self = ProcessHandle.current().info();
            if (self.command().isEmpty() || self.arguments().isEmpty()) {
                throw new IOException("cannot find out how it was started: start it twice, as server and as client");
            }
            List<String> command = new ArrayList<>(List.of(self.arguments().get()));
            command.add(0, self.command().get());
            return command;
        }

        Async<Void> end() throws IOException {
            int status = Async.from(process.onExit()).await().exitValue();
            if (status != 0) {
                throw new IOException("the client process ended with status " + status);
            }
            return done();
        }
    }

    private enum Role {
        BOTH,
        SERVER,
        CLIENT
    }

    /** What the command line asks for. */
    private record Options(Role role, String host, int port, int connections, int messages, int size, long seed) {
        static final String USAGE = """
            usage: C10k [server | client HOST PORT] [--connections N] [--messages M] [--port P] [--seed S]
              no role          the server, and the client in a second process
              --connections N  how many to hold open at once (10,000)
              --messages M     how many to send on each (20)
              --size B         bytes of each message, as load generators have it (a mixture of 1 to 65,536)
              --port P         where the server listens (any free port)
              --seed S         makes the same messages again\
            """;

        /** Files that a process has open beside its connections: jars, the poller, the standard streams. */
        private static final int OTHER_FILES = 200;

        /** Of each the latency is kept. */
        private static final int MOST_MESSAGES = 100_000_000;

        static Options parse(String[] args) {
            Role role = Role.BOTH;
            String host = "127.0.0.1";
            int port = 0;
            int connections = 10_000;
            int messages = 20;
            int size = 0;
            int seed = ThreadLocalRandom.current().nextInt(1_000_000);
            Iterator<String> words = List.of(args).iterator();
            while (words.hasNext()) {
                String word = words.next();
                switch (word) {
                    case "server" -> role = Role.SERVER;
                    case "client" -> {
                        role = Role.CLIENT;
                        host = valueOf("client HOST", words);
                        port = numberOf("client HOST PORT", words, 1, 65_535);
                    }
                    case "--port" -> port = numberOf(word, words, 0, 65_535);
                    case "--connections" -> connections = numberOf(word, words, 1, 1_000_000);
                    case "--messages" -> messages = numberOf(word, words, 1, 1_000_000);
                    case "--size" -> size = numberOf(word, words, 1, LARGEST_MESSAGE);
                    case "--seed" -> seed = numberOf(word, words, 0, Integer.MAX_VALUE);
                    default -> throw new IllegalArgumentException("unknown argument " + word);
                }
            }
            if ((long) connections * messages > MOST_MESSAGES) {
                throw new IllegalArgumentException(text("more than %,d messages in all", MOST_MESSAGES));
            }
            return new Options(role, host, port, connections, messages, size, seed);
        }

        private static String valueOf(String name, Iterator<String> words) {
            if (!words.hasNext()) {
                throw new IllegalArgumentException(name + " is missing");
            }
            return words.next();
        }

        private static int numberOf(String name, Iterator<String> words, int least, int most) {
            String word = valueOf(name, words);
            try {
                int number = Integer.parseInt(word);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Told below, as a number out of bounds is.
            }
            throw new IllegalArgumentException(
                    text("%s is a number from %,d to %,d, and not %s", name, least, most, word));
        }

        /** The same with no more connections than this process may have files open. */
        Options affordable() {
            long limit = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                    ? unix.getMaxFileDescriptorCount()
                    : Long.MAX_VALUE;
            int affordable = (int) Math.max(1, Math.min(connections, limit - OTHER_FILES));
            if (affordable < connections) {
                System.err.println(text(
                        "C10k: only %,d files may be open (ulimit -n): using %,d connections instead of %,d",
                        limit, affordable, connections));
            }
            return new Options(role, host, port, affordable, messages, size, seed);
        }

        List<String> clientArguments(InetSocketAddress server) {
            String arguments = text(
                    "client %s %d --connections %d --messages %d --seed %d%s",
                    host, server.getPort(), connections, messages, seed, size == 0 ? "" : " --size " + size);
            return List.of(arguments.split(" "));
        }
    }
}
