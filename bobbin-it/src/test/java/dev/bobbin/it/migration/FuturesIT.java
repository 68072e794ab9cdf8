package dev.bobbin.it.migration;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Local;
import dev.bobbin.it.migration.Shops.NoAnswer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What docs/guide/migration/completable-future.md says of the differences, and of both ways. */
@Timeout(60)
class FuturesIT {
    private final Shops shops = new Shops(2);
    private final InBobbin bobbin = new InBobbin(shops);
    private final AfterFutures after = new AfterFutures(shops);

    @Test
    void call_ofACoroutine_startsNothing_andOfAMethodWithoutAwait_does() {
        Async<Integer> cold = bobbin.price("green");
        assertThat(shops.happened()).isEmpty();
        Async<Integer> hot = after.price("corner");
        assertThat(shops.happened()).containsExactly("asked corner");

        assertThat(Bobbin.run(() -> cold) + Bobbin.run(() -> hot)).isEqualTo(22);
        assertThat(shops.happened()).containsExactly("asked green");
    }

    @Test
    void coroutine_awaitedTwice_isAnError_andATaskIsNot() {
        assertThatThrownBy(() -> Bobbin.run(() -> {
                    Async<Integer> price = bobbin.price("green");
                    return done(price.await() + price.await());
                }))
                .isInstanceOf(IllegalStateException.class);
        var task = Bobbin.start(bobbin.price("green"));
        assertThat(Bobbin.run(() -> done(task.await() + task.await()))).isEqualTo(24);
    }

    @Test
    void allOf_waitsForTheOthers_whenOneHasFailed_andAllDoesNot() throws Exception {
        CompletableFuture<Integer> old = shops.price("old");
        CompletableFuture<Integer> silent = shops.price("silent");
        CompletableFuture<Void> both = CompletableFuture.allOf(old, silent);
        assertThatThrownBy(old::join).hasCauseInstanceOf(NoAnswer.class);
        assertThat(both).isNotDone();
        assertThat(shops.happened()).containsExactly("asked old", "asked silent");

        var all = Bobbin.start(Async.all(List.of(bobbin.sell("a lamp"), bobbin.price("silent"))));
        bothAsked();
        shops.notPaid("a lamp");
        assertThatThrownBy(() -> Bobbin.run(() -> all)).isInstanceOf(NoAnswer.class);
        assertThat(shops.happened()).containsExactlyInAnyOrder("released a lamp", "gave up silent");
    }

    private void bothAsked() throws Exception {
        Set<String> asked = new HashSet<>();
        while (!asked.containsAll(Set.of("waits for the payment for a lamp", "asked silent"))) {
            asked.add(shops.next());
        }
    }

    @Test
    void cancel_ofADependentStage_stopsNothing_andItsActionIsNotRun() {
        AtomicBoolean cleanedUp = new AtomicBoolean();
        CompletableFuture<Integer> payment = shops.payment("a lamp");
        CompletableFuture<Integer> sold = payment.whenComplete((price, failure) -> cleanedUp.set(true));

        sold.cancel(true);
        assertThat(payment).isNotDone();
        payment.cancel(true);
        assertThat(cleanedUp).isFalse();
    }

    @Test
    void race_cancelsTheOthers_anyOfDoesNot() throws Exception {
        CompletableFuture<Integer> silent = shops.price("silent");
        assertThat(CompletableFuture.anyOf(shops.price("green"), silent).join()).isEqualTo(12);
        assertThat(silent).isNotDone();

        shops.happened();
        var race = Bobbin.start(Async.race(List.of(bobbin.sell("a lamp"), bobbin.price("silent"))));
        bothAsked();
        shops.paid("a lamp", 7);
        assertThat(Bobbin.run(() -> race)).isEqualTo(7);
        assertThat(shops.happened()).containsExactlyInAnyOrder("released a lamp", "gave up silent");
    }

    @Test
    void any_passesOverFailures_raceAndAnyOfDoNot() {
        CompletableFuture<Integer> old = shops.price("old");
        assertThatThrownBy(old::join).isInstanceOf(CompletionException.class);
        assertThatThrownBy(() ->
                        CompletableFuture.anyOf(old, shops.price("silent")).join())
                .hasCauseInstanceOf(NoAnswer.class);
        assertThatThrownBy(() -> Bobbin.run(() -> Async.race(List.of(bobbin.price("old"), bobbin.price("silent")))))
                .isInstanceOf(NoAnswer.class);

        assertThat(Bobbin.run(() -> Async.any(List.of(bobbin.price("old"), bobbin.price("green")))))
                .isEqualTo(12);
    }

    @Test
    void bothWays_giveTheSame() {
        assertThat(after.order("green").join()).isEqualTo("paid 12");
        assertThat(Bobbin.run(() -> after.orderTwice("green"))).isEqualTo("paid 12, paid 12");
        assertThatThrownBy(() -> after.order("golden").join()).hasCauseInstanceOf(Shops.TooDear.class);
    }

    @Test
    void future_ofATask_cancelled_cancelsTheTask_andWhatItWaitsFor() throws Exception {
        CompletableFuture<Integer> sold = bobbin.sell("a lamp").toFuture();
        shops.until("waits for the payment for a lamp");
        sold.cancel(true);

        assertThatThrownBy(sold::join).isInstanceOf(CancellationException.class);
        assertThat(shops.until("released a lamp")).contains("gave up the payment for a lamp");
    }

    /** One that goes through a future is a task of its own. */
    @Test
    void local_isNotSeen_throughAFuture() {
        Local<String> user = Local.of();
        Supplier<Async<String>> asks = () -> name(user);

        assertThat(Bobbin.run(() -> user.where("Ada", () -> asks.get()))).isEqualTo("Ada");
        assertThat(Bobbin.run(
                        () -> user.where("Ada", () -> Async.from(asks.get().toFuture()))))
                .isEqualTo("nobody");
    }

    private static Async<String> name(Local<String> user) {
        Bobbin.yieldNow().await();
        return done(user.orElse("nobody"));
    }

    @Test
    void coroutine_goesOnOnAWorker_notOnTheThreadThatCompletes() throws Exception {
        CompletableFuture<String> onWhich = new CompletableFuture<>();
        CompletableFuture<Integer> payment = shops.payment("a lamp");
        var task = Bobbin.start(goesOn(payment, onWhich));
        Thread payer = new Thread(() -> shops.paid("a lamp", 7), "payer");
        payer.start();

        assertThat(onWhich.join()).startsWith("bobbin-worker");
        assertThat(Bobbin.run(() -> task)).isEqualTo(7);
        payer.join();
    }

    private static Async<Integer> goesOn(CompletableFuture<Integer> payment, CompletableFuture<String> onWhich) {
        int price = Async.from(payment).await();
        onWhich.complete(Thread.currentThread().getName());
        return done(price);
    }
}
