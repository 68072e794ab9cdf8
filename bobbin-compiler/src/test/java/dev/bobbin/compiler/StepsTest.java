package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.LongSeq;
import dev.bobbin.Seq;
import dev.bobbin.SeqIterator;
import dev.bobbin.abi.ObjectStep;
import dev.bobbin.abi.RelayingStep;
import dev.bobbin.abi.Step;
import dev.bobbin.compiler.ir.AbiNames;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** The form of bodies that only yield: who has it, what it stores, and what it keeps. What the bodies do is SeqTest's to say. */
final class StepsTest {
    private static final String SOURCE = """
            import dev.bobbin.*;
            import java.util.List;

            public class Sample {
                private static int twice(int i) {
                    return 2 * i;
                }

                public static Seq<Integer> saved(int end) {
                    return Seq.of(y -> {
                        for (int i = 0; i < end; i++) {
                            y.yield(i * i);
                        }
                    });
                }

                public static Seq<Integer> boxed(int end) {
                    return Seq.of(y -> {
                        for (int i = 0; i < end; i++) {
                            y.yield(twice(i));
                        }
                    });
                }

                public static Seq<Object> objects(Object[] all) {
                    return Seq.of(y -> {
                        Object last = all;
                        for (Object each : all) {
                            y.yield(each);
                            last = each;
                        }
                        y.yield(last);
                    });
                }

                public static Seq<Object> called(Object[] all) {
                    return Seq.of(y -> {
                        int last = 0;
                        for (int i = 0; i < all.length; i++) {
                            y.yield(List.of(all).get(i));
                            last = i;
                        }
                        y.yield(all[last]);
                    });
                }

                public static LongSeq longs(long end) {
                    return LongSeq.of(y -> {
                        for (long i = 0; i < end; i++) {
                            y.yield(twice(1) + i);
                        }
                    });
                }

                public static Seq<Object> ofOthers(Object[] all) {
                    return Seq.of(y -> {
                        y.yieldAll(List.of(all));
                        y.yield("own");
                        y.yieldAll(Seq.of(in -> in.yieldAll(List.of(all).iterator())));
                    });
                }

                static void deep(Yielder<Integer> y) {
                    inner(y);
                }

                static void inner(Yielder<Integer> y) {
                    y.yield(1);
                }

                public static Coroutine<Integer, Integer> sum() {
                    return Coroutine.of((self, first) -> {
                        int sum = first;
                        while (sum < 10) {
                            sum += self.yield(sum);
                        }
                        return sum;
                    });
                }

                public static Coroutine<Integer, Integer> deepSum() {
                    return Coroutine.of((self, first) -> helped(self));
                }

                static int helped(Self<Integer, Integer> self) {
                    return self.yield(1);
                }
            }
            """;

    private static Map<String, byte[]> plain;

    @BeforeAll
    static void compile(@TempDir Path directory) throws Exception {
        plain = Javac.compile(List.of(Files.writeString(directory.resolve("Sample.java"), SOURCE)), 17, "-g");
    }

    private static ClassLoader loader(Options form) {
        return World.ofCoroutines(
                        Transformer.transform(plain, Javac::onClassPath, form).classes(), "NEVER", 0)
                .loader();
    }

    private static Iterator<?> iterator(ClassLoader loader, String method, Class<?> type, Object argument)
            throws ReflectiveOperationException {
        Object seq = loader.loadClass("Sample").getMethod(method, type).invoke(null, argument);
        return seq instanceof Seq<?> objects ? objects.iterator() : ((LongSeq) seq).iterator();
    }

    @Test
    void states_ofCompilerAndCore_areTheSame() {
        assertThat(AbiNames.STEP_RUNNING).isEqualTo(Step.RUNNING);
        assertThat(AbiNames.STEP_ENDED).isEqualTo(Step.ENDED);
        assertThat(Step.RUNNING).isLessThan(Step.ENDED);
        assertThat(Step.ENDED).isLessThan(-Short.MAX_VALUE); // of a suspension that goes on, negated
        assertThat(Step.NEW).isZero();
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void bodies_thatOnlyYield_haveTheForm(Options form) {
        Set<String> steps = Transformer.transform(plain, Javac::onClassPath, form).classes().keySet().stream()
                .filter(name -> name.endsWith("$Step"))
                .map(name -> name.replaceAll(".*\\$\\$(lambda\\$)?(\\w+?)(\\$\\d+)?\\$yields\\$Step", "$2"))
                .collect(Collectors.toSet());
        assertThat(steps)
                .containsExactlyInAnyOrder("saved", "boxed", "objects", "called", "longs", "ofOthers", "inner", "sum");
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void bodies_thatOnlyYieldTheirOwn_areRunThrough(Options form) {
        assertThat(runThrough(plain, form))
                .containsExactlyInAnyOrder("saved", "boxed", "objects", "called", "longs", "inner");
    }

    /** Each variable has been set by any of hundreds of places, wherever it is read. */
    @Test
    void largeBody_hasTheForm_andIsNotRunThrough(@TempDir Path directory) throws Exception {
        StringBuilder source = new StringBuilder(
                "import dev.bobbin.*; public class Large { public static IntSeq all(int end) {"
                        + " return IntSeq.of(y -> { int a = 0, b = 0, c = 0, d = 0; for (int i = 0; i < end; i++) { switch (i % 600) {");
        for (int i = 0; i < 600; i++) {
            source.append("case ").append(i).append(": a = b + i; b = c ^ a; c = d - b; d = a * 31;");
            source.append(i % 20 == 0 ? "y.yield(d); break;" : "break;");
        }
        source.append("default: } } }); } }");
        Path file = Files.writeString(directory.resolve("Large.java"), source);
        Map<String, byte[]> large = Javac.compile(List.of(file), 17, "-g");
        for (Options form : Options.forms()) {
            assertThat(runThrough(large, form)).isEmpty();
        }
    }

    @Test
    void bodyOfManyVariables_isRunThrough(@TempDir Path directory) throws Exception {
        StringBuilder source = new StringBuilder(
                "import dev.bobbin.*; public class Many { public static IntSeq all(int end) { return IntSeq.of(y -> {");
        for (int i = 0; i < 900; i++) {
            source.append("int v").append(i).append(" = end; ");
        }
        source.append("for (int i = 0; i < end; i++) { y.yield(v0 + v450 + v899); } }); } }");
        Path file = Files.writeString(directory.resolve("Many.java"), source);
        Map<String, byte[]> many = Javac.compile(List.of(file), 17, "-g");
        for (Options form : Options.forms()) {
            assertThat(runThrough(many, form)).containsExactly("all");
        }
    }

    private static Set<String> runThrough(Map<String, byte[]> plain, Options form) {
        return Transformer.transform(plain, Javac::onClassPath, form).classes().entrySet().stream()
                .filter(emitted -> has("runThrough", emitted.getValue()))
                .map(emitted -> emitted.getKey().replaceAll(".*\\$\\$(lambda\\$)?(\\w+?)(\\$\\d+)?\\$yields", "$2"))
                .collect(Collectors.toSet());
    }

    private static boolean has(String method, byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.SKIP_CODE);
        return node.methods.stream().anyMatch(declared -> declared.name.equals(method));
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void element_isStored_onlyIfNoVariablesSayIt(Options form) throws ReflectiveOperationException {
        ClassLoader loader = loader(form);
        assertThat(fields(iterator(loader, "saved", int.class, 3))).doesNotContain("eI");
        assertThat(fields(iterator(loader, "boxed", int.class, 3))).contains("eI");
        assertThat(fields(iterator(loader, "longs", long.class, 3L))).contains("eJ");
    }

    private static List<String> fields(Object steps) {
        assertThat(steps).isInstanceOf(Step.class);
        List<String> names = new ArrayList<>();
        for (Field field : steps.getClass().getDeclaredFields()) {
            names.add(field.getName());
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void iterator_keepsNeitherWhatWasTaken_norAnythingAtTheEnd(Options form) throws ReflectiveOperationException {
        for (String method : List.of("objects", "called")) {
            Object[] all = {new Object(), new Object()};
            Iterator<?> it = iterator(loader(form), method, Object[].class, all);
            assertThat(it.next()).isSameAs(all[0]);
            assertThat(kept(it)).doesNotContain(all[1]);
            assertThat(it.next()).isSameAs(all[1]);
            assertThat(it.next()).isSameAs(all[1]);
            assertThat(kept(it)).doesNotContain(all[0], all[1], all);
            assertThat(it.hasNext()).isFalse();
            assertThat(kept(it)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void iterator_thatIsAskedFirst_keepsAnElement_untilItIsTaken(Options form) throws ReflectiveOperationException {
        Object[] all = {new Object(), new Object()};
        SeqIterator<?> it = (SeqIterator<?>) iterator(loader(form), "called", Object[].class, all);
        assertThat(it).isInstanceOf(ObjectStep.class);
        assertThat(it.hasNext()).isTrue();
        assertThat(kept(it)).contains(all[0]);
        assertThat(it.next()).isSameAs(all[0]);
        assertThat(Step.class.getField("value").get(it)).isNull();
        assertThat(it.hasNext()).isTrue();
        assertThat(it.next$orEnd()).isSameAs(all[1]);
        assertThat(Step.class.getField("value").get(it)).isNull();
        assertThat(it.next$orEnd()).isSameAs(all[1]); // yielded again
        assertThat(it.next$orEnd()).isSameAs(ObjectStep.END);
        assertThat(kept(it)).isEmpty();
    }

    /** So that a runtime that is too old, and has no such class, comes to say so. */
    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void classes_areInitialised_withoutTheSuperclassOfSteps(Options form) throws ReflectiveOperationException {
        Map<String, byte[]> classes =
                Transformer.transform(plain, Javac::onClassPath, form).classes();
        ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                byte[] own = classes.get(name.replace('.', '/'));
                if (name.equals(ObjectStep.class.getName())) {
                    throw new ClassNotFoundException(name);
                }
                Class<?> loaded = findLoadedClass(name);
                if (own == null || loaded != null) {
                    return loaded == null ? super.loadClass(name, resolve) : loaded;
                }
                return defineClass(name, own, 0, own.length);
            }
        };
        for (String name : classes.keySet()) {
            if (!name.endsWith("$Step")) {
                Class.forName(name.replace('/', '.'), true, loader);
            }
        }
        assertThatThrownBy(() -> iterator(loader, "called", Object[].class, new Object[] {1}))
                .hasRootCauseInstanceOf(ClassNotFoundException.class); // of a runtime that does not ask for the version
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void iterator_ofOthersElements_isTheBody_andKeepsNothingAtTheEnd(Options form) throws Exception {
        Object[] all = {new Object(), new Object()};
        Iterator<?> it = iterator(loader(form), "ofOthers", Object[].class, all);
        assertThat(it).isInstanceOf(RelayingStep.class);
        List<Object> taken = new ArrayList<>();
        it.forEachRemaining(taken::add);
        assertThat(taken).containsExactly(all[0], all[1], "own", all[0], all[1]);
        assertThat(kept(it)).isEmpty();
        for (int k = 0; k < 5; k++) {
            Iterator<?> left = iterator(loader(form), "ofOthers", Object[].class, all);
            for (int i = 0; i < k; i++) {
                left.next();
            }
            ((AutoCloseable) left).close();
            assertThat(left.hasNext()).isFalse();
            assertThat(kept(left)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void iterator_thatIsClosed_keepsNothing(Options form) throws Exception {
        for (int taken = 0; taken < 3; taken++) {
            for (String method : List.of("objects", "called")) {
                Iterator<?> it = iterator(loader(form), method, Object[].class, new Object[] {new Object(), 1, 2});
                for (int i = 0; i < taken; i++) {
                    it.next();
                }
                ((AutoCloseable) it).close();
                assertThat(it.hasNext()).isFalse();
                assertThat(kept(it)).isEmpty();
            }
        }
    }

    /** What its variables refer to, and itself for an element. */
    private static List<Object> kept(Object steps) throws ReflectiveOperationException {
        List<Object> kept = new ArrayList<>();
        for (Field field : steps.getClass().getDeclaredFields()) {
            field.setAccessible(true);
            if (!field.getType().isPrimitive()
                    && !Modifier.isStatic(field.getModifiers())
                    && field.get(steps) != null) {
                kept.add(field.get(steps));
            }
        }
        Object value = Step.class.getField("value").get(steps);
        if (value != null) {
            kept.add(value);
        }
        return kept;
    }
}
