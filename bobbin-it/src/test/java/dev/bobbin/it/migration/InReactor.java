package dev.bobbin.it.migration;

import dev.bobbin.it.migration.Shops.NoAnswer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Before, with Reactor. */
final class InReactor {
    private final Shops shops;

    InReactor(Shops shops) {
        this.shops = shops;
    }

    static Programs programs(Shops shops) {
        InReactor p = new InReactor(shops);
        return new Programs(
                shop -> p.order(shop).toFuture(),
                (one, other) -> p.both(one, other).toFuture(),
                (names, limit) -> p.cheapest(names, limit).toFuture(),
                shop -> p.patiently(shop).toFuture(),
                (names, limit) -> p.prices(names, limit).toFuture(),
                item -> p.sell(item).toFuture());
    }

    Mono<Integer> price(String shop) {
        return Mono.fromFuture(() -> shops.price(shop));
    }

    Mono<String> order(String shop) {
        return price(shop)
                .flatMap(price -> Mono.fromFuture(() -> shops.pay(price)))
                .onErrorResume(NoAnswer.class, e -> Mono.just("nothing: " + e.getMessage()));
    }

    Mono<Integer> both(String one, String other) {
        return Mono.zip(price(one), price(other), Integer::sum);
    }

    Mono<Integer> cheapest(List<String> names, Duration limit) {
        List<Mono<Integer>> asked = names.stream().map(this::price).toList();
        return Mono.zip(
                        asked,
                        prices -> Stream.of(prices)
                                .mapToInt(price -> (Integer) price)
                                .min()
                                .orElseThrow())
                .timeout(limit);
    }

    Mono<Integer> patiently(String shop) {
        return price(shop)
                .retryWhen(Retry.backoff(2, Duration.ofMillis(1)) // after the first attempt
                        .maxBackoff(Duration.ofMillis(10))
                        .filter(e -> e instanceof NoAnswer)
                        .onRetryExhaustedThrow((spec, signal) -> signal.failure()));
    }

    Mono<List<Integer>> prices(List<String> names, int limit) {
        return Flux.fromIterable(names).flatMapSequential(this::price, limit).collectList();
    }

    Mono<Integer> sell(String item) {
        return Mono.using(
                () -> {
                    shops.reserve(item);
                    return item;
                },
                reserved -> Mono.fromFuture(() -> shops.payment(reserved)),
                shops::release);
    }
}
