package shop;

import static dev.bobbin.Async.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import org.junit.jupiter.api.Test;

class PriceTest {
    private static Async<Integer> total(int x) {
        int a = Price.plusOne(x).await();
        int b = Price.plusOne(a).await();
        return done(a + b);
    }

    @Test
    void total_ofTwenty() {
        assertEquals(43, Bobbin.run(() -> total(20)));
    }
}
