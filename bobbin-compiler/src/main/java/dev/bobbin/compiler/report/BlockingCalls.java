package dev.bobbin.compiler.report;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods known to block a thread, and what to await instead: a table, the first row that fits counts. */
final class BlockingCalls {
    /**
     * Methods of one type and of all its subtypes.
     *
     * @param names a star at the end stands for any rest
     */
    private record Row(String type, Set<String> names, String instead) {
        boolean fits(String method) {
            return names.stream()
                    .anyMatch(name -> name.endsWith("*")
                            ? method.startsWith(name.substring(0, name.length() - 1))
                            : method.equals(name));
        }
    }

    private static final String OBJECT = "java/lang/Object";
    private static final String OWN_THREAD = "await Blocking.call(() -> ...) around it: that has threads to be blocked";
    private static final String SLEEP = "await Clock.sleep(duration) instead";
    private static final String SIGNAL =
            "wait with Async.create(c -> ...) instead: keep c, and complete it where the other side would signal";
    private static final String STAGE = "await Async.from(stage) instead";
    private static final String FUTURE =
            "await Blocking.call(() -> future.get()), or Async.from(stage) where a CompletableFuture can be had";
    private static final String TCP = "use dev.bobbin.net.Tcp instead: its connections are awaited";
    private static final String TCP_OR_OWN_THREAD = "for a socket use dev.bobbin.net.Tcp; otherwise " + OWN_THREAD;
    private static final String UDP = "use dev.bobbin.net.Udp instead: its sockets are awaited";
    private static final String HTTP = "await Async.from(httpClient.sendAsync(request, handler)) instead";
    private static final String COROUTINE = "await the coroutine itself instead";
    private static final String DOOR =
            "await the method of the same name without Blocking instead: those are for threads";

    private static final List<Row> ROWS = List.of(
            row("dev/bobbin/Bobbin", COROUTINE, "run"),
            row("dev/bobbin/Scheduler", COROUTINE, "run"),
            row("dev/bobbin/Channel", DOOR, "sendBlocking", "receiveBlocking"),
            row("dev/bobbin/Broadcast", DOOR, "sendBlocking"),
            row("dev/bobbin/Subscription", DOOR, "receiveBlocking"),
            row("dev/bobbin/Mutex", DOOR, "lockBlocking"),
            row("dev/bobbin/ReadWriteLock", DOOR, "readBlocking", "writeBlocking"),
            row("dev/bobbin/Condition", DOOR, "awaitBlocking"),
            row("dev/bobbin/Semaphore", DOOR, "acquireBlocking"),
            row("dev/bobbin/Latch", DOOR, "awaitBlocking"),
            row("dev/bobbin/Barrier", DOOR, "arriveBlocking"),
            row("dev/bobbin/RateLimiter", DOOR, "acquireBlocking"),
            row("java/lang/Thread", SLEEP, "sleep"),
            row("java/util/concurrent/TimeUnit", SLEEP, "sleep"),
            row("java/lang/Thread", "complete an Async.create(c -> ...) at the thread's end, and await that", "join"),
            row("java/util/concurrent/locks/LockSupport", SIGNAL, "park*"),
            row("java/util/concurrent/CompletableFuture", STAGE, "get", "join"),
            row("java/util/concurrent/ForkJoinTask", FUTURE, "get", "join", "invoke"),
            row("java/util/concurrent/Future", FUTURE, "get"),
            row(
                    "java/util/concurrent/ExecutorService",
                    OWN_THREAD,
                    "invokeAll",
                    "invokeAny",
                    "awaitTermination",
                    "close"),
            row("java/util/concurrent/CompletionService", OWN_THREAD, "take"),
            row("java/util/concurrent/BlockingQueue", SIGNAL, "take", "put"),
            row("java/util/concurrent/BlockingDeque", SIGNAL, "take*", "put*"),
            row("java/util/concurrent/TransferQueue", SIGNAL, "transfer"),
            row("java/util/concurrent/CountDownLatch", SIGNAL, "await"),
            row("java/util/concurrent/CyclicBarrier", SIGNAL, "await"),
            row("java/util/concurrent/Phaser", SIGNAL, "awaitAdvance*", "arriveAndAwaitAdvance"),
            row("java/util/concurrent/Exchanger", SIGNAL, "exchange"),
            row("java/util/concurrent/Semaphore", SIGNAL, "acquire*"),
            row("java/util/concurrent/locks/Condition", SIGNAL, "await*"),
            row("java/lang/Process", "await Async.from(process.onExit()) instead", "waitFor"),
            row("java/net/http/HttpClient", HTTP, "send"),
            row("java/net/URL", HTTP, "openStream", "getContent"),
            row("java/net/URLConnection", HTTP, "connect", "getInputStream", "getOutputStream", "getContent"),
            row("java/net/HttpURLConnection", HTTP, "getResponse*"),
            row("java/net/ServerSocket", "await dev.bobbin.net.Tcp.listen(address).accept() instead", "accept"),
            row("java/net/Socket", "await dev.bobbin.net.Tcp.connect(address) instead", "connect"),
            row("java/nio/channels/ServerSocketChannel", TCP, "accept"),
            row("java/nio/channels/SocketChannel", TCP, "read", "write", "connect", "open"),
            row("java/nio/channels/Selector", TCP, "select"),
            row("java/net/DatagramSocket", UDP, "receive", "send"),
            row("java/nio/channels/DatagramChannel", UDP, "receive", "send", "read", "write"),
            row("java/net/InetAddress", "await dev.bobbin.net.Dns.resolve(host) instead", "getByName", "getAllByName"),
            row("java/net/InetAddress", OWN_THREAD, "getLocalHost"),
            row("java/sql/DriverManager", OWN_THREAD, "getConnection"),
            row("javax/sql/DataSource", OWN_THREAD, "getConnection"),
            row("java/sql/Driver", OWN_THREAD, "connect"),
            row("java/sql/Connection", OWN_THREAD, "commit", "rollback", "isValid"),
            row("java/sql/Statement", OWN_THREAD, "execute*"),
            row("java/sql/ResultSet", OWN_THREAD, "next"),
            row("java/nio/file/Files", OWN_THREAD, "read*", "write*", "copy", "lines"),
            row("java/nio/channels/FileChannel", OWN_THREAD, "read", "write", "transfer*", "force"),
            row("java/io/RandomAccessFile", OWN_THREAD, "read*", "write*"),
            row("java/io/InputStream", TCP_OR_OWN_THREAD, "read*", "transferTo", "skip*"),
            row("java/io/OutputStream", TCP_OR_OWN_THREAD, "write*", "flush"),
            row("java/io/Reader", TCP_OR_OWN_THREAD, "read*", "transferTo", "skip"),
            row("java/io/Writer", TCP_OR_OWN_THREAD, "write", "append", "flush"),
            row("java/util/Scanner", OWN_THREAD, "next*", "hasNext*"),
            row("java/io/Console", OWN_THREAD, "read*"),
            row(OBJECT, SIGNAL, "wait"));

    /** Streams that end in memory or in the console, though their supertypes may block. */
    private static final Set<String> HARMLESS = Set.of(
            "java/io/ByteArrayInputStream",
            "java/io/ByteArrayOutputStream",
            "java/io/StringReader",
            "java/io/StringWriter",
            "java/io/CharArrayReader",
            "java/io/CharArrayWriter",
            "java/io/PrintStream",
            "java/io/PrintWriter");

    private BlockingCalls() {}

    /** What to write instead of such a call, null if it is not known to block. */
    static @Nullable String instead(String owner, String method, Supertypes supertypes) {
        boolean named = ROWS.stream().anyMatch(row -> row.fits(method)); // spares most calls the look at supertypes
        List<String> types = named ? supertypes.of(owner) : List.of();
        if (types.stream().anyMatch(HARMLESS::contains)) {
            return null;
        }
        for (Row row : ROWS) {
            // Everything is an Object: only where the call names Object itself is it Object's method.
            boolean fits = row.type().equals(OBJECT) ? owner.equals(OBJECT) : types.contains(row.type());
            if (fits && row.fits(method)) {
                return row.instead();
            }
        }
        return null;
    }

    private static Row row(String type, String instead, String... names) {
        return new Row(type, Set.of(names), instead);
    }
}
