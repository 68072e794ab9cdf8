package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.bobbin.Async;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import dev.bobbin.compiler.ir.Model;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How many objects a parked task is, and how many bytes a call costs, exactly. The program is src/test/resources/allocation.
 * Each measurement has classes of its own and makes so few calls that no optimising compiler has seen them: what is counted
 * is what the emitted code asks for, not what escape analysis leaves of it.
 */
final class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int FEW = 200;
    private static final int MANY = 10_000;

    private static Map<String, byte[]> plain;

    @BeforeAll
    static void compile() {
        plain = Javac.compile(Javac.sources(Javac.resources("allocation")), 17, "-g");
    }

    static Stream<Arguments> formsAndDepths() {
        return Options.forms().stream()
                .flatMap(form -> IntStream.rangeClosed(0, 5).mapToObj(depth -> Arguments.of(form, depth)));
    }

    @ParameterizedTest(name = "{0}, depth {1}")
    @MethodSource("formsAndDepths")
    void task_parkedAtTheLeaf_isSoManyObjects(Options form, int depth) throws Throwable {
        // given
        Class<?> chains = chains(form, true);
        Scheduler scheduler = Scheduler.single();

        // when
        Task<?> task =
                scheduler.start((Async<?>) coroutine(chains, "depth" + depth).invoke(3));
        scheduler.run(() -> Async.done(0)); // comes behind it

        // then
        int activeCalls = depth + 1;
        List<Object> objects = Reachable.from(task);
        assertThat(task.isDone()).isFalse();
        assertThat(objects).hasSize(isOneObject(form) ? 1 : 1 + activeCalls);
    }

    @ParameterizedTest(name = "{0}, depth {1}")
    @MethodSource("formsAndDepths")
    void task_parkedAndCancelled_keepsNoFrame(Options form, int depth) throws Throwable {
        Class<?> chains = chains(form, true);
        Scheduler scheduler = Scheduler.single();
        Task<?> task =
                scheduler.start((Async<?>) coroutine(chains, "depth" + depth).invoke(3));
        scheduler.run(() -> Async.done(0));
        task.cancel();
        scheduler.run(() -> Async.done(0));
        assertThat(task.isDone()).isTrue();
        assertThat(Reachable.from(task)).containsExactly(task);
    }

    static Stream<Arguments> formsAndChains() {
        return Options.forms().stream()
                .flatMap(form -> Stream.of(
                        Arguments.of(form, "callsOfDepth0", List.of("depth0")),
                        Arguments.of(form, "callsOfDepth1", List.of("depth0", "depth1")),
                        Arguments.of(
                                form,
                                "callsOfDepth5",
                                List.of("depth0", "depth1", "depth2", "depth3", "depth4", "depth5")),
                        Arguments.of(form, "callsWithAnObject", List.of("object"))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("formsAndChains")
    void call_thatDoesNotSuspend_allocatesNothingOrItsCallObject(Options form, String calls, List<String> callees)
            throws Throwable {
        Class<?> chains = chains(form, false);
        MethodHandle coroutine = coroutine(chains, calls);
        long expected = 0;
        if (form.model() == Model.PULL) {
            for (String callee : callees) {
                expected += sizeOf(frameOf(chains, callee));
            }
        }
        assertThat(bytesPerCall(coroutine, FEW)).isEqualTo((double) expected);
        if (form.model() != Model.PULL) { // there the optimising compiler may do better
            assertThat(bytesPerCall(coroutine, MANY)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void call_thatSuspendsTwice_allocatesNothingOrItsFrame(Options form) throws Throwable {
        Class<?> chains = chains(form, false);
        long expected = isOneObject(form) ? 0 : sizeOf(frameOf(chains, "yieldsBelow"));
        assertThat(bytesPerCall(coroutine(chains, "yields"), FEW)).isEqualTo((double) expected);
    }

    private static boolean isOneObject(Options form) {
        return form.model() == Model.FUSED || form.model() == Model.EMBEDDED;
    }

    private static Class<?> chains(Options form, boolean leafWaits) throws ReflectiveOperationException {
        World world = World.ofCoroutines(Jars.transform(plain, form), "NEVER", 0);
        Class<?> chains = Class.forName("allocation.Chains", true, world.loader());
        chains.getMethod("choose", boolean.class).invoke(null, leafWaits);
        return chains;
    }

    private static MethodHandle coroutine(Class<?> program, String name) throws ReflectiveOperationException {
        return MethodHandles.publicLookup().findStatic(program, name, MethodType.methodType(Async.class, int.class));
    }

    private static Class<?> frameOf(Class<?> program, String coroutine) throws ClassNotFoundException {
        return Class.forName(program.getName() + "$$" + coroutine + "$Frame", false, program.getClassLoader());
    }

    /** What more calls cost more: all else, the task itself say, is the same in both runs. */
    private static double bytesPerCall(MethodHandle coroutine, int calls) throws Throwable {
        Scheduler scheduler = Scheduler.single();
        long once = Long.MAX_VALUE;
        long twice = Long.MAX_VALUE;
        for (int k = 0; k < 4; k++) { // what the JVM itself allocates, when it links a call say, only adds
            once = Math.min(once, bytes(scheduler, coroutine, calls));
            twice = Math.min(twice, bytes(scheduler, coroutine, 2 * calls));
        }
        return (double) (twice - once) / calls;
    }

    private static long bytes(Scheduler scheduler, MethodHandle coroutine, int calls) throws Throwable {
        Async<?> computation = (Async<?>) coroutine.invokeExact(calls);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        scheduler.run(() -> computation);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /** Measured, since it depends on the JVM. */
    private static long sizeOf(Class<?> type) throws ReflectiveOperationException {
        Field theUnsafe = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
        theUnsafe.setAccessible(true);
        sun.misc.Unsafe unsafe = (sun.misc.Unsafe) theUnsafe.get(null);
        Object[] kept = new Object[2];
        kept[0] = unsafe.allocateInstance(type);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        kept[1] = unsafe.allocateInstance(type);
        long size = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(kept[0]).isNotSameAs(kept[1]);
        return size;
    }
}
