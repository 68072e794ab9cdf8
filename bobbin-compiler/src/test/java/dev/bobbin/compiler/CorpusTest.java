package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.bobbin.Async;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;

/**
 * Runs every program of the corpus as coroutines, at several paces, and as blocking code: results, side effects and
 * exceptions must be equal.
 *
 * <p>The corpus is src/test/resources/corpus (and corpus21 on newer JDKs). A case is a {@code public static Async<?>}
 * method without parameters; its helpers suspend never, always, or at random. Where cold and blocking semantics rightly
 * differ the case states its answer by {@code @Expect}. {@code -Dbobbin.seed=N} repeats the random paces of a run,
 * {@code -Dcorpus.only=TEXT} runs only cases whose name contains the text.
 */
final class CorpusTest {
    private static final long SEED = Long.getLong("bobbin.seed", System.nanoTime() & 0xFFFFFF);
    private static final String ONLY = System.getProperty("corpus.only", "");

    @TestFactory
    DynamicContainer corpus_compiledWithDebugInformation_equalsBlockingCode() throws Exception {
        return programs("-g", 17, 3);
    }

    @TestFactory
    DynamicContainer corpus_eachClassByItselfForThisJdkWithoutDebugInformation_equalsBlockingCode() throws Exception {
        return programs("-g:none", Javac.JDK, 1);
    }

    /** All classes as one compilation; without debug information also each by itself, as if they came from many jars. */
    private static DynamicContainer programs(String debug, int release, int seeds) throws Exception {
        // given
        List<Path> sources = new ArrayList<>(Javac.sources(Javac.resources("corpus")));
        if (release >= 21) {
            sources.addAll(Javac.sources(Javac.resources("corpus21")));
        }
        Map<String, byte[]> plain = Javac.compile(sources, release, debug);

        // when
        List<Diagnostic> diagnostics = new ArrayList<>();
        Map<String, byte[]> transformed =
                debug.equals("-g") ? transform(plain, plain, diagnostics) : transformOneByOne(plain, diagnostics);

        // then
        World blocking = World.ofBlockingCode(plain);
        List<World> worlds = new ArrayList<>();
        worlds.add(World.ofCoroutines(transformed, "NEVER", 0));
        worlds.add(World.ofCoroutines(transformed, "ALWAYS", 0));
        LongStream.range(SEED, SEED + seeds).forEach(s -> worlds.add(World.ofCoroutines(transformed, "RANDOM", s)));

        Stream<DynamicNode> whole = Stream.of(
                dynamicTest("no diagnostics", () -> assertThat(diagnostics).isEmpty()),
                dynamicTest(
                        "ASM's verifier accepts all classes",
                        () -> verify(transformed, worlds.get(0).loader())));
        Stream<DynamicNode> each = plain.keySet().stream()
                .filter(name -> !name.contains("$") && name.indexOf('/') != name.lastIndexOf('/'))
                .map(name -> dynamicContainer(name, cases(name.replace('/', '.'), blocking, worlds)));
        String name = debug + " --release " + release + ", random from seed " + SEED;
        System.out.println("corpus: " + name + "; repeat with -Dbobbin.seed=" + SEED);
        return dynamicContainer(name, Stream.concat(whole, each));
    }

    private static Map<String, byte[]> transformOneByOne(Map<String, byte[]> plain, List<Diagnostic> diagnostics) {
        Map<String, byte[]> transformed = new TreeMap<>();
        plain.forEach((name, bytes) -> transformed.putAll(transform(Map.of(name, bytes), plain, diagnostics)));
        return transformed;
    }

    private static Map<String, byte[]> transform(
            Map<String, byte[]> some, Map<String, byte[]> all, List<Diagnostic> diagnostics) {
        ClassSource classpath = name -> all.containsKey(name) ? all.get(name) : Javac.onClassPath(name);
        Transformer.Result result =
                Transformer.transform(some, classpath, Options.forms().get(Integer.getInteger("corpus.form", 0)));
        diagnostics.addAll(result.diagnostics());
        return result.classes();
    }

    private static Stream<DynamicTest> cases(String className, World blocking, List<World> worlds) {
        Class<?> type;
        try {
            type = Class.forName(className, false, blocking.loader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
        return Stream.of(type.getDeclaredMethods())
                .filter(m -> Modifier.isPublic(m.getModifiers())
                        && Modifier.isStatic(m.getModifiers())
                        && m.getParameterCount() == 0
                        && m.getReturnType().getName().equals(Async.class.getName()))
                .sorted(Comparator.comparing(Method::getName))
                .filter(m -> (className + "." + m.getName()).contains(ONLY))
                .map(m -> dynamicTest(m.getName(), () -> compare(m, blocking, worlds)));
    }

    private static void compare(Method method, World blocking, List<World> worlds) throws Exception {
        String className = method.getDeclaringClass().getName();
        String expected = expectation(method);
        if (expected == null) {
            expected = blocking.run(className, method.getName());
        }
        for (World world : worlds) {
            assertThat(world.run(className, method.getName()))
                    .as(world.toString())
                    .isEqualTo(expected);
        }
    }

    /** The value of {@code @Expect}, which is of the blocking world's class loader; null if there is none. */
    private static String expectation(Method method) throws ReflectiveOperationException {
        for (Annotation a : method.getAnnotations()) {
            if (a.annotationType().getName().equals("corpus.Expect")) {
                return (String) a.annotationType().getMethod("value").invoke(a);
            }
        }
        return null;
    }

    private static void verify(Map<String, byte[]> classes, ClassLoader loader) {
        StringWriter complaints = new StringWriter();
        classes.forEach((name, bytes) -> {
            StringWriter out = new StringWriter();
            CheckClassAdapter.verify(new ClassReader(bytes), loader, false, new PrintWriter(out));
            if (out.getBuffer().length() > 0) {
                complaints.append(name).append('\n').append(out.toString());
            }
        });
        assertThat(complaints.toString()).isEmpty();
    }
}
