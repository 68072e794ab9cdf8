package dev.bobbin.it.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.compiler.Options;
import dev.bobbin.it.Jvm;
import dev.bobbin.it.migration.Shops.NoAnswer;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The programs of docs/guide/migration/ea-async.md alone, and what it says of EA Async. */
@Timeout(60)
class EaAsyncIT {
    private final Shops shops = new Shops(2);
    private final AfterEaAsync after = new AfterEaAsync(shops);

    @Test
    void order_lineByLine_isTheSame() {
        assertThat(Bobbin.run(() -> after.order("green"))).isEqualTo("paid 12");
        assertThat(Bobbin.run(() -> after.order("old"))).isEqualTo("nothing: old does not answer");
        assertThatThrownBy(() -> Bobbin.run(() -> after.order("golden"))).isInstanceOf(Shops.TooDear.class);
    }

    @Test
    void patiently_lineByLine_isTheSame() {
        assertThat(Bobbin.run(() -> after.patiently("flaky"))).isEqualTo(8);
        assertThat(shops.happened()).hasSize(3);
        assertThatThrownBy(() -> Bobbin.run(() -> after.patiently("old"))).isInstanceOf(NoAnswer.class);
        assertThat(shops.happened()).hasSize(3);
    }

    @Test
    void instrumentation_readsClassFilesOfJava13_andNoLater() throws Exception {
        var source = Pages.source(Styles.IN_EA_ASYNC);
        Compiled of13 = Compiled.of(source, "--release", "13");
        Compiled of14 = Compiled.of(source, "--release", "14");

        assertThat(of13.byEaAsync().classes().get(Styles.IN_EA_ASYNC))
                .isNotEqualTo(of13.classes().get(Styles.IN_EA_ASYNC));
        assertThatThrownBy(of14::byEaAsync).hasMessageContaining("Unsupported class file major version");
    }

    @Test
    void class_halfMigrated_isCompiledByBoth_inEitherOrder() throws Exception {
        Compiled javacs = Compiled.of(Pages.source("HalfWay"), "--release", "11");

        assertThat(orderHalfWay(javacs.byEaAsync().byBobbin(Options.defaults())))
                .isEqualTo("paid 12");
        assertThat(orderHalfWay(javacs.byBobbin(Options.defaults()).byEaAsync()))
                .isEqualTo("paid 12");
    }

    private Object orderHalfWay(Compiled compiled) throws Exception {
        Class<?> halfWay = compiled.load("dev.bobbin.it.migration.HalfWay");
        return ((Future<?>) halfWay.getMethod("order", String.class)
                        .invoke(halfWay.getConstructor(Shops.class).newInstance(shops), "green"))
                .get();
    }

    @Test
    void call_thatWasInstrumented_returnsAtItsFirstAwait() throws Exception {
        Programs instrumented =
                (Programs) Styles.inEaAsync().getMethod("programs", Shops.class).invoke(null, shops);

        Future<Integer> sold = instrumented.sell().of("a lamp");
        assertThat(sold.isDone()).isFalse();
        shops.paid("a lamp", 7);
        assertThat(sold.get()).isEqualTo(7);
    }

    @Test
    void failure_beforeAnythingHasToWait_isThrownByTheCall_andInBobbinByTheAwait() throws Exception {
        Object instrumented = instrumented();
        Method both = method(instrumented, "both", String.class, String.class);

        assertThatThrownBy(() -> both.invoke(instrumented, "shut", "green"))
                .cause()
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(NoAnswer.class);
        Async<Integer> cold = new InBobbin(shops).both("shut", "green");
        assertThatThrownBy(() -> Bobbin.run(() -> cold)).isInstanceOf(NoAnswer.class);
    }

    @Test
    void future_ofACall_cancelled_stopsNothing_andFinallyIsNotRun() throws Exception {
        Object instrumented = instrumented();
        CompletableFuture<Integer> payment = shops.payment("a lamp");
        Future<?> sold = (Future<?>) method(instrumented, "paidOrReleased", String.class, CompletableFuture.class)
                .invoke(instrumented, "a lamp", payment);

        sold.cancel(true);
        assertThat(payment).isNotDone();
        shops.paid("a lamp", 7);
        assertThat(shops.happened()).containsExactly("waits for the payment for a lamp");
    }

    private Object instrumented() throws Exception {
        Constructor<?> constructor = Styles.inEaAsync().getDeclaredConstructor(Shops.class);
        constructor.setAccessible(true);
        return constructor.newInstance(shops);
    }

    private static Method method(Object of, String name, Class<?>... parameters) throws Exception {
        Method method = of.getClass().getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }

    /** In a JVM of its own, as what calls await() without having been instrumented attaches the agent to its JVM. */
    @Test
    void agent_cannotReadClassFilesOfJava17_andAwaitBlocks() throws Exception {
        var outcome = Jvm.ofTheTests()
                .java(List.of(
                        "-javaagent:" + Compiled.place(com.ea.async.Async.class),
                        "-cp",
                        Compiled.classPath(),
                        BlockedInEaAsync.class.getName()));

        assertThat(outcome.err()).contains("Unsupported class file major version 61");
        assertThat(outcome.out()).isEqualTo("await() blocks until it is paid: 7\n");
        assertThat(outcome.status()).isZero();
    }
}
