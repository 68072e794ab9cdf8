package com.acme;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Clock;
import java.time.Duration;

final class Shop {
    static Async<Void> wrap(String article) {
        Clock.sleep(Duration.ofMillis(1)).await();
        System.out.println(article);
        return done();
    }

    static Async<Void> sell() {
        wrap("tea");
        wrap("milk").await();
        return done();
    }
}
