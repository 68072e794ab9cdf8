package com.acme;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Clock;
import java.time.Duration;

final class Shop {
    private int sold;

    Async<Integer> sell() {
        synchronized (this) {
            Clock.sleep(Duration.ofMillis(1)).await();
            sold++;
            return done(sold);
        }
    }

    synchronized Async<Integer> take(int articles) {
        Clock.sleep(Duration.ofMillis(1)).await();
        sold -= articles;
        return done(sold);
    }
}
