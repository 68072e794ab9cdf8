package dev.bobbin.it.migration;

import static com.ea.async.Async.await;
import static dev.bobbin.Async.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.bobbin.Async;
import java.util.concurrent.CompletableFuture;

/** Half migrated: compiled by a test for Java 11, instrumented by EA Async, and compiled by Bobbin. */
public final class HalfWay {
    private final Shops shops;

    public HalfWay(Shops shops) {
        this.shops = shops;
    }

    public CompletableFuture<String> order(String shop) { // EA's still
        int price = await(price(shop).toFuture());
        return completedFuture(await(shops.pay(price)));
    }

    Async<Integer> price(String shop) { // Bobbin's already
        return done(Async.from(shops.price(shop)).await());
    }
}
