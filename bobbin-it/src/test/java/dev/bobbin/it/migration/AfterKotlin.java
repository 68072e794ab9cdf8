package dev.bobbin.it.migration;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.AsyncSeq;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Mutex;
import dev.bobbin.Scope;
import dev.bobbin.Select;
import dev.bobbin.Task;
import java.util.ArrayList;
import java.util.List;

/** The same with Bobbin. */
final class AfterKotlin {
    private final Shops shops;
    private final InBobbin bobbin;
    private final BeforeKotlin kotlin;

    AfterKotlin(Shops shops) {
        this.shops = shops;
        bobbin = new InBobbin(shops);
        kotlin = new BeforeKotlin(shops);
    }

    AsyncSeq<String> bargains(List<String> names, int most) {
        return AsyncSeq.of(y -> {
            for (String name : names) {
                int price = bobbin.price(name).await();
                if (price <= most) {
                    y.yield(name + " " + price).await();
                }
            }
            return done();
        });
    }

    Async<List<String>> twoBargains(List<String> names, int most) {
        return bargains(names, most).take(2).toList();
    }

    Async<List<String>> served(Channel<String> orders, Channel<Boolean> closing) {
        List<String> served = new ArrayList<>();
        Select<Boolean> next = Select.<Boolean>of()
                .on(closing.receive(), closed -> done(false))
                .on(orders.receive(), order -> {
                    served.add(bobbin.order(order).await());
                    return done(true);
                })
                .biased(); // as select is; without it all that are ready are alike
        while (next.await()) {}
        return done(served);
    }

    Async<List<String>> open() {
        Channel<String> orders = Channel.rendezvous();
        Channel<Boolean> closing = Channel.rendezvous();
        try (var scope = Scope.open()) {
            scope.spawn(() -> {
                orders.send("green").await();
                orders.send("old").await();
                return closing.send(true);
            });
            Task<List<String>> served = scope.spawn(served(orders, closing));
            scope.join().await();
            return done(served.await());
        }
    }

    private final Mutex mutex = Mutex.of();
    private int takings;

    Async<Void> take(String shop) {
        try (var held = mutex.lock().await()) {
            int before = takings;
            takings = before + bobbin.price(shop).await();
        }
        return done();
    }

    Async<Integer> takings(List<String> names) {
        try (var scope = Scope.open()) {
            for (String name : names) {
                scope.spawn(take(name));
            }
            scope.join().await();
        }
        return done(takings);
    }

    Async<Void> keep(String item) {
        shops.reserve(item);
        try {
            Async.create(never -> {}).await();
        } finally {
            Bobbin.yieldNow().await(); // a cancellation is thrown once: clean-up may await
            shops.release(item);
        }
        return done();
    }

    Async<String> orderByKotlin(String shop) {
        return done(Async.from(kotlin.orderAsFuture(shop)).await());
    }
}
