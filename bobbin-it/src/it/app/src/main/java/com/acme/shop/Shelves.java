package com.acme.shop;

import static dev.bobbin.Async.done;

import com.acme.pricing.Catalogue;
import com.acme.pricing.UnknownArticle;
import dev.bobbin.Async;
import dev.bobbin.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Prices that take a moment to find: what the library calls. */
final class Shelves implements Catalogue {
    private final Map<String, Integer> prices;
    final AtomicInteger asked = new AtomicInteger();

    Shelves(Map<String, Integer> prices) {
        this.prices = prices;
    }

    @Override
    public Async<Integer> priceOf(String article) throws UnknownArticle {
        Clock.sleep(Duration.ofMillis(1)).await();
        asked.incrementAndGet();
        Integer price = prices.get(article);
        if (price == null) {
            throw new UnknownArticle(article);
        }
        return done(price);
    }
}
