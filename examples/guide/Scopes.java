import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Local;
import dev.bobbin.Retry;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** The programs of docs/guide/structure.md; a test holds the page against them. {@code ./bobbin run examples/guide/Scopes.java} */
class Scopes {
    record Offer(String shop, int price) {}

    static Async<Offer> ask(String shop, int price) {
        Bobbin.yieldNow().await();
        return done(new Offer(shop, price));
    }

    static Async<Offer> fail(String shop) throws IOException {
        Bobbin.yieldNow().await();
        throw new IOException(shop + " does not answer");
    }

    static Async<Offer> forever() {
        return Async.create(completer -> {});
    }

    static Async<Offer> cheapest() {
        try (var scope = Scope.open()) {
            Task<Offer> one = scope.spawn(ask("one", 12));
            Task<Offer> two = scope.spawn(ask("two", 10));
            scope.join().await(); // both have ended well, or a failure is thrown here
            Offer a = one.await();
            Offer b = two.await();
            return done(a.price() < b.price() ? a : b);
        }
    }

    static Async<Offer> inTime() {
        try (var scope = Scope.open().limit(Duration.ofMillis(20))) {
            Task<Offer> offer = scope.spawn(forever());
            scope.join().await(); // TimeoutException after 20 ms, when the child has ended
            return done(offer.await());
        }
    }

    static Async<Integer> price(String shop) {
        return done(ask(shop, shop.length()).await().price());
    }

    static Async<Integer> cheaper() { // stands in the README
        try (var scope = Scope.open().limit(Duration.ofMinutes(1))) {
            Task<Integer> east = scope.spawn(price("east"));
            Task<Integer> north = scope.spawn(price("north"));
            scope.join().await();
            return done(Math.min(east.await(), north.await()));
        }
    }

    static Async<List<Offer>> whoeverAnswers(List<Async<Offer>> shops) {
        List<Offer> offers = new ArrayList<>();
        try (var scope = Scope.supervisor()) {
            List<Task<Offer>> asked = new ArrayList<>();
            for (Async<Offer> shop : shops) {
                asked.add(scope.spawn(shop));
            }
            scope.join().await(); // all have ended, well or badly
            for (Task<Offer> task : asked) {
                try {
                    offers.add(task.await());
                } catch (Exception e) {
                    System.out.println(e.getMessage());
                }
            }
        }
        return done(offers);
    }

    static Async<Offer> fastest() throws IOException {
        try (var scope = Scope.firstSuccess()) {
            Task<Offer> one = scope.spawn(fail("one"));
            Task<Offer> two = scope.spawn(ask("two", 10));
            Task<Offer> three = scope.spawn(forever());
            scope.join().await(); // throws only if all have failed
            return done(scope.winner(List.of(one, two, three)).await());
        }
    }

    static Async<Integer> twice() {
        try (var scope = Scope.open()) {
            Task<Offer> offer = scope.spawn(ask("one", 12)); // to be awaited as often as you like
            List<Offer> twice = Async.all(List.of(offer, offer)).await();
            scope.join().await();
            return done(twice.size());
        }
    }

    static final Local<String> USER = Local.of();

    static Async<String> greet() {
        Bobbin.yieldNow().await();
        return done("hello " + USER.orElse("stranger"));
    }

    static Async<String> greetings() {
        String inside = USER.where("Ada", () -> greet()).await(); // and all that greet() awaits or spawns
        String outside = greet().await();
        return done(inside + ", " + outside);
    }

    private static int attempts;

    static Async<Offer> flaky() throws IOException {
        Bobbin.yieldNow().await();
        if (++attempts < 3) {
            throw new IOException("attempt " + attempts);
        }
        return done(new Offer("flaky", attempts));
    }

    static final Retry POLITELY = Retry.times(5).backOff(Duration.ofMillis(1), Duration.ofMillis(100));

    static Async<Offer> again() {
        return done(Async.retry(POLITELY, () -> flaky()).await());
    }

    static Async<List<Integer>> prices(List<String> shops) {
        List<Offer> offers = Async.parallelMap(shops, 2, shop -> ask(shop, shop.length())).await(); // two at a time
        return done(offers.stream().map(Offer::price).toList());
    }

    public static void main(String[] args) throws Exception {
        check(new Offer("two", 10), Bobbin.run(() -> cheapest()));
        check(4, Bobbin.run(() -> cheaper()));
        try {
            Bobbin.run(() -> inTime());
            throw new AssertionError("in time");
        } catch (Exception e) {
            check(TimeoutException.class, e.getClass());
        }
        List<Offer> offers = Bobbin.run(() -> whoeverAnswers(List.of(ask("one", 12), fail("two"))));
        check(List.of(new Offer("one", 12)), offers);
        check(new Offer("two", 10), Bobbin.run(() -> fastest()));
        check(2, Bobbin.run(() -> twice()));
        check("hello Ada, hello stranger", Bobbin.run(() -> greetings()));
        check(new Offer("flaky", 3), Bobbin.run(() -> again()));
        check(List.of(1, 2, 3), Bobbin.run(() -> prices(List.of("a", "bb", "ccc"))));
        System.out.println("fine");
    }

    private static void check(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError(actual + " instead of " + expected);
        }
    }
}
