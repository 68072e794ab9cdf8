import static dev.bobbin.Async.done;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bobbin.Async;
import dev.bobbin.Blocking;
import dev.bobbin.Bobbin;
import dev.bobbin.Clock;
import dev.bobbin.Mutex;
import dev.bobbin.io.AsyncFile;
import dev.bobbin.io.ChildProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The programs of docs/guide/blocking.md; a test holds the page against them. {@code ./bobbin run examples/guide/Blocks.java} */
class Blocks {
    static Async<Integer> careless(Path file) throws Exception {
        Thread.sleep(10);
        int lines = Files.readAllLines(file).size();
        Bobbin.yieldNow().await();
        return done(lines);
    }

    static Async<Integer> careful(Path file) throws Exception {
        Clock.sleep(Duration.ofMillis(10)).await();
        List<String> lines = Blocking.call(() -> Files.readAllLines(file)).await();
        return done(lines.size());
    }

    static BigInteger product(int from, int to) {
        BigInteger product = BigInteger.ONE;
        for (int i = from; i <= to; i++) {
            product = product.multiply(BigInteger.valueOf(i));
        }
        return product;
    }

    static Async<Integer> digits() {
        return done(Blocking.call(() -> product(1, 5_000)).await().toString().length());
    }

    static Async<Integer> digitsInTurns() {
        BigInteger product = BigInteger.ONE;
        for (int i = 1; i <= 5_000; i += 100) {
            product = product.multiply(product(i, i + 99));
            Bobbin.yieldNow().await(); // the others' turn
        }
        return done(product.toString().length());
    }

    static Async<String> answer(CompletableFuture<String> future) {
        return done(Async.from(future).await());
    }

    static Async<String> called(Consumer<Consumer<String>> api) {
        return done(Async.<String>create(completer -> api.accept(completer::complete)).await());
    }

    static Async<String> begin(Path path) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(4);
        try (AsyncFile file = AsyncFile.open(path, StandardOpenOption.READ).await()) {
            file.readFully(buffer, 0).await(); // at position 0
        }
        return done(new String(buffer.array(), UTF_8));
    }

    static Async<String> sorted(String lines) throws IOException {
        var sorted = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(1_000);
        try (ChildProcess sort = ChildProcess.start(new ProcessBuilder("sort")).await()) {
            sort.input().writeFully(ByteBuffer.wrap(lines.getBytes(UTF_8))).await();
            sort.input().close(); // no more will come
            while (sort.output().read(buffer).await() >= 0) { // until the end
                sorted.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            int status = sort.exit().await();
            return done(status + " " + sorted.toString(UTF_8));
        }
    }

    static final class Account {
        private final Mutex lock = Mutex.of();
        private int balance;

        Async<Integer> deposit(int amount) {
            try (var permit = lock.lock().await()) {
                int before = balance;
                Clock.sleep(Duration.ofMillis(5)).await(); // the database
                balance = before + amount;
                return done(balance);
            }
        }
    }

    public static void main(String[] args) throws IOException {
        Path file = Files.createTempFile("blocks", ".txt");
        Files.writeString(file, "one\ntwo\nthree\n");
        try {
            check(3, Bobbin.run(() -> careless(file)));
            check(3, Bobbin.run(() -> careful(file)));
            check("one\n", Bobbin.run(() -> begin(file)));
        } finally {
            Files.delete(file);
        }
        check(16_326, Bobbin.run(() -> digits()));
        check(16_326, Bobbin.run(() -> digitsInTurns()));
        check("yes", Bobbin.run(() -> answer(CompletableFuture.supplyAsync(() -> "yes"))));
        check("no", Bobbin.run(() -> called(callback -> new Thread(() -> callback.accept("no")).start())));
        check("0 a\nb\nc\n", Bobbin.run(() -> sorted("b\nc\na\n")));
        Account account = new Account();
        Bobbin.run(() -> Async.all(List.of(account.deposit(1), account.deposit(2))));
        check(3, account.balance);
        System.out.println("fine");
    }

    private static void check(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError(actual + " instead of " + expected);
        }
    }
}
