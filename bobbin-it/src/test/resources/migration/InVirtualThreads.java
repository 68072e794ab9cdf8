package dev.bobbin.it.migration;

import dev.bobbin.it.migration.Shops.NoAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Before, with virtual threads; compiled by a test, where the JDK has them. */
public final class InVirtualThreads {
    private static final ExecutorService CALLERS = Executors.newVirtualThreadPerTaskExecutor();

    private final Shops shops;

    InVirtualThreads(Shops shops) {
        this.shops = shops;
    }

    public static Programs programs(Shops shops) {
        InVirtualThreads p = new InVirtualThreads(shops);
        return new Programs(
                shop -> CALLERS.submit(() -> p.order(shop)),
                (one, other) -> CALLERS.submit(() -> p.both(one, other)),
                (names, limit) -> CALLERS.submit(() -> p.cheapest(names, limit)),
                shop -> CALLERS.submit(() -> p.patiently(shop)),
                (names, limit) -> CALLERS.submit(() -> p.prices(names, limit)),
                item -> CALLERS.submit(() -> p.sell(item)));
    }

    String order(String shop) throws InterruptedException {
        try {
            int price = shops.askPrice(shop);
            return shops.payNow(price);
        } catch (NoAnswer e) {
            return "nothing: " + e.getMessage();
        }
    }

    int both(String one, String other) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = threads.submit(() -> shops.askPrice(one));
            Future<Integer> second = threads.submit(() -> shops.askPrice(other));
            return first.get() + second.get();
        }
    }

    int cheapest(List<String> names, Duration limit) throws InterruptedException, ExecutionException, TimeoutException {
        List<Callable<Integer>> asks = new ArrayList<>();
        for (String name : names) {
            asks.add(() -> shops.askPrice(name));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int least = Integer.MAX_VALUE;
            for (Future<Integer> asked : threads.invokeAll(asks, limit.toMillis(), TimeUnit.MILLISECONDS)) {
                if (asked.isCancelled()) {
                    throw new TimeoutException();
                }
                least = Math.min(least, asked.get());
            }
            return least;
        }
    }

    int patiently(String shop) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return shops.askPrice(shop);
            } catch (NoAnswer e) {
                if (attempt == 3) {
                    throw e;
                }
            }
            Thread.sleep(Duration.ofMillis(1));
        }
    }

    List<Integer> prices(List<String> names, int limit) throws InterruptedException, ExecutionException {
        Semaphore permits = new Semaphore(limit);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> asked = new ArrayList<>();
            for (String name : names) {
                asked.add(threads.submit(() -> {
                    permits.acquire();
                    try {
                        return shops.askPrice(name);
                    } finally {
                        permits.release();
                    }
                }));
            }
            List<Integer> prices = new ArrayList<>();
            for (Future<Integer> price : asked) {
                prices.add(price.get());
            }
            return prices;
        }
    }

    int sell(String item) throws InterruptedException {
        shops.reserve(item);
        try {
            return shops.awaitPayment(item);
        } finally {
            shops.release(item);
        }
    }
}
