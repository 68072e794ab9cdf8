package mocks;

import static dev.bobbin.Async.done;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;

public class Main {
    interface Prices {
        Async<Integer> of(int item);
    }

    static final class Shop {
        private final Prices prices;

        Shop(Prices prices) {
            this.prices = prices;
        }

        Async<Integer> total(int a, int b) {
            int first = prices.of(a).await();
            Bobbin.yieldNow().await();
            return done(first + tax(b).await());
        }

        Async<Integer> tax(int b) {
            return done(prices.of(b).await() * 2);
        }
    }

    public static void main(String[] args) {
        Prices prices = mock(Prices.class);
        when(prices.of(anyInt())).thenAnswer(call -> done(call.<Integer>getArgument(0) * 10));
        Shop shop = spy(new Shop(prices)); // final: instrumented in place, after Bobbin
        System.out.println("mocked " + Bobbin.run(() -> shop.total(1, 2)));
        verify(prices).of(2);
        when(shop.tax(3)).thenAnswer(call -> done(1000));
        System.out.println("stubbed " + Bobbin.run(() -> shop.tax(3)));
    }
}
