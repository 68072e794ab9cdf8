package dev.bobbin.it.migration;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import java.util.concurrent.CompletableFuture;

/** Both ways between futures and coroutines. */
final class AfterFutures {
    private final Shops shops;
    private final InBobbin bobbin;
    private final InFutures futures;

    AfterFutures(Shops shops) {
        this.shops = shops;
        bobbin = new InBobbin(shops);
        futures = new InFutures(shops);
    }

    CompletableFuture<String> order(String shop) {
        return bobbin.order(shop).toFuture(); // starts it, on the shared scheduler
    }

    Async<String> orderTwice(String shop) {
        String first = Async.from(futures.order(shop)).await();
        String second = bobbin.order(shop).await();
        return done(first + ", " + second);
    }

    Async<Integer> price(String shop) {
        return Async.from(shops.price(shop)); // no await(): an ordinary method, the shop is asked at the call
    }
}
