import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Blocking;
import dev.bobbin.Bobbin;
import dev.bobbin.Clock;
import dev.bobbin.Local;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * A value that is also in a thread-local; a test holds docs/guide/structure.md against it. {@code ./bobbin run examples/guide/Carrying.java}
 */
class Carrying {
    /** As loggers are: it knows threads, no coroutines. */
    static final class Logger {
        static final ThreadLocal<String> REQUEST = new ThreadLocal<>();
        static final Queue<String> LINES = new ConcurrentLinkedQueue<>();

        static void info(String text) {
            LINES.add(REQUEST.get() + ": " + text);
        }
    }

    static final Local<String> REQUEST = Local.carried(id -> {
        String before = Logger.REQUEST.get();
        Logger.REQUEST.set(id); // when a task that has it bound gets a thread
        return () -> Logger.REQUEST.set(before); // and when it leaves that
    });

    static Async<String> handle(String what) {
        Logger.info("begins " + what);
        Clock.sleep(Duration.ofMillis(1)).await();
        Logger.info("goes on with " + what); // on another thread, perhaps
        Blocking.call(() -> {
                    Logger.info("asks for " + what);
                    return what;
                })
                .await();
        Logger.info("ends " + what);
        return done(what);
    }

    static Async<String> serve(int number) {
        String answer = REQUEST.where("request " + number, () -> handle("page " + number)).await();
        Logger.info("has served " + answer);
        return done(answer);
    }

    public static void main(String[] args) {
        List<Integer> requests = IntStream.range(0, 100).boxed().toList();
        Bobbin.run(() -> Async.parallelMap(requests, 20, Carrying::serve));

        for (int number : requests) {
            List<String> lines = Logger.LINES.stream()
                    .filter(line -> line.endsWith("page " + number))
                    .toList();
            String with = "request " + number + ": ";
            String page = "page " + number;
            List<String> expected = List.of(
                    with + "begins " + page,
                    with + "goes on with " + page,
                    with + "asks for " + page,
                    with + "ends " + page,
                    "null: has served " + page);
            if (!lines.equals(expected)) {
                throw new AssertionError(lines);
            }
        }
        System.out.println("fine");
    }
}
