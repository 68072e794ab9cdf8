package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That an element of a sequence of numbers, or of objects that are there, costs no byte. The program is src/test/resources/allocation/Numbers.java, each time of classes of
 * its own, so that no optimising compiler has seen them.
 */
final class SeqAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int FEW = 200;

    private static Map<String, byte[]> plain;

    @BeforeAll
    static void compile() {
        plain = Javac.compile(Javac.sources(Javac.resources("allocation")), 17, "-g");
    }

    static Stream<Arguments> formsAndSums() {
        return Options.forms().stream()
                .flatMap(form -> Stream.of(
                                "ints",
                                "intsOfOneBody",
                                "longs",
                                "doubles",
                                "operators",
                                "stream",
                                "withoutABody",
                                "loopOverObjects",
                                "loopOverOperators")
                        .map(sum -> Arguments.of(form, sum)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("formsAndSums")
    void element_allocatesNothing(Options form, String name) throws Throwable {
        // less, if the optimising compiler has come in between
        assertThat(bytesOfTheSecondHalf(form, name)).isNotPositive();
    }

    /** So that the measurement is one. */
    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void element_thatIsAnObject_isMeasured(Options form) throws Throwable {
        assertThat(bytesOfTheSecondHalf(form, "objects")).isGreaterThanOrEqualTo(8 * FEW);
    }

    private static long bytesOfTheSecondHalf(Options form, String name) throws Throwable {
        World world = World.ofCoroutines(Jars.transform(plain, form), "NEVER", 0);
        MethodHandle sum = MethodHandles.publicLookup()
                .findStatic(
                        Class.forName("allocation.Numbers", true, world.loader()),
                        name,
                        MethodType.methodType(long.class, int.class));
        long once = Long.MAX_VALUE;
        long twice = Long.MAX_VALUE;
        // what the JVM itself allocates, when it links a call say, only adds
        for (int k = 0; k < 4; k++) {
            once = Math.min(once, bytes(sum, FEW));
            twice = Math.min(twice, bytes(sum, 2 * FEW));
        }
        return twice - once;
    }

    private static long bytes(MethodHandle sum, int n) throws Throwable {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long answer = (long) sum.invokeExact(n);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(answer).isNotZero();
        return allocated;
    }
}
