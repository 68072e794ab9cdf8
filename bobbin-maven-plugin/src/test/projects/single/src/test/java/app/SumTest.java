package app;

import static dev.bobbin.Async.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import org.junit.jupiter.api.Test;

class SumTest {
    @Test
    void sum_awaitedByATest_isRight() {
        assertEquals(16, Bobbin.run(() -> twoSums()));
    }

    private static Async<Integer> twoSums() {
        int first = Sum.upTo(4).await();
        int second = Sum.upTo(3).await();
        return done(first + second);
    }
}
