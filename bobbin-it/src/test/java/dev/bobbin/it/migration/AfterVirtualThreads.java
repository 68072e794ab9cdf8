package dev.bobbin.it.migration;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Blocking;
import dev.bobbin.Bridge;
import dev.bobbin.Local;
import dev.bobbin.Mutex;
import dev.bobbin.Scope;
import java.util.List;
import java.util.concurrent.Callable;

/** The same with Bobbin, and both ways between it and code that blocks. */
final class AfterVirtualThreads {
    private final Shops shops;
    private final InBobbin bobbin;
    private final Mutex mutex = Mutex.of();
    private int takings;

    AfterVirtualThreads(Shops shops) {
        this.shops = shops;
        bobbin = new InBobbin(shops);
    }

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

    static final Local<String> USER = Local.of();

    Async<String> greet() {
        return done("hello " + USER.orElse("stranger"));
    }

    Async<String> greetings() {
        String inside = USER.where("Ada", () -> greet()).await();
        return done(inside + ", " + greet().await());
    }

    Async<Integer> price(String shop) {
        return Blocking.call(() -> shops.askPrice(shop)); // on a thread that is there to be blocked
    }

    Async<Integer> sell(String item) {
        shops.reserve(item);
        try {
            return done(Blocking.call(() -> shops.awaitPayment(item)).await());
        } finally {
            shops.release(item);
        }
    }

    Async<String> bridged(Callable<String> plainCode) {
        return Bridge.run(plainCode); // whatever it awaits, this task waits for
    }
}
