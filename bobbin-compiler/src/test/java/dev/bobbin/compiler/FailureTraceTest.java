package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bobbin.Cancelled;
import dev.bobbin.ClosedChannelException;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The stack trace of a failure names the suspended calls that it came through, after those that the JVM saw; the program is
 * src/test/resources/waits.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FailureTraceTest {
    private static final String TASK = Task.class.getName();

    private static Throwable failureOf(Waits waits, Task<?> task) {
        return catchThrowable(() -> waits.scheduler().run(() -> task));
    }

    /** The elements that were added, which stand together. */
    private static List<String> added(Throwable t) {
        List<StackTraceElement> trace = List.of(t.getStackTrace());
        int from = 0;
        while (from < trace.size() && !isAdded(trace.get(from))) {
            from++;
        }
        if (from == trace.size()) { // one without them may have the task anywhere
            return List.of();
        }
        int to = from;
        while (to < trace.size() && isAdded(trace.get(to))) {
            to++;
        }
        while (to < trace.size() && "awaited by".equals(trace.get(to).getClassLoaderName())) {
            to++;
        }
        assertThat(trace.subList(to, trace.size())).noneMatch(FailureTraceTest::isAdded);
        assertThat(trace.subList(to, trace.size()).stream()
                        .takeWhile(e -> !e.getClassName().equals(Scheduler.class.getName())))
                .noneMatch(e -> e.getClassName().startsWith("waits."));
        assertThat(trace.subList(0, from))
                .noneMatch(e -> e.getClassName().equals(TASK)
                        && !List.of("start", "nest").contains(e.getMethodName()));
        return Waits.names(trace.subList(from, to).stream()
                .filter(FailureTraceTest::isAdded)
                .toList());
    }

    private static boolean isAdded(StackTraceElement e) {
        return "await".equals(e.getClassLoaderName());
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void failure_thrownAfterASuspension_namesItsSuspendedCallers(Options form) {
        // given
        Waits waits = Waits.in(form);
        waits.throwing(null);
        Task<?> task = waits.start("hosted");
        waits.throwing(new Thrower().exception());

        // when
        waits.open();

        // then
        Throwable failure = failureOf(waits, task);
        assertThat(added(failure)).containsExactly("middle", "hosted");
        assertThat(List.of(failure.getStackTrace()))
                .extracting(StackTraceElement::toString)
                .contains("await//waits.Waits.middle(Waits.java:" + lineOf(failure, "middle") + ")");
        waits.throwing(null);
    }

    /** Its exceptions have no element of the task: what is added comes last. */
    private static final class Thrower {
        IllegalStateException exception() {
            return new IllegalStateException("thrown");
        }
    }

    private static int lineOf(Throwable failure, String method) {
        return Arrays.stream(failure.getStackTrace())
                .filter(e -> isAdded(e) && e.getMethodName().equals(method))
                .findFirst()
                .orElseThrow()
                .getLineNumber();
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void failure_madeByTheResumedCall_hasTheOthersBetweenItAndTheTask(Options form) {
        // given
        Waits waits = Waits.in(form);
        Task<?> task = waits.start("divides");

        // when
        waits.open();

        // then
        Throwable failure = failureOf(waits, task);
        assertThat(failure).isInstanceOf(ArithmeticException.class);
        assertThat(failure.getStackTrace()[0].getMethodName()).startsWith("divider");
        assertThat(added(failure)).containsExactly("divides further", "divides");
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void failure_ofASource_namesAllSuspendedCalls(Options form) {
        // given
        Waits waits = Waits.in(form);
        Task<?> stored = waits.start("stored");
        waits.fail(new IllegalStateException("source"));
        Task<?> recursion = waits.start("recursion");
        waits.fail(new IllegalStateException("source"));

        // when, then
        assertThat(added(failureOf(waits, stored))).containsExactly("leaf", "middle", "stored again", "stored");
        assertThat(added(failureOf(waits, recursion))).containsExactly("bottom", "down", "down", "down", "recursion");
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void failure_acrossModels_namesAllSuspendedCalls(Options form) {
        for (Options other : Options.forms()) {
            // given
            Waits waits = Waits.in(form, other);
            Task<?> elsewhere = waits.start("elsewhere");
            waits.fail(new IllegalStateException("source"));
            Task<?> calledBack = waits.start("calledBack");
            waits.fail(new IllegalStateException("source"));

            // when, then
            assertThat(added(failureOf(waits, elsewhere)))
                    .as("%s", other)
                    .containsExactly("leaf", "callee", "elsewhere");
            assertThat(added(failureOf(waits, calledBack)))
                    .as("%s", other)
                    .containsExactly("leaf", "middle", "caller", "called back");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void failure_ofAClosedChannel_namesWhoWaited(Options form) {
        // given
        Waits waits = Waits.in(form);
        Task<?> task = waits.start("channel");

        // when
        waits.open();

        // then
        Throwable failure = failureOf(waits, task);
        assertThat(failure).isInstanceOf(ClosedChannelException.class);
        assertThat(added(failure)).containsExactly("receiver", "channel");
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void failure_ofAnAwaitedTask_namesTheCallsOfThatTask(Options form) {
        // given
        Waits waits = Waits.in(form);
        Task<?> task = waits.start("joins");

        // when
        waits.fail(new IllegalStateException("source"));

        // then
        Throwable failure = failureOf(waits, task);
        assertThat(failure).isSameAs(failureOf(waits, waits.other()));
        assertThat(added(failure)).containsExactly("leaf", "middle", "hosted");
        assertThat(awaitedBy(failure)).containsExactly("joined", "joins");
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void failure_ofAChild_namesThoseWhoAwaitItToo(Options form) {
        // given
        Waits waits = Waits.in(form);
        Task<?> task = waits.start("family");

        // when
        waits.fail(new IllegalStateException("source"));

        // then
        Throwable failure = failureOf(waits, task);
        assertThat(added(failure)).containsExactly("leaf", "middle", "hosted");
        assertThat(awaitedBy(failure)).containsExactly("joined", "parent", "grandparent");
    }

    private static List<String> awaitedBy(Throwable t) {
        return Waits.names(Arrays.stream(t.getStackTrace())
                .filter(e -> "awaited by".equals(e.getClassLoaderName()))
                .toList());
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void failure_ofATailCallThatStarts_namesWhoWaitsForItsResult(Options form) {
        // given
        Waits waits = Waits.in(form);
        Task<?> task = waits.start("failsInATail");
        waits.throwing(new IllegalStateException("thrown"));

        // when
        waits.open();

        // then
        assertThat(added(failureOf(waits, task))).containsExactly("fails in a tail further", "fails in a tail");
        waits.throwing(null);
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void failure_caughtAndRethrown_keepsItsTraceAndTheWrapperNamesItsOwn(Options form) {
        // given
        Waits waits = Waits.in(form);
        IllegalArgumentException rethrown = new IllegalArgumentException("rethrown");
        IllegalStateException wrapped = new IllegalStateException("wrapped");

        // when
        Task<?> first = waits.start("rethrows");
        waits.fail(rethrown);
        Task<?> second = waits.start("rethrows");
        waits.fail(wrapped);

        // then
        assertThat(failureOf(waits, first)).isSameAs(rethrown);
        assertThat(added(rethrown)).containsExactly("leaf", "middle", "caught", "rethrows");
        Throwable wrapper = failureOf(waits, second);
        assertThat(wrapper).isInstanceOf(UnsupportedOperationException.class).hasCause(wrapped);
        assertThat(added(wrapped)).containsExactly("leaf", "middle", "caught", "rethrows");
        assertThat(added(wrapper)).containsExactly("rethrows");
        assertThat(rethrown).hasNoCause();
        assertThat(rethrown.getSuppressed()).isEmpty();
        assertThat(wrapped.getSuppressed()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void failure_thrownAgainAndAgain_isCompletedOnce(Options form) {
        // given
        Waits waits = Waits.in(form);
        IllegalStateException failure = new IllegalStateException("shared");
        Task<?> task = waits.start("again");

        // when
        waits.fail(failure);
        StackTraceElement[] once = failure.getStackTrace();
        for (int n = 1; n < 5; n++) {
            waits.fail(failure);
        }

        // then
        assertThat(waits.scheduler().<Object>run(() -> cast(task))).isEqualTo(5);
        assertThat(added(failure)).containsExactly("leaf", "middle", "again");
        assertThat(failure.getStackTrace()).isEqualTo(once);
    }

    @SuppressWarnings("unchecked")
    private static Task<Object> cast(Task<?> task) {
        return (Task<Object>) task;
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void failure_whoseStackTraceCannotBeCompleted_keepsIt(Options form) {
        // given
        Waits waits = Waits.in(form);
        RuntimeException unwritable = new RuntimeException("unwritable", null, false, false) {};
        RuntimeException empty = new IllegalStateException("empty");
        empty.setStackTrace(new StackTraceElement[0]);
        RuntimeException hostile = new IllegalStateException("hostile") {
            @Override
            public void setStackTrace(StackTraceElement[] trace) {
                throw new UnsupportedOperationException();
            }
        };

        RuntimeException exhausting = new IllegalStateException("exhausting") {
            @Override
            public StackTraceElement[] getStackTrace() {
                if (StackWalker.getInstance()
                        .walk(s -> s.anyMatch(frame -> frame.getClassName().equals(TASK)))) {
                    throw new StackOverflowError();
                }
                return super.getStackTrace();
            }
        };

        for (RuntimeException failure : List.of(unwritable, empty, hostile, exhausting)) {
            // when
            Task<?> task = waits.start("hosted");
            waits.fail(failure);

            // then
            assertThat(failureOf(waits, task)).isSameAs(failure);
            assertThat(added(failure)).isEmpty();
        }
        assertThat(unwritable.getStackTrace()).isEmpty();
        assertThat(empty.getStackTrace()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void cancellation_ofATask_isLeftAsItIs(Options form) {
        // given
        Waits waits = Waits.in(form);
        Task<?> task = waits.start("cancelled");

        // when
        task.cancel();
        waits.settle();

        // then
        assertThat(waits.caught()).isInstanceOf(Cancelled.class);
        assertThat(added(waits.caught())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void failure_beforeAnySuspension_isLeftAsItIs(Options form) {
        // given
        Waits waits = Waits.in(form);
        IllegalStateException failure = new IllegalStateException("at once");
        StackTraceElement[] before = failure.getStackTrace();
        waits.throwing(failure);

        // when
        Task<?> task = waits.start("atOnce");

        // then
        assertThat(failureOf(waits, task)).isSameAs(failure);
        assertThat(failure.getStackTrace()).isEqualTo(before);
        waits.throwing(null);
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void failure_ofTwoTasksAtATime_isCompletedByOne(Options form) throws Exception {
        // given
        Waits[] waits = {Waits.in(form), Waits.in(form)};
        for (int round = 0; round < 200; round++) {
            IllegalStateException failure = new IllegalStateException("shared");
            CyclicBarrier begin = new CyclicBarrier(2);
            List<FutureTask<Throwable>> failed = new ArrayList<>();

            // when
            for (Waits w : waits) {
                Task<?> task = w.start("hosted");
                FutureTask<Throwable> failing = new FutureTask<>(() -> {
                    begin.await();
                    w.fail(failure);
                    return failureOf(w, task);
                });
                failed.add(failing);
                new Thread(failing).start();
            }

            // then
            for (FutureTask<Throwable> f : failed) {
                assertThat(f.get()).isSameAs(failure);
            }
            assertThat(added(failure)).containsExactly("leaf", "middle", "hosted");
        }
    }

    @Test
    void property_ofTheProgram_turnsItOff() throws Exception {
        for (String value : new String[] {"true", "false"}) {
            // given
            ClassLoader loader = Waits.withItsOwnCore();
            String property = "dev.bobbin.await-chain";
            System.setProperty(property, value);
            try {
                Class.forName("dev.bobbin.AwaitChain", true, loader);
            } finally {
                System.clearProperty(property);
            }

            // when
            Throwable failure = (Throwable) Class.forName("waits.Waits", true, loader)
                    .getMethod("failure")
                    .invoke(null);

            // then
            assertThat(failure).hasMessage("after a suspension");
            assertThat(added(failure)).isEqualTo(value.equals("true") ? List.of("failure") : List.of());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void failure_ofTheOutermostCall_isLeftAsItIs(Options form) {
        // given
        Waits waits = Waits.in(form);
        Task<?> task = waits.start("alone");

        // when
        waits.open();

        // then
        Throwable failure = failureOf(waits, task);
        assertThat(failure).isInstanceOf(ArithmeticException.class);
        assertThat(added(failure)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void failure_inADeepRecursion_namesAsManyCallsAsAStackTraceHas(Options form) {
        // given
        Waits waits = Waits.in(form);
        IllegalStateException failure = new IllegalStateException("deep");

        // when
        LargeStack.run(() -> {
            waits.start("deep");
            waits.fail(failure);
            return null;
        });

        // then
        List<String> added = added(failure);
        assertThat(added).hasSize(1_025);
        assertThat(added.subList(0, 3)).containsExactly("bottom", "down", "down");
        assertThat(added.get(1_024)).isEqualTo("await//...(after 1024 calls)");
    }
}
