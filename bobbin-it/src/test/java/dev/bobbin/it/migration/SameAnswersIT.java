package dev.bobbin.it.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.it.migration.Shops.NoAnswer;
import dev.bobbin.it.migration.Shops.TooDear;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs that every page shows before and after: the answers are the same in every style, failures and cancellations too. */
@Timeout(60)
@ParameterizedClass(name = "{0}")
@MethodSource("styles")
class SameAnswersIT {
    private static final Duration AMPLE = Duration.ofSeconds(50);

    private final Shops shops = new Shops(2);
    private final Programs programs;

    SameAnswersIT(Function<Shops, Programs> style) {
        programs = style.apply(shops);
    }

    static List<Named<Function<Shops, Programs>>> styles() throws Exception {
        return Styles.all();
    }

    @Test
    void order_ofAShopThatAnswers_isPaid() throws Exception {
        assertThat(programs.order().of("green").get()).isEqualTo("paid 12");
    }

    @Test
    void order_ofAShopThatDoesNot_isNoFailure() throws Exception {
        assertThat(programs.order().of("old").get()).isEqualTo("nothing: old does not answer");
    }

    @Test
    void order_thatFailsOtherwise_fails() {
        assertThat(failure(programs.order().of("golden")))
                .isInstanceOf(TooDear.class)
                .hasMessage("nobody can pay 1000");
    }

    @Test
    void both_areAskedSideBySide() throws Exception {
        assertThat(programs.both().of("stall 3", "stall 4").get()).isEqualTo(7);
    }

    @Test
    void both_ifOneFails_fails() {
        assertThat(failure(programs.both().of("green", "old"))).isInstanceOf(NoAnswer.class);
    }

    @Test
    void cheapest_inTime_isTheLeast() throws Exception {
        assertThat(programs.cheapest()
                        .of(List.of("green", "corner", "golden"), AMPLE)
                        .get())
                .isEqualTo(10);
    }

    @Test
    void cheapest_ifOneFails_fails() {
        assertThat(failure(programs.cheapest().of(List.of("green", "old"), AMPLE)))
                .isInstanceOf(NoAnswer.class);
    }

    @Test
    void cheapest_pastItsLimit_failsAndAsksNoLonger() throws Exception {
        Future<Integer> cheapest = programs.cheapest().of(List.of("green", "silent"), Duration.ofMillis(20));

        assertThat(failure(cheapest)).isInstanceOf(TimeoutException.class);
        assertThat(shops.happened().stream()
                        .filter(event -> event.endsWith("silent"))
                        .toList())
                .isIn(List.of(), List.of("asked silent", "gave up silent")); // none if the limit had passed before
    }

    @Test
    void patiently_succeedsInTheEnd() throws Exception {
        assertThat(programs.patiently().of("flaky").get()).isEqualTo(8);
        assertThat(shops.happened()).containsExactly("asked flaky", "asked flaky", "asked flaky");
    }

    @Test
    void patiently_notForEver() {
        assertThat(failure(programs.patiently().of("old"))).isInstanceOf(NoAnswer.class);
        assertThat(shops.happened()).containsExactly("asked old", "asked old", "asked old");
    }

    @Test
    void prices_areInOrder_soManyAtATime() throws Exception {
        List<String> stalls = List.of("stall 6", "stall 5", "stall 4", "stall 3", "stall 2", "stall 1");

        assertThat(programs.prices().of(stalls, 2).get()).containsExactly(6, 5, 4, 3, 2, 1);
        assertThat(shops.mostAtOnce()).isEqualTo(2);
    }

    @Test
    void prices_ifOneFails_fail() {
        assertThat(failure(programs.prices().of(List.of("green", "old", "corner"), 2)))
                .isInstanceOf(NoAnswer.class);
    }

    @Test
    void sell_paid_releases() throws Exception {
        Future<Integer> sold = programs.sell().of("a lamp");
        shops.until("waits for the payment for a lamp");
        shops.paid("a lamp", 7);

        assertThat(sold.get()).isEqualTo(7);
        assertThat(shops.next()).isEqualTo("released a lamp");
    }

    @Test
    void sell_givenUp_releasesToo_andWaitsNoLonger() throws Exception {
        Future<Integer> sold = programs.sell().of("a lamp");
        assertThat(shops.next()).isEqualTo("reserved a lamp");
        assertThat(shops.next()).isEqualTo("waits for the payment for a lamp");
        sold.cancel(true);

        assertThatThrownBy(sold::get).isInstanceOf(CancellationException.class);
        assertThat(List.of(shops.next(), shops.next()))
                .containsExactlyInAnyOrder("gave up the payment for a lamp", "released a lamp");
    }

    private static Throwable failure(Future<?> future) {
        try {
            throw new AssertionError("succeeded: " + future.get());
        } catch (ExecutionException e) {
            return e.getCause() instanceof ExecutionException wrapped
                    ? wrapped.getCause()
                    : e.getCause(); // one for each get()
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
