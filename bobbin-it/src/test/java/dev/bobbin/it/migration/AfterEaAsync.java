package dev.bobbin.it.migration;

import static dev.bobbin.Async.done;
import static dev.bobbin.Async.from;

import dev.bobbin.Async;
import dev.bobbin.Clock;
import dev.bobbin.it.migration.Shops.NoAnswer;
import java.time.Duration;

/** From EA Async line by line. */
final class AfterEaAsync {
    private final Shops shops;

    AfterEaAsync(Shops shops) {
        this.shops = shops;
    }

    Async<String> order(String shop) {
        try {
            int price = from(shops.price(shop)).await();
            return done(from(shops.pay(price)).await());
        } catch (NoAnswer e) {
            return done("nothing: " + e.getMessage());
        }
    }

    Async<Integer> patiently(String shop) {
        for (int attempt = 1; ; attempt++) {
            try {
                return done(from(shops.price(shop)).await());
            } catch (NoAnswer e) {
                if (attempt == 3) {
                    throw e;
                }
            }
            Clock.sleep(Duration.ofMillis(1)).await();
        }
    }
}
