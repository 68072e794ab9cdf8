package dev.bobbin.it.migration;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The programs of docs/guide/migration/kotlin.md alone, and what it says of both ways. */
@Timeout(60)
class KotlinIT {
    private final Shops shops = new Shops(2);
    private final AfterKotlin after = new AfterKotlin(shops);

    @Test
    void bargains_areTheSame_andNoMoreShopsAreAsked() {
        List<String> names = List.of("green", "corner", "golden", "old");
        List<String> two = List.of("green 12", "corner 10");

        assertThat(BeforeKotlin.twoBargainsNow(shops, names, 100)).isEqualTo(two);
        assertThat(shops.happened()).containsExactly("asked green", "asked corner");
        assertThat(Bobbin.run(() -> after.twoBargains(names, 100))).isEqualTo(two);
        assertThat(shops.happened()).containsExactly("asked green", "asked corner");
    }

    @Test
    void orders_areServed_untilClosing() {
        List<String> served = List.of("paid 12", "nothing: old does not answer");

        assertThat(BeforeKotlin.openNow(shops)).isEqualTo(served);
        assertThat(Bobbin.run(() -> after.open())).isEqualTo(served);
    }

    @Test
    void takings_underALock_addUp() {
        List<String> names = List.of("green", "corner", "green", "corner");

        assertThat(BeforeKotlin.takingsNow(shops, names)).isEqualTo(44);
        assertThat(Bobbin.run(() -> after.takings(names))).isEqualTo(44);
    }

    @Test
    void cleanUp_suspends_inNonCancellable_andInBobbinAsItIs() throws Exception {
        var keptBefore = BeforeKotlin.keeping(shops, "a lamp");
        assertThat(shops.next()).isEqualTo("reserved a lamp");
        keptBefore.cancel(true);
        assertThat(shops.next()).isEqualTo("released a lamp");

        var careless = BeforeKotlin.keepingCarelessly(shops, "a chair");
        assertThat(shops.next()).isEqualTo("reserved a chair");
        careless.cancel(true);
        assertThat(shops.next()).isEqualTo("reserved a chair for ever");

        var keptAfter = Bobbin.start(after.keep("a table"));
        assertThat(shops.next()).isEqualTo("reserved a table");
        keptAfter.cancel();
        assertThat(shops.next()).isEqualTo("released a table");
    }

    @Test
    void bothWays_giveTheSame() {
        assertThat(BeforeKotlin.orderByBobbinNow(shops, "green")).isEqualTo("paid 12");
        assertThat(Bobbin.run(() -> after.orderByKotlin("green"))).isEqualTo("paid 12");
        assertThatThrownBy(() -> BeforeKotlin.orderByBobbinNow(shops, "golden")).isInstanceOf(Shops.TooDear.class);
        assertThatThrownBy(() -> Bobbin.run(() -> after.orderByKotlin("golden")))
                .isInstanceOf(Shops.TooDear.class);
    }

    @Test
    void coroutineOfKotlin_cancelled_cancelsThatOfBobbin() throws Exception {
        var sold = BeforeKotlin.selling(shops, "a lamp");
        shops.until("waits for the payment for a lamp");
        sold.cancel(true);

        assertThat(shops.until("released a lamp")).contains("gave up the payment for a lamp");
    }

    @Test
    void coroutineOfBobbin_cancelled_cancelsThatOfKotlin() throws Exception {
        var waits = Bobbin.start(keptByKotlin("a lamp"));
        assertThat(shops.next()).isEqualTo("reserved a lamp");
        waits.cancel();

        assertThatThrownBy(() -> Bobbin.run(() -> waits)).isInstanceOf(CancellationException.class);
        assertThat(shops.next()).isEqualTo("released a lamp");
    }

    private Async<Void> keptByKotlin(String item) {
        Async.from(BeforeKotlin.keeping(shops, item)).await();
        return done();
    }

    @Test
    void timeLimit_isAFailure_notACancellation() {
        assertThatThrownBy(() ->
                        Bobbin.run(() -> new InBobbin(shops).price("silent").timeout(Duration.ofMillis(20))))
                .isInstanceOf(TimeoutException.class)
                .isNotInstanceOf(CancellationException.class);
    }
}
