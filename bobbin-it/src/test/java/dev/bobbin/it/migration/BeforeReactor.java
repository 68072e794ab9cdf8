package dev.bobbin.it.migration;

import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A stream, and a value for all inside, with Reactor. */
final class BeforeReactor {
    private final InReactor reactor;

    BeforeReactor(InReactor reactor) {
        this.reactor = reactor;
    }

    Flux<String> bargains(List<String> names, int most) {
        return Flux.fromIterable(names)
                .concatMap(name ->
                        reactor.price(name).filter(price -> price <= most).map(price -> name + " " + price));
    }

    Mono<List<String>> twoBargains(List<String> names, int most) {
        return bargains(names, most).take(2).collectList();
    }

    Mono<String> greet() {
        return Mono.deferContextual(context -> Mono.just("hello " + context.getOrDefault("user", "stranger")));
    }

    Mono<String> greetings() {
        Mono<String> inside = greet().contextWrite(context -> context.put("user", "Ada"));
        return Mono.zip(inside, greet(), (one, other) -> one + ", " + other);
    }
}
