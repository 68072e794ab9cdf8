package com.acme;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Clock;
import java.time.Duration;
import java.util.List;

final class Shop {
    static Async<Integer> price(String article) {
        Clock.sleep(Duration.ofMillis(1)).await();
        return done(article.length());
    }

    static Async<Void> print(List<String> articles) {
        articles.forEach(article -> {
            int price = price(article).await();
            System.out.println(article + " " + price);
        });
        return done();
    }
}
