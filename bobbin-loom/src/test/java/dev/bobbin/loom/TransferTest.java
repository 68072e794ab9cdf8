package dev.bobbin.loom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Coroutine;
import dev.bobbin.Coroutine.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Who goes on, and who gets what, when coroutines transfer. */
@EnabledForJreRange(min = JRE.JAVA_21)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TransferTest {
    private static final int RING = 1_000;
    private static final int TRANSFERS = 1_000_000;

    private final List<String> log = new ArrayList<>();
    private final List<Coroutine<String, String>> all = new ArrayList<>();

    private Coroutine<String, String> add(Coroutine<String, String> coroutine) {
        all.add(coroutine);
        return coroutine;
    }

    @Test
    void transfer_toAnother_givesTheResumerWhatThatYields() {
        Coroutine<String, String> first = add(Coroutine.stackful((self, in) -> {
            log.add("first " + in);
            log.add("first " + self.transfer(all.get(1), "over"));
            return "first ends";
        }));
        Coroutine<String, String> second = add(Coroutine.stackful((self, in) -> {
            log.add("second " + in);
            log.add("second " + self.yield("second yields"));
            return "second ends";
        }));

        assertThat(first.resume("a")).isEqualTo("second yields");
        assertThat(first.status()).isEqualTo(Status.SUSPENDED);
        assertThat(second.status()).isEqualTo(Status.SUSPENDED);
        assertThat(second.resume("b")).isEqualTo("second ends");
        assertThat(first.resume("c")).isEqualTo("first ends");
        assertThat(log).containsExactly("first a", "second over", "second b", "first c");
    }

    @Test
    void transfer_backAndForth_bringsAValueEachTime() {
        add(Coroutine.stackful((self, in) -> {
            String s = in;
            while (s.length() < 6) {
                s = self.transfer(all.get(1), s + "a");
            }
            return s;
        }));
        add(Coroutine.stackful((self, in) -> {
            String s = in;
            while (true) {
                s = self.transfer(all.get(0), s + "b");
            }
        }));

        assertThat(all.get(0).resume("")).isEqualTo("ababab");
        assertThat(all.get(1).status()).isEqualTo(Status.SUSPENDED);
    }

    @Test
    void transfer_toOneThatThrows_throwsAtTheResumerAndLeavesTheOther() {
        IllegalArgumentException failure = new IllegalArgumentException("second");
        add(Coroutine.stackful((self, in) -> self.transfer(all.get(1), in)));
        add(Coroutine.stackful((self, in) -> {
            throw failure;
        }));

        assertThatThrownBy(() -> all.get(0).resume("x")).isSameAs(failure);
        assertThat(all.get(0).status()).isEqualTo(Status.SUSPENDED);
        assertThat(all.get(0).resume("y")).isEqualTo("y");
    }

    @Test
    void transfer_inANestedCoroutine_answersToItsOwnResumer() {
        add(Coroutine.stackful((self, in) -> self.transfer(all.get(1), in + "1")));
        add(Coroutine.stackful((self, in) -> in + "2"));
        Coroutine<String, String> outer =
                Coroutine.stackful((self, in) -> "outer " + all.get(0).resume(in));

        assertThat(outer.resume("x")).isEqualTo("outer x12");
    }

    @Test
    void millionTransfers_roundARingOfThousand_useConstantStack() throws InterruptedException {
        List<Coroutine<Integer, Integer>> ring = new ArrayList<>();
        List<Long> depths = new ArrayList<>();
        for (int i = 0; i < RING; i++) {
            int next = (i + 1) % RING;
            ring.add(Coroutine.stackful((self, first) -> {
                int left = first;
                while (left > 0) {
                    if (left > TRANSFERS - RING || left <= RING) {
                        depths.add(depth());
                    }
                    left = self.transfer(ring.get(next), left - 1);
                }
                return 42;
            }));
        }
        AtomicReference<Object> result = new AtomicReference<>();
        CoroutineTest.virtual(() -> result.set(ring.get(0).resume(TRANSFERS))).join();

        assertThat(result).hasValue(42);
        assertThat(ring.get(0).status()).isEqualTo(Status.DONE);
        assertThat(depths).hasSize(2 * RING);
        assertThat(depths.subList(1, 2 * RING)).containsOnly(depths.get(0));
    }

    private static long depth() {
        return StackWalker.getInstance().walk(frames -> frames.count());
    }
}
