package shop;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Clock;
import dev.bobbin.Seq;
import java.time.Duration;

public class Shop {
    private int sold;

    /** Package-private: the test is in another directory, but in this package. */
    Async<Integer> sell(int pieces) {
        Clock.sleep(Duration.ofMinutes(pieces)).await();
        sold += pieces;
        return done(sold);
    }

    static Seq<Integer> prices(int n) {
        return Seq.of(y -> {
            for (int i = 0; i < n; i++) {
                y.yield(i * i);
            }
        });
    }
}
