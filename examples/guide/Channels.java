import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Broadcast;
import dev.bobbin.Channel;
import dev.bobbin.Clock;
import dev.bobbin.ClosedChannelException;
import dev.bobbin.Latch;
import dev.bobbin.Scope;
import dev.bobbin.Select;
import dev.bobbin.Subscription;
import dev.bobbin.Task;
import dev.bobbin.Watch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The programs of docs/guide/channels.md on channels; a test holds the page against them. {@code ./bobbin run examples/guide/Channels.java} */
class Channels {
    static Async<Void> produce(List<String> from, Channel<String> lines) {
        for (String line : from) {
            lines.send(line).await(); // waits while the channel is full
        }
        lines.close(); // no more will come
        return done();
    }

    static Async<List<String>> consume(Channel<String> lines) {
        List<String> seen = new ArrayList<>();
        for (var it = lines.iterator(); it.next().await(); ) { // waits while it is empty
            seen.add(it.value());
        }
        return done(seen);
    }

    static Async<List<String>> sideBySide(List<String> from) {
        try (var scope = Scope.open()) {
            var lines = Channel.<String>buffered(16);
            scope.spawn(produce(from, lines));
            Task<List<String>> seen = scope.spawn(consume(lines));
            scope.join().await();
            return done(seen.await());
        }
    }

    static Async<String> kinds() {
        var met = Channel.<Integer>rendezvous();
        var some = Channel.<Integer>buffered(2);
        var latest = Channel.<Integer>conflated();
        var all = Channel.<Integer>unlimited();
        for (int i = 1; i <= 3; i++) {
            met.trySend(i); // false: nobody receives at the moment
            some.trySend(i); // false the third time
            latest.trySend(i); // replaces the one before
            all.trySend(i);
        }
        return done(met.size() + " " + some.size() + " " + latest.receive().await() + " " + all.size());
    }

    static String firstLine(String file) throws IOException {
        throw new IOException(file + " is damaged");
    }

    static Async<Void> read(String file, Channel<String> lines) {
        try {
            lines.send("begin " + file).await();
            lines.send(firstLine(file)).await();
            lines.close();
        } catch (IOException e) {
            lines.close(e); // what has been sent is received, and then this is thrown
        }
        return done();
    }

    static Async<String> damaged() {
        try (var scope = Scope.open()) {
            var lines = Channel.<String>buffered(16);
            scope.spawn(read("a.txt", lines));
            String first = lines.receive().await();
            String then = "";
            try {
                consume(lines).await();
            } catch (Exception e) { // the IOException
                then = e.getMessage();
            }
            try {
                lines.receive().await();
            } catch (ClosedChannelException e) { // what one more receive() is told; the IOException is its cause
                then += ", " + e.getCause().getMessage();
            }
            scope.join().await();
            return done(first + ": " + then);
        }
    }

    static Async<Integer> sumOfEven(Channel<Integer> numbers) {
        int sum = numbers.elements().filter(n -> n % 2 == 0).take(3).fold(0, Integer::sum).await();
        return done(sum); // the rest is still in the channel
    }

    static Async<Void> squares(Channel<Integer> numbers, Channel<Integer> results) {
        for (var it = numbers.iterator(); it.next().await(); ) {
            results.send(it.value() * it.value()).await();
        }
        return done();
    }

    static Async<Integer> workers(int howMany) {
        try (var scope = Scope.open()) {
            var numbers = Channel.<Integer>buffered(16);
            var results = Channel.<Integer>buffered(16);
            scope.spawn(() -> {
                try (var workers = Scope.open()) {
                    for (int i = 0; i < howMany; i++) {
                        workers.spawn(squares(numbers, results)); // each number goes to one of them
                    }
                    workers.join().await();
                }
                results.close(); // all who send have ended
                return done();
            });
            scope.spawn(() -> {
                for (int n = 1; n <= 100; n++) {
                    numbers.send(n).await();
                }
                numbers.close();
                return done();
            });
            int sum = results.elements().fold(0, Integer::sum).await();
            scope.join().await();
            return done(sum);
        }
    }

    static Async<String> whatever(Channel<String> orders, Channel<String> offers, Task<String> report) {
        String what = Select.<String>of()
                .on(orders.receive(), order -> done("ordered " + order))
                .on(offers.send("apples"), sent -> done("offered apples"))
                .on(report, text -> done("reported " + text))
                .on(Clock.sleep(Duration.ofSeconds(60)), late -> done("nothing"))
                .await();
        return done(what);
    }

    static Async<List<Integer>> untilTold(Channel<Integer> work, Latch stop) {
        List<Integer> handled = new ArrayList<>();
        Select<Boolean> next = Select.<Boolean>of()
                .on(stop.opened(), stopped -> done(false))
                .on(work.receive(), item -> {
                    handled.add(item);
                    return done(true);
                })
                .biased(); // stop counts even if there is always work
        while (next.await()) {} // one select, awaited again and again
        return done(handled);
    }

    static Async<String> atOnce(Channel<String> orders) {
        return done(Select.<String>of()
                .on(orders.receive(), order -> done(order))
                .orElse(() -> done("no order now"))
                .await());
    }

    static Async<String> selects() {
        var orders = Channel.<String>buffered(16);
        var offers = Channel.<String>rendezvous();
        try (var scope = Scope.open()) {
            Task<String> report = scope.spawn(Async.create(completer -> {}));
            orders.send("pears").await();
            String first = whatever(orders, offers, report).await();
            scope.spawn(() -> offers.receive());
            String then = whatever(orders, offers, report).await();
            String now = atOnce(orders).await();
            scope.cancel();
            return done(first + ", " + then + ", " + now);
        }
    }

    static Async<List<Integer>> toldToStop() {
        var work = Channel.<Integer>buffered(16);
        Latch stop = Latch.of(1);
        try (var scope = Scope.open()) {
            work.send(1).await();
            work.send(2).await();
            Task<List<Integer>> handled = scope.spawn(untilTold(work, stop));
            while (work.size() > 0) {
                Bobbin.yieldNow().await();
            }
            stop.countDown();
            scope.join().await();
            return done(handled.await());
        }
    }

    static Async<Integer> sum(Subscription<Integer> mine) {
        int sum = 0;
        try (mine) { // else it holds back the senders, for ever
            for (var it = mine.iterator(); it.next().await(); ) {
                sum += it.value();
            }
        }
        return done(sum);
    }

    static Async<Integer> toAll() {
        var prices = Broadcast.<Integer>of(16);
        try (var scope = Scope.open()) {
            Task<Integer> one = scope.spawn(sum(prices.subscribe())); // subscribed here: misses nothing from now on
            Task<Integer> two = scope.spawn(sum(prices.subscribe()));
            for (int price = 1; price <= 100; price++) {
                prices.send(price).await(); // waits while one of them is 16 behind
            }
            prices.close();
            scope.join().await();
            return done(one.await() + two.await());
        }
    }

    static Async<String> latest(Watch<String> config) {
        String last = "";
        for (var it = config.changes(); it.next().await(); ) { // the current one first
            last = it.value();
        }
        return done(last);
    }

    static Async<String> watched() {
        Watch<String> config = Watch.of("version 1");
        try (var scope = Scope.open()) {
            Task<String> last = scope.spawn(latest(config));
            config.set("version 2"); // never waits; whoever is slow may miss it
            config.update(now -> now.replace('2', '3'));
            config.close();
            scope.join().await();
            return done(last.await());
        }
    }

    public static void main(String[] args) {
        List<String> some = List.of("a", "b", "c");
        check(some, Bobbin.run(() -> sideBySide(some)));
        check("0 2 3 3", Bobbin.run(() -> kinds()));
        check("begin a.txt: a.txt is damaged, a.txt is damaged", Bobbin.run(() -> damaged()));

        var numbers = Channel.<Integer>unlimited();
        for (int n = 1; n <= 8; n++) {
            numbers.trySend(n);
        }
        check(2 + 4 + 6, Bobbin.run(() -> sumOfEven(numbers)));
        check(List.of(7, 8), numbers.refuse());
        check(338_350, Bobbin.run(() -> workers(4)));

        check("ordered pears, offered apples, no order now", Bobbin.run(() -> selects()));
        check(List.of(1, 2), Bobbin.run(() -> toldToStop()));
        check(2 * 5050, Bobbin.run(() -> toAll()));
        check("version 3", Bobbin.run(() -> watched()));
        System.out.println("fine");
    }

    private static void check(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError(actual + " instead of " + expected);
        }
    }
}
