import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.AsyncSeq;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Scope;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;

/** The programs of docs/guide/async-seq.md; a test holds the page against them. {@code ./bobbin run examples/guide/AsyncSequences.java} */
class AsyncSequences {
    static Async<List<Integer>> fetch(String shop, int page) {
        Bobbin.yieldNow().await();
        int first = shop.length() * 100 - 2 * page;
        return done(List.of(first, first - 1));
    }

    static AsyncSeq<Integer> prices(String shop, int pages) {
        return AsyncSeq.of(y -> {
            for (int page = 0; page < pages; page++) {
                for (int price : fetch(shop, page).await()) {
                    y.yield(price).await(); // goes on when the next one is wanted
                }
            }
            return done();
        });
    }

    static Async<Integer> loop() {
        int sum = 0;
        for (var it = prices("one", 3).iterator(); it.next().await(); ) {
            sum += it.value();
        }
        return done(sum);
    }

    static Async<Integer> firstBelow(int limit) {
        var it = prices("one", 1000).iterator();
        try {
            while (it.next().await()) {
                if (it.value() < limit) {
                    return done(it.value());
                }
            }
            return done(-1);
        } finally {
            it.close().await();
        }
    }

    static Async<List<Integer>> some() {
        List<Integer> some = prices("one", 1000).filter(price -> price % 2 == 0).map(price -> price * 10).take(3).toList().await();
        return done(some);
    }

    static Async<String> describe(int price) {
        Bobbin.yieldNow().await();
        return done("for " + price);
    }

    static Async<String> sideBySide() {
        List<Integer> all = AsyncSeq.merge(prices("one", 2), prices("two", 2)).toList().await(); // as they come
        List<String> found = prices("one", 2).mapAsync(4, price -> describe(price)).toList().await(); // 4 at a time, in order
        long count = prices("one", 2).buffered(16).timeout(Duration.ofSeconds(5)).count().await(); // up to 16 ahead, 5 seconds for each
        return done(all.size() + " " + found + " " + count);
    }

    static Async<String> channels() {
        try (var scope = Scope.open()) {
            Channel<Integer> channel = Channel.buffered(16);
            scope.spawn(() -> prices("one", 2).forEach(price -> channel.send(price)));
            List<Integer> first = channel.elements().take(2).toList().await();
            int third = channel.receive().await();
            scope.join().await();
            return done(first + " " + third);
        }
    }

    static Async<String> toChannel() {
        try (var scope = Scope.open()) {
            Channel<Integer> channel = prices("one", 1000).toChannel(scope, 16); // up to 16 ahead of whoever receives
            int first = channel.receive().await();
            List<Integer> left = channel.refuse(); // enough: the sequence is closed
            scope.join().await();
            return done(first + " " + (left.size() <= 16));
        }
    }

    static Async<List<Integer>> streams() {
        Flow.Publisher<Integer> publisher = prices("one", 2).toPublisher();
        List<Integer> back = AsyncSeq.from(publisher).toList().await();
        return done(back);
    }

    public static void main(String[] args) {
        check(300 + 299 + 298 + 297 + 296 + 295, Bobbin.run(() -> loop()));
        check(289, Bobbin.run(() -> firstBelow(290)));
        check(List.of(3000, 2980, 2960), Bobbin.run(() -> some()));
        check("8 [for 300, for 299, for 298, for 297] 4", Bobbin.run(() -> sideBySide()));
        check("[300, 299] 298", Bobbin.run(() -> channels()));
        check("300 true", Bobbin.run(() -> toChannel()));
        check(List.of(300, 299, 298, 297), Bobbin.run(() -> streams()));
        System.out.println("fine");
    }

    private static void check(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError(actual + " instead of " + expected);
        }
    }
}
