package app;

import static dev.bobbin.Async.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import org.junit.jupiter.api.Test;

class AppTest {
    @Test
    void twice_ofTen() {
        assertEquals(110, Bobbin.run(() -> awaited(10)));
    }

    private static Async<Integer> awaited(int n) throws InterruptedException {
        return done(App.twice(n).await());
    }
}
