import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Mutex;
import dev.bobbin.Scope;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** A circle of waits, and what the log says of it; a test holds docs/guide/channels.md against it. {@code ./bobbin run examples/guide/Circle.java} */
class Circle {
    static Async<Void> count(Mutex mutex, Channel<Integer> counts) {
        try (var held = mutex.lock().await()) {
            counts.send(1).await();
            counts.send(2).await(); // waits for the reader, with the lock in its hands
        }
        return done();
    }

    static Async<Void> read(Mutex mutex, Channel<Integer> counts) {
        for (var it = counts.iterator(); it.next().await(); ) {
            try (var held = mutex.lock().await()) { // waits for the lock, and nobody reads
                System.out.println(it.value());
            }
        }
        return done();
    }

    static Async<String> stuck(CompletableFuture<String> said) {
        try (var scope = Scope.open()) {
            var mutex = Mutex.of();
            var counts = Channel.<Integer>rendezvous();
            scope.spawn(count(mutex, counts));
            scope.spawn(read(mutex, counts));
            String text = Async.from(said).await();
            scope.cancel();
            return done(text);
        }
    }

    /** Completed with what the log says first, which then is not printed. */
    static CompletableFuture<String> log() {
        var said = new CompletableFuture<String>();
        LOG.setUseParentHandlers(false);
        LOG.addHandler(new Handler() {
            @Override
            public void publish(LogRecord record) {
                said.complete(record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        return said;
    }

    static final Logger LOG = Logger.getLogger("dev.bobbin.deadlock");

    /** Either of the two may be named first. */
    static final String SAID = """
            2 tasks wait for each other in a circle, until one is cancelled or somebody else releases one of the locks, or uses or closes one of the channels:
            Circle.read@1b2c3d waits for lock() of Mutex[locked, 1 waiting], which Circle.count@4e5f6a has
            	at Circle.read(Circle.java:26)
            Circle.count@4e5f6a waits for send() to Channel[0 of 0 buffered, 1 sending, 0 receiving], from which only Circle.read@1b2c3d has received
            	at Circle.count(Circle.java:19)
            """;

    /** Its lines in some order, without what is different each time. */
    static List<String> lines(String text) {
        return text.replaceAll("@\\w+", "").lines().sorted().toList();
    }

    public static void main(String[] args) {
        var said = log();
        String text = Bobbin.run(() -> stuck(said));
        System.out.println(text);
        if (!lines(text).equals(lines(SAID))) {
            throw new AssertionError(text);
        }
        System.out.println("fine");
    }
}
