package dev.bobbin.it.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.it.migration.Shops.NoAnswer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The programs of docs/guide/migration/virtual-threads.md alone, and what it says of both ways; before JDK 21 those of Bobbin. */
@Timeout(60)
class VirtualThreadsIT {
    private static final String BEFORE = "dev.bobbin.it.migration.BeforeVirtualThreads";

    private final Shops shops = new Shops(2);
    private final InBobbin bobbin = new InBobbin(shops);
    private final AfterVirtualThreads after = new AfterVirtualThreads(shops);

    @Test
    void before_isCompiled_whereThereAreVirtualThreads() throws Exception {
        for (String name : List.of(Styles.IN_VIRTUAL_THREADS, BEFORE)) {
            if (Styles.VIRTUAL_THREADS) {
                assertThat(Compiled.of(Pages.source(name)).classes()).containsKey(name);
            } else {
                assertThatThrownBy(() -> Compiled.of(Pages.source(name)))
                        .hasMessageContaining("newVirtualThreadPerTaskExecutor");
            }
        }
    }

    @Test
    void takings_underALock_addUp() throws Exception {
        List<String> names = List.of("green", "corner", "green", "corner");

        assertThat(Bobbin.run(() -> after.takings(names))).isEqualTo(44);
        if (Styles.VIRTUAL_THREADS) {
            Class<?> before = load(BEFORE);
            assertThat(before.getMethod("takings", List.class)
                            .invoke(before.getConstructor(Shops.class).newInstance(shops), names))
                    .isEqualTo(44);
        }
    }

    @Test
    void threadLocal_andLocal_areSeenInsideOnly() throws Exception {
        assertThat(Bobbin.run(() -> after.greetings())).isEqualTo("hello Ada, hello stranger");
        if (Styles.VIRTUAL_THREADS) {
            Class<?> before = load(BEFORE);
            assertThat(before.getMethod("greetings")
                            .invoke(before.getConstructor(Shops.class).newInstance(shops)))
                    .isEqualTo("hello Ada, hello stranger");
        }
    }

    @Test
    void await_inPlainCode_onAVirtualThread_parksIt_onAnotherItExplains() throws Exception {
        if (Styles.VIRTUAL_THREADS) {
            assertThat(load(BEFORE).getMethod("await", Async.class).invoke(null, bobbin.order("green")))
                    .isEqualTo("paid 12");
        }
        assertThatThrownBy(() -> plainCode(bobbin.order("green")).call())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Bridge.run");
    }

    @Test
    void await_inPlainCode_underABridge_isAPartOfTheTask() throws Exception {
        Callable<String> code = plainCode(bobbin.order("green"));

        assertThat(Bobbin.run(() -> after.bridged(code))).isEqualTo("the order: paid 12");
    }

    @Test
    void blockingCall_givesTheSame_failuresToo() {
        assertThat(Bobbin.run(() -> after.price("green"))).isEqualTo(12);
        assertThatThrownBy(() -> Bobbin.run(() -> after.price("old"))).isInstanceOf(NoAnswer.class);
    }

    @Test
    void blockingCall_cancelled_isInterrupted() throws Exception {
        var sold = Bobbin.start(after.sell("a lamp"));
        shops.until("waits for the payment for a lamp");
        sold.cancel();

        assertThatThrownBy(() -> Bobbin.run(() -> sold)).isInstanceOf(CancellationException.class);
        assertThat(shops.happened()).containsExactly("gave up the payment for a lamp", "released a lamp");
    }

    @SuppressWarnings("unchecked")
    private static Callable<String> plainCode(Async<String> order) throws Exception {
        return (Callable<String>) load("dev.bobbin.it.migration.PlainCode")
                .getConstructor(Async.class)
                .newInstance(order);
    }

    private static Class<?> load(String name) throws Exception {
        return Compiled.of(Pages.source(name)).load(name);
    }
}
