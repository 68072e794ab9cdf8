import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import dev.bobbin.net.Tcp;
import dev.bobbin.net.TcpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

/** The programs of docs/cancellation.md; a test holds the page against them. {@code ./bobbin run examples/guide/Cancelling.java} */
class Cancelling {
    record Report(String text) {}

    static boolean cleanedUp;

    static Async<Report> make() {
        try {
            Async.create(completer -> {}).await();
        } finally {
            Bobbin.yieldNow().await();
            cleanedUp = true;
        }
        return done(new Report("never"));
    }

    static Async<String> nobodyReadsIt() {
        String told = "";
        try (var scope = Scope.open()) {
            Task<Report> report = scope.spawn(make());
            report.cancel("nobody reads it"); // the reason is in both messages
            try {
                report.await();
            } catch (CancellationException e) {
                told = e.getMessage();
            }
            scope.join().await();
        }
        return done(told.substring(told.indexOf(' ')));
    }

    static Async<Integer> serveOne(TcpServer server) throws IOException {
        try (var connection = server.accept().await()) {
            return done(connection.isOpen() ? 1 : 0);
        }
    }

    static Async<Integer> serve() throws Exception {
        try (var scope = Scope.open();
                TcpServer server = Tcp.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            Task<Integer> served = scope.spawn(() -> serveOne(server));
            Tcp.connect(server.localAddress()).await().close();
            scope.join().await();
            return done(served.await());
        }
    }

    static Async<String> lateOrElse() throws IOException {
        try {
            return done(ask().timeout(Duration.ofMillis(20)).await());
        } catch (Exception e) {
            if (!(e instanceof TimeoutException)) {
                throw e;
            }
            return done("too late");
        }
    }

    static Async<String> askInTime() throws IOException, TimeoutException {
        return ask().timeout(Duration.ofMillis(20));
    }

    static Async<String> late() throws IOException {
        try {
            return done(askInTime().await());
        } catch (TimeoutException e) { // compiles, since askInTime() declares it
            return done("too late");
        }
    }

    static Async<String> ask() throws IOException {
        return Async.create(completer -> {});
    }

    /** What cannot be closed. */
    record Stuck(String name) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            throw new IOException(name + " cannot be closed");
        }
    }

    static Async<String> withResources() throws IOException {
        try (Stuck one = new Stuck("one");
                Stuck two = new Stuck("two")) {
            return done(ask().await());
        }
    }

    static Async<String> withFinally() throws IOException {
        Stuck one = new Stuck("one");
        try {
            return done(ask().await());
        } finally {
            one.close();
        }
    }

    /** What is thrown after the task was cancelled in its wait, and what is suppressed into that. */
    static Async<String> cancelled(Async<String> computation) {
        try (var scope = Scope.supervisor()) {
            Task<String> task = scope.spawn(computation);
            Bobbin.yieldNow().await();
            task.cancel();
            String thrown;
            try {
                thrown = task.await();
            } catch (Exception e) {
                thrown = e.getMessage() + List.of(e.getSuppressed());
            }
            scope.join().await();
            return done(thrown);
        }
    }

    /** As {@link #cancelled}, but by the failure of a sibling. */
    static Async<String> stopped(Async<String> computation) {
        try (var scope = Scope.open()) {
            scope.spawn(computation);
            scope.spawn(() -> {
                Bobbin.yieldNow().await();
                throw new IOException("sibling");
            });
            scope.join().await();
            return done("nothing");
        } catch (Exception e) {
            return done(e.getMessage() + List.of(e.getSuppressed()));
        }
    }

    public static void main(String[] args) {
        check(" was cancelled: nobody reads it", Bobbin.run(() -> nobodyReadsIt()));
        check(true, cleanedUp);
        check(1, Bobbin.run(() -> serve()));
        check("too late", Bobbin.run(() -> lateOrElse()));
        check("too late", Bobbin.run(() -> late()));
        check(
                "two cannot be closed[java.io.IOException: one cannot be closed]",
                Bobbin.run(() -> cancelled(withResources())));
        check("one cannot be closed[]", Bobbin.run(() -> cancelled(withFinally())));
        check("sibling[java.io.IOException: one cannot be closed]", Bobbin.run(() -> stopped(withFinally())));
        check("sibling[java.io.IOException: two cannot be closed]", Bobbin.run(() -> stopped(withResources())));
        System.out.println("fine");
    }

    private static void check(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError(actual + " instead of " + expected);
        }
    }
}
