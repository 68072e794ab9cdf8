package com.acme;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Clock;
import java.time.Duration;

final class Shop {
    private final int articles;

    Shop() {
        articles = count().await();
    }

    static Async<Integer> count() {
        Clock.sleep(Duration.ofMillis(1)).await();
        return done(3);
    }

    int articles() {
        return articles;
    }
}
