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
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

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

    /** Whose methods for boxes become what Kotlin's compiler makes of methods for primitives. */
    private static final String HANDLERS = """
            import static dev.bobbin.Async.done;

            import dev.bobbin.Async;
            import dev.bobbin.Bobbin;

            public class Handlers {
                public interface Handler<T> { Async<String> handle(String s, T x, long y); }

                public static class Ints implements Handler<Integer> {
                    public Async<String> handle(String s, int x, long y) {
                        Bobbin.yieldNow().await();
                        return done(s + x + y);
                    }
                    public Async<String> handle(String s, Integer x, long y) { return null; }
                }

                public static class More extends Ints {
                    @Override
                    public Async<String> handle(String s, int x, long y) {
                        return done("more " + super.handle(s, x, y).await());
                    }
                }

                public static final class Longs implements Handler<Long> {
                    public Async<String> handle(String s, long x, long y) {
                        if (x > y) { Bobbin.yieldNow().await(); }
                        return done(s + x + y);
                    }
                    public Async<String> handle(String s, Long x, long y) { return null; }
                }

                public static final class Doubles implements Handler<Double> {
                    public Async<String> handle(String s, double x, long y) { return done(s + x + y); }
                    public Async<String> handle(String s, Double x, long y) { return null; }
                }

                static <T> Async<String> call(Handler<T> handler, T x) {
                    return done(handler.handle("a", x, 1).await() + " " + handler.handle("b", x, 4).await() + "; ");
                }

                public static Async<String> all() {
                    return done(call(new Ints(), 3).await() + call(new More(), 3).await() + call(new Longs(), 3L).await()
                            + call(new Doubles(), 3.5).await() + new Ints().handle("c", 5, 6).await()
                            + new More().handle("d", 5, 6).await());
                }
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

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.World#models")
    void bridge_thatUnboxesAnArgument_runs(Options form) throws Exception {
        // given
        Path program = Files.writeString(directory.resolve("Handlers.java"), HANDLERS);
        Map<String, byte[]> plain = Javac.compile(List.of(program), 17, "-g");
        plain.computeIfPresent("Handlers$Ints", (name, bytes) -> unboxing(bytes, "int", "I"));
        plain.computeIfPresent("Handlers$Longs", (name, bytes) -> unboxing(bytes, "long", "J"));
        plain.computeIfPresent("Handlers$Doubles", (name, bytes) -> unboxing(bytes, "double", "D"));
        // when
        Transformer.Result result = Transformer.transform(plain, Javac::onClassPath, form);
        // then
        assertThat(result.diagnostics()).isEmpty();
        ClassLoader loader = World.ofCoroutines(result.classes(), "NEVER", 0).loader();
        var all = Class.forName("Handlers", true, loader).getMethod("all");
        Object said = Scheduler.single().run(() -> (Async<?>) all.invoke(null));
        assertThat(said).isEqualTo("a31 b34; more a31 more b34; a31 b34; a3.51 b3.54; c56more d56");
    }

    /** Without the method for boxes; the bridge calls that for primitives. */
    private static byte[] unboxing(byte[] classFile, String primitive, String descriptor) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        String target = "(Ljava/lang/String;" + descriptor + "J)Ldev/bobbin/Async;";
        node.methods.removeIf(
                m -> m.name.equals("handle") && (m.access & Opcodes.ACC_BRIDGE) == 0 && !m.desc.equals(target));
        MethodNode bridge = node.methods.stream()
                .filter(m -> (m.access & Opcodes.ACC_BRIDGE) != 0)
                .findFirst()
                .orElseThrow();
        bridge.instructions.clear();
        bridge.localVariables = null;
        bridge.visitVarInsn(Opcodes.ALOAD, 0);
        bridge.visitVarInsn(Opcodes.ALOAD, 1);
        bridge.visitVarInsn(Opcodes.ALOAD, 2);
        bridge.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Number");
        bridge.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, "java/lang/Number", primitive + "Value", "()" + descriptor, false);
        bridge.visitVarInsn(Opcodes.LLOAD, 3);
        bridge.visitMethodInsn(Opcodes.INVOKEVIRTUAL, node.name, "handle", target, false);
        bridge.visitInsn(Opcodes.ARETURN);
        ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(out);
        return out.toByteArray();
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
