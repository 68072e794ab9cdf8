package dev.bobbin.it.migration;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.AsyncSeq;
import dev.bobbin.Local;
import java.util.List;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The same with Bobbin, and both ways between the two. */
final class AfterReactor {
    private final InBobbin bobbin;
    private final InReactor reactor;

    AfterReactor(InBobbin bobbin, InReactor reactor) {
        this.bobbin = bobbin;
        this.reactor = reactor;
    }

    AsyncSeq<String> bargains(List<String> names, int most) {
        return AsyncSeq.of(y -> {
            for (String name : names) {
                int price = bobbin.price(name).await();
                if (price <= most) {
                    y.yield(name + " " + price).await(); // goes on when the next one is wanted
                }
            }
            return done();
        });
    }

    Async<List<String>> twoBargains(List<String> names, int most) {
        return bargains(names, most).take(2).toList();
    }

    AsyncSeq<Integer> prices(List<String> names, int limit) {
        return AsyncSeq.from(names).mapAsync(limit, bobbin::price);
    }

    static final Local<String> USER = Local.of();

    Async<String> greet() {
        return done("hello " + USER.orElse("stranger"));
    }

    Async<String> greetings() {
        String inside = USER.where("Ada", () -> greet()).await();
        return done(inside + ", " + greet().await());
    }

    Async<String> orderByReactor(String shop) {
        return done(Async.from(reactor.order(shop).toFuture()).await());
    }

    Mono<String> order(String shop) {
        return Mono.fromFuture(() -> bobbin.order(shop).toFuture()); // anew for each subscriber
    }

    static <T> AsyncSeq<T> fromFlux(Flux<T> flux) {
        return AsyncSeq.from(JdkFlowAdapter.publisherToFlowPublisher(flux), 32); // asked for 32 at a time
    }

    static <T> Flux<T> toFlux(AsyncSeq<T> sequence) {
        return JdkFlowAdapter.flowPublisherToFlux(sequence.toPublisher());
    }
}
