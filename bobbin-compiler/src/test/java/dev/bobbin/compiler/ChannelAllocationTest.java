package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.bobbin.Async;
import dev.bobbin.Scheduler;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an element costs that passes through a channel, and a lock that is taken, in bytes, after the optimising compiler has seen the code. The programs are
 * src/test/resources/allocation.
 */
final class ChannelAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ELEMENTS = 50_000;
    /** At most, as long as something is allocated. */
    private static final int WARM_UP = 100;

    private static Class<?> channels;
    private static Class<?> locks;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        Map<String, byte[]> plain = Javac.compile(Javac.sources(Javac.resources("allocation")), 17, "-g");
        World world = World.ofCoroutines(Jars.transform(plain, Options.defaults()), "NEVER", 0);
        channels = Class.forName("allocation.Channels", true, world.loader());
        locks = Class.forName("allocation.Locks", true, world.loader());
    }

    /**
     * At most the object that send() returns, two in a ping-pong. Whether the optimising compiler inlines the await and so leaves
     * none differs from run to run on one JDK, for all together.
     */
    @ParameterizedTest
    @ValueSource(strings = {"rendezvous", "buffered", "iterated", "pingPong"})
    void element_sent_allocatesNoMoreThanItsSend(String coroutine) throws Throwable {
        double bytes = bytesPerElement(channels, coroutine);
        System.out.printf("channels: %s: %.2f bytes for each element%n", coroutine, bytes);
        assertThat(bytes).isLessThan(coroutine.startsWith("pingPong") ? 2 * 24 + 1 : 24 + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"locked", "lockedAcrossAnAwait", "handedOver"})
    void lock_taken_allocatesNoMoreThanItsPermit(String coroutine) throws Throwable {
        double bytes = bytesPerElement(locks, coroutine);
        System.out.printf("locks: %s: %.2f bytes for each%n", coroutine, bytes);
        assertThat(bytes).isLessThan(16 + 1);
    }

    /** What more elements cost more. */
    private static double bytesPerElement(Class<?> program, String name) throws Throwable {
        MethodHandle coroutine =
                MethodHandles.publicLookup().findStatic(program, name, MethodType.methodType(Async.class, int.class));
        Scheduler scheduler = Scheduler.single();
        for (int k = 0; k < WARM_UP && bytes(scheduler, coroutine, ELEMENTS) > ELEMENTS; k++) {
            continue;
        }
        long once = Long.MAX_VALUE;
        long twice = Long.MAX_VALUE;
        for (int k = 0; k < 5; k++) { // what the JVM itself allocates only adds
            once = Math.min(once, bytes(scheduler, coroutine, ELEMENTS));
            twice = Math.min(twice, bytes(scheduler, coroutine, 2 * ELEMENTS));
        }
        return (double) (twice - once) / ELEMENTS;
    }

    private static long bytes(Scheduler scheduler, MethodHandle coroutine, int elements) throws Throwable {
        Async<?> computation = (Async<?>) coroutine.invokeExact(elements);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Object length = scheduler.run(() -> computation);
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(length).isEqualTo("element".length() * elements);
        return bytes;
    }
}
