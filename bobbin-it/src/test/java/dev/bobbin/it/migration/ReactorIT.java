package dev.bobbin.it.migration;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.AsyncSeq;
import dev.bobbin.Bobbin;
import dev.bobbin.it.migration.Shops.NoAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The programs of docs/guide/migration/reactor.md alone, and what it says of both ways. */
@Timeout(60)
class ReactorIT {
    private final Shops shops = new Shops(2);
    private final InReactor inReactor = new InReactor(shops);
    private final BeforeReactor before = new BeforeReactor(inReactor);
    private final AfterReactor after = new AfterReactor(new InBobbin(shops), inReactor);

    @Test
    void bargains_areTheSame_andNoMoreShopsAreAsked() {
        List<String> names = List.of("green", "corner", "golden", "green", "old");
        List<String> two = List.of("green 12", "corner 10");

        assertThat(before.twoBargains(names, 100).block()).isEqualTo(two);
        assertThat(shops.happened()).containsExactly("asked green", "asked corner");
        assertThat(Bobbin.run(() -> after.twoBargains(names, 100))).isEqualTo(two);
        assertThat(shops.happened()).containsExactly("asked green", "asked corner");
    }

    @Test
    void bargains_thatFail_haveHandedOutWhatWasBefore() {
        List<String> names = List.of("corner", "old", "green");
        List<String> seen = new ArrayList<>();

        assertThatThrownBy(() -> before.bargains(names, 11).doOnNext(seen::add).blockLast())
                .isInstanceOf(NoAnswer.class);
        assertThatThrownBy(() -> Bobbin.run(() -> after.bargains(names, 11).forEach(each -> {
                    seen.add(each);
                    return done();
                })))
                .isInstanceOf(NoAnswer.class);
        assertThat(seen).containsExactly("corner 10", "corner 10");
    }

    @Test
    void prices_asASequence_areInOrder_soManyAtATime() {
        List<String> stalls = List.of("stall 4", "stall 3", "stall 2", "stall 1");

        assertThat(Bobbin.run(() -> after.prices(stalls, 2).toList())).containsExactly(4, 3, 2, 1);
        assertThat(shops.mostAtOnce()).isEqualTo(2);
    }

    @Test
    void context_andLocal_areSeenInsideOnly() {
        assertThat(before.greetings().block()).isEqualTo("hello Ada, hello stranger");
        assertThat(Bobbin.run(() -> after.greetings())).isEqualTo("hello Ada, hello stranger");
    }

    @Test
    void bothWays_giveTheSame() {
        Mono<String> order = after.order("green");
        assertThat(order.block()).isEqualTo("paid 12");
        assertThat(order.block()).as("subscribed to again").isEqualTo("paid 12");
        assertThat(shops.happened()).containsExactly("asked green", "asked green");
        assertThat(Bobbin.run(() -> after.orderByReactor("green"))).isEqualTo("paid 12");
        assertThatThrownBy(() -> after.order("golden").block()).isInstanceOf(Shops.TooDear.class);
        assertThatThrownBy(() -> Bobbin.run(() -> after.orderByReactor("golden")))
                .isInstanceOf(Shops.TooDear.class);
    }

    @Test
    void mono_thatIsEmpty_isNull() {
        assertThat(Bobbin.run(() -> Async.from(Mono.<String>empty().toFuture())))
                .isNull();
    }

    @Test
    void mono_ofACoroutine_disposed_cancelsIt() throws Exception {
        InBobbin bobbin = new InBobbin(shops);
        var subscribed = Mono.fromFuture(() -> bobbin.sell("a lamp").toFuture()).subscribe();
        shops.until("waits for the payment for a lamp");
        subscribed.dispose();

        assertThat(shops.until("released a lamp")).contains("gave up the payment for a lamp");
    }

    @Test
    void coroutine_thatAwaitsAMono_cancelled_disposesIt() throws Exception {
        var sold = Bobbin.start(sellByReactor("a lamp"));
        shops.until("waits for the payment for a lamp");
        sold.cancel();

        assertThat(shops.until("released a lamp")).isNotEmpty();
    }

    private Async<Integer> sellByReactor(String item) {
        return done(Async.from(inReactor.sell(item).toFuture()).await());
    }

    @Test
    void flux_asASequence_isAskedForNoMoreThanIsWanted_andCancelled() {
        AtomicLong asked = new AtomicLong();
        AtomicLong cancelled = new AtomicLong();
        Flux<Integer> flux =
                Flux.range(1, 1_000_000).doOnRequest(asked::addAndGet).doOnCancel(cancelled::incrementAndGet);

        assertThat(Bobbin.run(() -> AfterReactor.fromFlux(flux).take(3).toList()))
                .containsExactly(1, 2, 3);
        assertThat(asked).hasValue(32);
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void sequence_asAFlux_isComputedAsItIsRequested() {
        Flux<String> bargains = AfterReactor.toFlux(after.bargains(List.of("green", "corner", "old"), 100));

        assertThat(bargains.take(2).collectList().block()).containsExactly("green 12", "corner 10");
        assertThat(AfterReactor.toFlux(AsyncSeq.from(List.of(1, 2, 3)))
                        .collectList()
                        .block())
                .containsExactly(1, 2, 3);
    }
}
