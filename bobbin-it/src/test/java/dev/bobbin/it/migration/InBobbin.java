package dev.bobbin.it.migration;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Retry;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import dev.bobbin.it.migration.Shops.NoAnswer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** After. Compiled as the tests are, and once for each model. */
public final class InBobbin {
    private final Shops shops;

    InBobbin(Shops shops) {
        this.shops = shops;
    }

    public static Programs programs(Shops shops) {
        InBobbin p = new InBobbin(shops);
        return new Programs(
                shop -> p.order(shop).toFuture(),
                (one, other) -> p.both(one, other).toFuture(),
                (names, limit) -> p.cheapest(names, limit).toFuture(),
                shop -> p.patiently(shop).toFuture(),
                (names, limit) -> p.prices(names, limit).toFuture(),
                item -> p.sell(item).toFuture());
    }

    Async<Integer> price(String shop) {
        return done(Async.from(shops.price(shop)).await()); // the shop is asked when this is awaited
    }

    Async<String> order(String shop) {
        try {
            int price = price(shop).await();
            return done(Async.from(shops.pay(price)).await());
        } catch (NoAnswer e) {
            return done("nothing: " + e.getMessage());
        }
    }

    Async<Integer> both(String one, String other) {
        try (var scope = Scope.open()) {
            Task<Integer> first = scope.spawn(price(one)); // begins here
            Task<Integer> second = scope.spawn(price(other));
            scope.join().await();
            return done(first.await() + second.await());
        }
    }

    Async<Integer> cheapest(List<String> names, Duration limit) {
        List<Async<Integer>> asked = names.stream().map(this::price).toList();
        List<Integer> prices = Async.all(asked).timeout(limit).await(); // or a TimeoutException, when all have ended
        return done(Collections.min(prices));
    }

    private static final Retry THRICE = Retry.times(3) // the first attempt included
            .backOff(Duration.ofMillis(1), Duration.ofMillis(10))
            .when(e -> e instanceof NoAnswer);

    Async<Integer> patiently(String shop) {
        return Async.retry(THRICE, () -> price(shop));
    }

    Async<List<Integer>> prices(List<String> names, int limit) {
        return Async.parallelMap(names, limit, this::price);
    }

    Async<Integer> sell(String item) {
        shops.reserve(item);
        try {
            return done(Async.from(shops.payment(item)).await());
        } finally {
            shops.release(item); // also if this is cancelled; it might await
        }
    }
}
