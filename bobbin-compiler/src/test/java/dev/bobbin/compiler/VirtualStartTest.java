package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Scheduler;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Virtual calls beyond what the corpus can show: classes that were never transformed, and what a call allocates. */
final class VirtualStartTest {
    private static final String PROGRAM = """
            import static dev.bobbin.Async.done;

            import dev.bobbin.Async;
            import dev.bobbin.Bobbin;

            public class Program {
                public interface Service { Async<String> get(int x); }

                public static class Base implements Service {
                    public Async<String> get(int x) {
                        if (x < 0) { Bobbin.yieldNow().await(); }
                        return done("base");
                    }
                }

                public static Async<String> viaClass(Base base, int x) {
                    return done(base.get(x).await() + base.get(-x).await());
                }

                public static Async<String> viaInterface(Service service, int x) {
                    return done(service.get(x).await() + service.get(-x).await());
                }

                public static Async<Integer> many(Service service, int n) {
                    int length = 0;
                    for (int i = 0; i < n; i++) {
                        length += service.get(1).await().length();
                    }
                    return done(length);
                }
            }
            """;

    private static final String FOREIGN = """
            import dev.bobbin.Async;

            public class Foreign extends Program.Base {
                @Override
                public Async<String> get(int x) {
                    return Async.create(c -> c.complete("foreign " + x + " "));
                }

                public static class Quiet extends Program.Base {}
            }
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void override_inAClassThatWasNeverTransformed_isTheOneThatRuns(Options form) throws Exception {
        // given
        ClassLoader loader = load(form);
        Object foreign = newInstance(loader, "Foreign");
        Object quiet = newInstance(loader, "Foreign$Quiet");
        // when, then
        for (String way : List.of("viaClass", "viaInterface")) {
            assertThat(run(loader, way, foreign, 3)).as(way).isEqualTo("foreign 3 foreign -3 ");
            assertThat(run(loader, way, quiet, 3)).as(way).isEqualTo("basebase");
        }
    }

    @Test
    void call_throughAnInterface_allocatesNothing() throws Exception {
        // given
        ClassLoader loader = load(Options.defaults());
        Object quiet = newInstance(loader, "Foreign$Quiet");
        int calls = 10_000;
        run(loader, "many", quiet, 1);
        Set<Long> differences = new TreeSet<>();
        // when: not once, since the JIT resolves all strings of a class when it first compiles a method of it
        for (int round = 0; round < 10; round++) {
            long few = allocatedBy(loader, quiet, calls);
            long many = allocatedBy(loader, quiet, 3 * calls);
            differences.add(many - few);
        }
        // then
        assertThat(differences).contains(0L);
    }

    private static long allocatedBy(ClassLoader loader, Object service, int calls) throws Exception {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        run(loader, "many", service, calls);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private ClassLoader load(Options form) throws Exception {
        Path program = Files.writeString(directory.resolve("Program.java"), PROGRAM);
        Path foreign = Files.writeString(directory.resolve("Foreign.java"), FOREIGN);
        Map<String, byte[]> plain = Javac.compile(List.of(program, foreign), 17, "-g");
        Map<String, byte[]> own = new TreeMap<>(plain);
        own.keySet().removeIf(name -> name.startsWith("Foreign"));
        Transformer.Result result = Transformer.transform(own, Javac::onClassPath, form);
        assertThat(result.hasErrors()).as("%s", result.diagnostics()).isFalse();
        plain.putAll(result.classes());
        return World.ofCoroutines(plain, "NEVER", 0).loader();
    }

    private static Object newInstance(ClassLoader loader, String name) throws ReflectiveOperationException {
        return Class.forName(name, true, loader).getConstructor().newInstance();
    }

    private static Object run(ClassLoader loader, String method, Object receiver, int x) throws Exception {
        for (var m : Class.forName("Program", true, loader).getMethods()) {
            if (m.getName().equals(method)) {
                return Scheduler.single().run(() -> (Async<?>) m.invoke(null, receiver, x));
            }
        }
        throw new NoSuchMethodException(method);
    }
}
