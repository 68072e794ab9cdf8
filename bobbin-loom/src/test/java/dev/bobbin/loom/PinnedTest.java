package dev.bobbin.loom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bobbin.Bobbin;
import dev.bobbin.Bridge;
import dev.bobbin.Coroutine;
import dev.bobbin.Coroutine.Status;
import dev.bobbin.Self;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Yields where the VM cannot take the stack away. */
@EnabledForJreRange(min = JRE.JAVA_21)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PinnedTest {
    /** Before JDK 24 more follows, since it may also be a monitor. */
    private static final String UNDER_NATIVE =
            "cannot suspend a coroutine under a native method or a class initialiser";

    private static Self<Integer, String> self;
    private static Coroutine<Integer, String> next;

    private static class Yielding {
        static final String SAID = String.valueOf(caught(() -> self.yield("initialising")));
    }

    private static class Transferring {
        static final String SAID = String.valueOf(caught(() -> self.transfer(next, 1)));
    }

    private static class HandingOver {
        static final String SAID = String.valueOf(caught(() -> self.transfer(next, 1)));
    }

    private static class Awaiting {
        static final String SAID = caught(() -> Bobbin.yieldNow().await());
    }

    private static class Receiving {
        static final CompletableFuture<Thread> RECEIVER = new CompletableFuture<>();
        static final LinkedBlockingQueue<String> LETTERS = new LinkedBlockingQueue<>();

        private static class Initialiser {
            static final String LETTER = received();
        }

        private static String received() {
            RECEIVER.complete(Thread.currentThread());
            try {
                return LETTERS.take();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static class Waiting {
        static final int BROUGHT = self.yield("initialising");
    }

    private static String caught(Runnable code) {
        Throwable thrown = catchThrowable(code::run);
        return thrown instanceof IllegalStateException ? thrown.getMessage() : "no";
    }

    private static Coroutine<Integer, String> of(Supplier<String> code) {
        return Coroutine.stackful((s, first) -> {
            self = s;
            return s.yield(code.get()) + " and on";
        });
    }

    @Test
    @Tag("continuation")
    @Tag("carried")
    void yield_inAClassInitialiser_isRefusedAndTheCoroutineGoesOn() {
        Coroutine<Integer, String> coroutine = of(() -> Yielding.SAID);

        assertThat(coroutine.resume(0)).startsWith(UNDER_NATIVE);
        assertThat(coroutine.resume(5)).isEqualTo("5 and on");
    }

    @Test
    @Tag("continuation")
    @Tag("carried")
    void transfer_inAClassInitialiser_isRefusedAndTheOtherStaysAsItWas() {
        next = Coroutine.stackful((s, first) -> "next " + first);
        Coroutine<Integer, String> coroutine = of(() -> Transferring.SAID);

        assertThat(coroutine.resume(0)).startsWith(UNDER_NATIVE);
        assertThat(next.status()).isEqualTo(Status.NEW);
        assertThat(next.resume(3)).isEqualTo("next 3");
        assertThat(coroutine.resume(5)).isEqualTo("5 and on");
    }

    @Test
    @Tag("continuation")
    void transfer_inAClassInitialiser_leavesTheOtherToAnyThread() throws Exception {
        // given
        next = Coroutine.stackful((s, first) -> "next " + first);
        Coroutine<Integer, String> coroutine = of(() -> HandingOver.SAID);
        assertThat(coroutine.resume(0)).startsWith(UNDER_NATIVE);

        // when
        AtomicReference<Object> outcome = new AtomicReference<>();
        Thread other = new Thread(() -> outcome.set(resultOrFailure(next)));
        other.start();
        other.join();

        // then
        assertThat(outcome).hasValue("next 3");
    }

    private static Object resultOrFailure(Coroutine<Integer, String> coroutine) {
        try {
            return coroutine.resume(3);
        } catch (Throwable t) {
            return t;
        }
    }

    @Test
    void wait_inAClassInitialiserOnAVirtualThread_waitsThere() throws Exception {
        // given
        AtomicReference<Object> outcome = new AtomicReference<>();
        Coroutine<Integer, String> coroutine = Coroutine.stackful((s, first) -> Receiving.Initialiser.LETTER);
        Thread resumer = CoroutineTest.virtual(() -> outcome.set(resultOrFailure(coroutine)));
        Thread receiver = Receiving.RECEIVER.get();
        while (receiver.getState() != Thread.State.WAITING && resumer.isAlive()) {
            Thread.onSpinWait();
        }

        // when
        Receiving.LETTERS.put("letter");
        resumer.join();

        // then
        assertThat(outcome).hasValue("letter");
    }

    @Test
    @Tag("continuation")
    void await_inAClassInitialiserInACoroutineOnABridge_isRefusedAndTheTaskGoesOn() {
        AtomicReference<String> said = new AtomicReference<>();

        assertThat(Bobbin.<Integer>run(() -> Bridge.run(() -> {
                    Coroutine<Integer, Integer> inner = Coroutine.stackful((s, first) -> {
                        said.set(Awaiting.SAID);
                        return first + 1;
                    });
                    int sum = inner.resume(7);
                    Thread.yield();
                    return sum;
                })))
                .isEqualTo(8);
        assertThat(said.get()).startsWith(UNDER_NATIVE);
    }

    @Test
    @Tag("continuation")
    @EnabledForJreRange(min = JRE.JAVA_21, max = JRE.JAVA_23)
    void yield_insideSynchronized_isRefusedAndTheCoroutineGoesOn() {
        Coroutine<Integer, String> coroutine = of(() -> {
            synchronized (this) {
                return caught(() -> self.yield("locked"));
            }
        });

        assertThat(coroutine.resume(0))
                .isEqualTo("cannot suspend a coroutine under a native method or a class initialiser, or inside"
                        + " synchronized before JDK 24: use a java.util.concurrent lock");
        assertThat(coroutine.resume(5)).isEqualTo("5 and on");
    }

    @Test
    @Tag("threads")
    void yield_inAClassInitialiserOnAThread_waitsThere() {
        List<String> seen = new ArrayList<>();
        Coroutine<Integer, String> coroutine = of(() -> "brought " + Waiting.BROUGHT);
        seen.add(coroutine.resume(0));
        seen.add(coroutine.resume(7));
        seen.add(coroutine.resume(8));

        assertThat(seen).containsExactly("initialising", "brought 7", "8 and on");
    }
}
