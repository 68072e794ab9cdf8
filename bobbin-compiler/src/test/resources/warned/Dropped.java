import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Channel;
import dev.bobbin.Clock;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import java.time.Duration;

class Dropped {
    static final Channel<String> CHANNEL = Channel.rendezvous();

    static Async<Integer> one(int x) {
        Bobbin.yieldNow().await();
        return done(x + 1);
    }

    <T> Async<T> runsAtOnce(T x) {
        return done(x);
    }

    static Async<Void> forgets() {
        one(1);
        CHANNEL.send("never sent");
        Clock.sleep(Duration.ofDays(1));
        new Dropped().<String>runsAtOnce("x");
        Runnable plain = () -> one(2);
        plain.run();
        one(3).await();
        return done();
    }

    static void plainCode() {
        one(4);
    }

    static Async<Void> fine() {
        try (var scope = Scope.open()) {
            scope.spawn(one(5));
            Async<Integer> kept = one(6);
            Async.done("a value");
            Task<Integer> task = scope.spawn(kept);
            scope.join().await();
            task.await();
        }
        return done();
    }
}
