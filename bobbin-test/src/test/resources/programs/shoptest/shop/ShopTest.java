package shop;

import static dev.bobbin.Async.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.test.CoroutineTest;
import dev.bobbin.test.TestScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShopTest {
    private final Shop shop = new Shop();

    @BeforeAll
    static void loader() {
        System.out.println("loaded by " + ShopTest.class.getClassLoader().getName());
        System.out.println("from "
                + ShopTest.class.getProtectionDomain().getCodeSource().getLocation());
    }

    private Async<Integer> sellTwice() {
        int first = shop.sell(2).await();
        return done(first + shop.sell(3).await());
    }

    @CoroutineTest(seeds = 3)
    void sell_twice_addsUp(TestScheduler test) {
        int sum = test.run(() -> sellTwice());

        assertEquals(7, sum);
        assertEquals(Duration.ofMinutes(5), test.now());
    }

    @CoroutineTest
    void sell_inALambda_addsUp(TestScheduler test) {
        int sum = test.run(() -> {
            int first = shop.sell(1).await();
            return done(first + shop.sell(1).await());
        });
        assertEquals(3, sum);
    }

    @Test
    void prices_ofThree_areSquares() {
        List<Integer> prices = new ArrayList<>();
        Shop.prices(3).forEach(prices::add);
        assertEquals(List.of(0, 1, 4), prices);
    }

    @Test
    void workers_runCompiledCoroutines_too() {
        assertEquals(1, Bobbin.run(() -> {
            Bobbin.yieldNow().await();
            return done(1);
        }));
    }
}
