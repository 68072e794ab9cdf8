package dev.bobbin.it.migration;

import dev.bobbin.it.migration.Shops.NoAnswer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Before, with {@code CompletableFuture}. */
final class InFutures {
    private final Shops shops;

    InFutures(Shops shops) {
        this.shops = shops;
    }

    static Programs programs(Shops shops) {
        InFutures p = new InFutures(shops);
        return new Programs(p::order, p::both, p::cheapest, p::patiently, p::prices, p::sell);
    }

    CompletableFuture<String> order(String shop) {
        return shops.price(shop).thenCompose(price -> shops.pay(price)).exceptionally(failure -> {
            if (unwrapped(failure) instanceof NoAnswer) {
                return "nothing: " + unwrapped(failure).getMessage();
            }
            throw new CompletionException(unwrapped(failure));
        });
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    CompletableFuture<Integer> both(String one, String other) {
        return shops.price(one).thenCombine(shops.price(other), Integer::sum);
    }

    CompletableFuture<Integer> cheapest(List<String> names, Duration limit) {
        List<CompletableFuture<Integer>> asked =
                names.stream().map(shops::price).toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((all, failure) -> asked.forEach(each -> each.cancel(true))) // else they go on
                .thenApply(all ->
                        asked.stream().mapToInt(CompletableFuture::join).min().orElseThrow());
    }

    CompletableFuture<Integer> patiently(String shop) {
        return patiently(shop, 3, 1);
    }

    private CompletableFuture<Integer> patiently(String shop, int attempts, long pause) {
        return shops.price(shop).exceptionallyCompose(failure -> {
            if (attempts == 1 || !(unwrapped(failure) instanceof NoAnswer)) {
                return CompletableFuture.failedFuture(failure);
            }
            Executor later = CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS);
            return CompletableFuture.supplyAsync(() -> patiently(shop, attempts - 1, 2 * pause), later)
                    .thenCompose(again -> again);
        });
    }

    CompletableFuture<List<Integer>> prices(List<String> names, int limit) {
        Integer[] found = new Integer[names.size()];
        AtomicInteger next = new AtomicInteger();
        CompletableFuture<?>[] workers =
                Stream.generate(() -> work(names, next, found)).limit(limit).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(workers).thenApply(all -> List.of(found));
    }

    private CompletableFuture<Void> work(List<String> names, AtomicInteger next, Integer[] found) {
        int i = next.getAndIncrement();
        if (i >= names.size()) {
            return CompletableFuture.completedFuture(null);
        }
        return shops.price(names.get(i)).thenCompose(price -> {
            found[i] = price;
            return work(names, next, found);
        });
    }

    CompletableFuture<Integer> sell(String item) {
        shops.reserve(item);
        CompletableFuture<Integer> payment = shops.payment(item);
        CompletableFuture<Integer> sold =
                payment.whenComplete((price, failure) -> shops.release(item)).copy();
        sold.whenComplete((price, failure) -> payment.cancel(true)); // cancelling sold alone would stop nothing
        return sold;
    }
}
