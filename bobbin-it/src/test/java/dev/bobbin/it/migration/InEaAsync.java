package dev.bobbin.it.migration;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.bobbin.it.migration.Shops.NoAnswer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Before, with EA Async. Without anything that is newer than Java 11: a test compiles it for that. */
public final class InEaAsync {
    private final Shops shops;

    InEaAsync(Shops shops) {
        this.shops = shops;
    }

    public static Programs programs(Shops shops) {
        InEaAsync p = new InEaAsync(shops);
        return new Programs(
                shop -> called(() -> p.order(shop)),
                (one, other) -> called(() -> p.both(one, other)),
                (names, limit) -> called(() -> p.cheapest(names, limit)),
                shop -> called(() -> p.patiently(shop)),
                (names, limit) -> called(() -> p.prices(names, limit)),
                item -> called(() -> p.sell(item)));
    }

    /** What fails before the first await that has to wait is thrown by the call. */
    private static <T> CompletableFuture<T> called(Supplier<CompletableFuture<T>> program) {
        try {
            return program.get();
        } catch (CompletionException e) {
            return CompletableFuture.failedFuture(e.getCause());
        }
    }

    CompletableFuture<String> order(String shop) {
        try {
            int price = await(shops.price(shop));
            return completedFuture(await(shops.pay(price)));
        } catch (CompletionException e) {
            if (e.getCause() instanceof NoAnswer) {
                return completedFuture("nothing: " + e.getCause().getMessage());
            }
            throw e;
        }
    }

    CompletableFuture<Integer> both(String one, String other) {
        CompletableFuture<Integer> first = shops.price(one);
        CompletableFuture<Integer> second = shops.price(other);
        return completedFuture(await(first) + await(second));
    }

    CompletableFuture<Integer> cheapest(List<String> names, Duration limit) {
        List<CompletableFuture<Integer>> asked =
                names.stream().map(shops::price).collect(Collectors.toList());
        CompletableFuture<Void> all = CompletableFuture.allOf(asked.toArray(new CompletableFuture<?>[0]));
        try {
            await(all.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS));
            int least = Integer.MAX_VALUE;
            for (CompletableFuture<Integer> each : asked) {
                least = Math.min(least, await(each));
            }
            return completedFuture(least);
        } finally {
            asked.forEach(each -> each.cancel(true)); // else they go on
        }
    }

    CompletableFuture<Integer> patiently(String shop) {
        for (int attempt = 1; ; attempt++) {
            try {
                return completedFuture(await(shops.price(shop)));
            } catch (CompletionException e) {
                if (attempt == 3 || !(e.getCause() instanceof NoAnswer)) {
                    throw e;
                }
            }
            await(CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS)));
        }
    }

    CompletableFuture<List<Integer>> prices(List<String> names, int limit) {
        Integer[] found = new Integer[names.size()];
        AtomicInteger next = new AtomicInteger();
        await(CompletableFuture.allOf(
                Stream.generate(() -> work(names, next, found)).limit(limit).toArray(CompletableFuture[]::new)));
        return completedFuture(List.of(found));
    }

    private CompletableFuture<Void> work(List<String> names, AtomicInteger next, Integer[] found) {
        for (int i = next.getAndIncrement(); i < found.length; i = next.getAndIncrement()) {
            found[i] = await(shops.price(names.get(i)));
        }
        return completedFuture(null);
    }

    CompletableFuture<Integer> sell(String item) {
        shops.reserve(item);
        CompletableFuture<Integer> payment = shops.payment(item);
        CompletableFuture<Integer> sold = paidOrReleased(item, payment).copy();
        sold.whenComplete((price, failure) -> payment.cancel(true)); // cancelling sold alone would stop nothing
        return sold;
    }

    private CompletableFuture<Integer> paidOrReleased(String item, CompletableFuture<Integer> payment) {
        try {
            return completedFuture(await(payment));
        } finally {
            shops.release(item);
        }
    }
}
