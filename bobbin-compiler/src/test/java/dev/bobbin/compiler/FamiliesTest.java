package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Scheduler;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scopes that wait for their children on threads that are never idle, on some that block, and on some that go: a worker that puts off telling
 * a scope of a child that has ended must not keep the scope waiting. The programs are src/test/resources/stress.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FamiliesTest {
    private static final Map<Options, Class<?>> PROGRAMS = new HashMap<>();

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        PROGRAMS.putAll(StressPrograms.inEveryForm("Families"));
    }

    private record Kind(String name, Supplier<Scheduler> scheduler) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> schedulers() {
        return World.models().stream()
                .flatMap(form -> Stream.of(new Kind("single", Scheduler::single), workers(1), workers(2), workers(4))
                        .map(kind -> Arguments.of(form, kind)));
    }

    static Stream<Arguments> workers() {
        return schedulers().filter(arguments -> !arguments.get()[1].toString().equals("single"));
    }

    private static Kind workers(int count) {
        return new Kind(count + " workers", () -> Scheduler.workers(count));
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void scopes_besideTasksThatNeverWait_end(Options form, Kind kind) throws Throwable {
        int expected = 0;
        for (int size = 0; size < 60; size++) {
            expected += children(size, 2);
        }
        for (int busy : new int[] {0, 1, 5}) {
            assertThat(run(form, kind, "besideBusyOnes", 60, busy)).isEqualTo(expected);
        }
    }

    private static int children(int size, int depth) {
        int sum = 0;
        for (int k = 0; k < size; k++) {
            sum += k % 4 == 3 && depth > 0 ? children(size / 4, depth - 1) : 1;
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void scopes_oneInAnother_end(Options form, Kind kind) throws Throwable {
        assertThat(run(form, kind, "oneInAnother", 100)).isEqualTo(201);
    }

    static List<Options> models() {
        return World.models();
    }

    /** The body is not run once more to see that the child has left, too. */
    @ParameterizedTest
    @MethodSource("models")
    void join_ofAChildThatHasBeenAwaited_doesNotWait(Options form) throws Throwable {
        Async<Integer> joined = coroutine(form, "awaitedAndJoined", 100);
        try (Scheduler scheduler = Scheduler.single()) {
            assertThat(scheduler.<Integer>run(() -> joined)).isEqualTo(100);
            assertThat(scheduler.metrics().runs()).isEqualTo(1 + 2 * 100);
        }
    }

    /** A task behind the last child may compute for long. A substitute, where the machine is slow, may run it at the same time. */
    @ParameterizedTest
    @MethodSource("models")
    void body_thatHasWaitedForItsLastChild_goesBeforeWhatStandsBehindThat(Options form) throws Throwable {
        assertThat(run(form, workers(1), "bodiesBeforeAnother", 1_000)).isGreaterThan(800);
    }

    @ParameterizedTest
    @MethodSource("workers")
    void scope_whoseChildrenBlock_endsWhenTheSubstitutesHaveGone(Options form, Kind kind) throws Throwable {
        for (int between = 0; between < 20; between++) {
            assertThat(run(form, kind, "blockedUntilTheLast", 4, between)).isEqualTo(5 + between);
        }
    }

    private static int run(Options form, Kind kind, String name, Object... arguments) throws Throwable {
        Async<Integer> async = coroutine(form, name, arguments);
        try (Scheduler scheduler = kind.scheduler().get()) {
            return scheduler.run(() -> async);
        }
    }

    private static Async<Integer> coroutine(Options form, String name, Object... arguments) throws Throwable {
        Class<?>[] parameters = Stream.of(arguments).map(a -> int.class).toArray(Class<?>[]::new);
        MethodHandle coroutine = MethodHandles.publicLookup()
                .findStatic(PROGRAMS.get(form), name, MethodType.methodType(Async.class, parameters));
        return (Async<Integer>) coroutine.invokeWithArguments(arguments);
    }
}
