package com.acme;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Clock;
import java.time.Duration;

final class Shop {
    static Async<Integer> price(String article) {
        Clock.sleep(Duration.ofMillis(1)).await();
        return done(article.length());
    }

    static Async<Integer> total() {
        int tea = price("tea").await();
        int milk = price("milk").await();
        return done(tea + milk);
    }

    public static void main(String[] args) {
        System.out.println(Bobbin.run(() -> total()));
    }
}
