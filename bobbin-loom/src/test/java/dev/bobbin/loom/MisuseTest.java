package dev.bobbin.loom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bobbin.Coroutine;
import dev.bobbin.Coroutine.Status;
import dev.bobbin.Self;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What is refused, in which words, and that all goes on after it. */
@EnabledForJreRange(min = JRE.JAVA_21)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MisuseTest {
    private static final String OUTSIDE = "this is not called by its body, on its stack";
    private static final String NOT_RUNNING = "its body does not run";

    private final AtomicReference<Self<Integer, Integer>> leaked = new AtomicReference<>();
    private final AtomicReference<Coroutine<Integer, Integer>> other = new AtomicReference<>();

    private Coroutine<Integer, Integer> leaking() {
        return Coroutine.stackful((self, first) -> {
            leaked.set(self);
            return self.yield(first) + 1;
        });
    }

    /** A coroutine that gives the message of what the code throws, in its body. */
    private static Coroutine<Integer, String> trying(ThrowingCallable code) {
        return Coroutine.stackful((self, first) -> {
            Throwable thrown = catchThrowable(code);
            assertThat(thrown).isInstanceOf(IllegalStateException.class);
            self.yield(thrown.getMessage());
            return "went on";
        });
    }

    private static void refused(ThrowingCallable code, String message) {
        assertThatThrownBy(code).isInstanceOf(IllegalStateException.class).hasMessage(message);
    }

    @Test
    void resume_ofOneThatHasReturned_isRefused() {
        Coroutine<Integer, Integer> ended = Coroutine.stackful((self, first) -> first);
        ended.resume(1);

        refused(() -> ended.resume(1), "cannot resume a coroutine that has ended");
    }

    @Test
    void resume_ofOneThatHasThrown_isRefused() {
        Coroutine<Integer, Integer> failed = Coroutine.stackful((self, first) -> 1 / first);
        assertThatThrownBy(() -> failed.resume(0)).isInstanceOf(ArithmeticException.class);

        refused(() -> failed.resume(1), "cannot resume a coroutine that has ended by an exception");
    }

    @Test
    void resume_ofOneself_isRefused() {
        AtomicReference<Coroutine<Integer, String>> itself = new AtomicReference<>();
        itself.set(trying(() -> itself.get().resume(1)));

        assertThat(itself.get().resume(0)).isEqualTo("cannot resume a coroutine that is running");
        assertThat(itself.get().resume(0)).isEqualTo("went on");
    }

    @Test
    void resume_ofTheOneThatWaitsForThis_isRefused() {
        Coroutine<Integer, String> inner = trying(() -> other.get().resume(1));
        AtomicReference<String> said = new AtomicReference<>();
        other.set(Coroutine.stackful((self, first) -> {
            said.set(inner.resume(1));
            return 1;
        }));
        other.get().resume(1);

        assertThat(said).hasValue("cannot resume a coroutine that is running");
    }

    @Test
    void resume_whileAnotherThreadRunsIt_isRefused() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Coroutine<Integer, Integer> busy = Coroutine.stackful((self, first) -> {
            inside.countDown();
            try {
                leave.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return 1;
        });
        Thread thread = new Thread(() -> busy.resume(1));
        thread.start();
        inside.await();

        refused(() -> busy.resume(1), "cannot resume a coroutine that is running");
        leave.countDown();
        thread.join();
        assertThat(busy.status()).isEqualTo(Status.DONE);
    }

    @Test
    void transfer_toOneself_isRefused() {
        AtomicReference<Coroutine<Integer, String>> itself = new AtomicReference<>();
        itself.set(Coroutine.stackful((self, first) -> {
            Throwable thrown = catchThrowable(() -> self.transfer(itself.get(), 1));
            return self.yield(thrown.getMessage()) + " went on";
        }));

        assertThat(itself.get().resume(0)).isEqualTo("cannot transfer from a coroutine to itself");
        assertThat(itself.get().resume(1)).isEqualTo("1 went on");
    }

    @Test
    void transfer_toOneThatHasEnded_isRefused() {
        Coroutine<Integer, Integer> ended = Coroutine.stackful((self, first) -> first);
        ended.resume(1);
        Coroutine<Integer, String> from = Coroutine.stackful(
                (self, first) -> catchThrowable(() -> self.transfer(ended, 1)).getMessage());

        assertThat(from.resume(0)).isEqualTo("cannot transfer to a coroutine that has ended");
    }

    @Test
    void transfer_toTheOneThatWaitsForThis_isRefused() {
        AtomicReference<String> said = new AtomicReference<>();
        Coroutine<Integer, String> inner = Coroutine.stackful((self, first) ->
                catchThrowable(() -> self.transfer(other.get(), 1)).getMessage());
        other.set(Coroutine.stackful((self, first) -> {
            said.set(inner.resume(1));
            return self.yield(1);
        }));
        other.get().resume(1);

        assertThat(said).hasValue("cannot transfer to a coroutine that is running");
        assertThat(other.get().resume(5)).isEqualTo(5);
    }

    @Test
    void yield_whileTheBodyDoesNotRun_isRefused() {
        Coroutine<Integer, Integer> suspended = leaking();
        suspended.resume(1);

        refused(() -> leaked.get().yield(1), "cannot yield outside of the coroutine: " + NOT_RUNNING);
        refused(() -> leaked.get().transfer(leaking(), 1), "cannot transfer outside of the coroutine: " + NOT_RUNNING);
        assertThat(suspended.resume(2)).isEqualTo(3);
        refused(() -> leaked.get().yield(1), "cannot yield outside of the coroutine: it has ended");
    }

    @Test
    void yield_ofTheOuterInTheInner_isRefused() {
        other.set(leaking());
        Coroutine<Integer, String> inner = trying(() -> leaked.get().yield(1));
        Coroutine<Integer, Integer> outer = Coroutine.stackful((self, first) -> {
            leaked.set(self);
            assertThat(inner.resume(1)).isEqualTo("cannot yield outside of the coroutine: " + OUTSIDE);
            return self.yield(1);
        });

        assertThat(outer.resume(0)).isEqualTo(1);
        assertThat(outer.resume(7)).isEqualTo(7);
        assertThat(inner.resume(1)).isEqualTo("went on");
    }

    @Test
    void yield_ofTheInnerInTheOuter_isRefused() {
        Coroutine<Integer, Integer> inner = leaking();
        Coroutine<Integer, String> outer = Coroutine.stackful((self, first) -> {
            inner.resume(1);
            return catchThrowable(() -> leaked.get().yield(1)).getMessage();
        });

        assertThat(outer.resume(0)).isEqualTo("cannot yield outside of the coroutine: " + NOT_RUNNING);
        assertThat(inner.resume(1)).isEqualTo(2);
    }

    @Test
    void resume_onAnAlmostFullStack_leavesItSuspendedOrEnded() throws InterruptedException {
        List<Coroutine<Integer, Integer>> all = new ArrayList<>();
        Thread small =
                new Thread(null, () -> IntStream.range(0, 50).forEach(i -> all.add(resumedAtTheEdge())), "", 1 << 18);
        small.start();
        small.join();

        assertThat(all).hasSize(50).allSatisfy(each -> {
            assertThat(each.status()).isIn(Status.SUSPENDED, Status.FAILED);
            if (!each.isDone()) {
                assertThat(each.resume(1)).isEqualTo(each.resume(1) - 1);
            }
        });
    }

    /** Resumed where there is no stack for it, one call further up each time, until that goes well or the body has failed. */
    private static Coroutine<Integer, Integer> resumedAtTheEdge() {
        Coroutine<Integer, Integer> counts = Coroutine.stackful((self, first) -> {
            for (int i = 0; ; i++) {
                self.yield(i);
            }
        });
        counts.resume(1);
        dive(counts);
        return counts;
    }

    private static boolean dive(Coroutine<Integer, Integer> counts) {
        try {
            if (dive(counts)) {
                return true;
            }
        } catch (StackOverflowError e) { // here is the edge
        }
        try {
            counts.resume(1);
        } catch (StackOverflowError e) {
            return counts.isDone();
        }
        return true;
    }

    @Test
    void nullBody_isRefused() {
        assertThatThrownBy(() -> Coroutine.stackful(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("body");
    }
}
