package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
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
 * Runs every program of the corpus as coroutines, in every form, at several paces, and as blocking code: results, side
 * effects and exceptions must be equal. The class files come from both compilers and many releases; see {@link Build}.
 *
 * <p>A case is a {@code public static Async<?>} method without parameters; its helpers suspend never, always, or at random.
 * Where cold and blocking semantics rightly differ the case states its answer by {@code @Expect}. {@code -Dbobbin.seed=N}
 * repeats the random paces of a run, {@code -Dcorpus.only=TEXT} runs only cases whose name contains the text, {@code
 * -Dcorpus.builds=all} takes every compiler with every release, and {@code -Dcorpus.builds=TEXT} the builds named so.
 */
final class CorpusTest {
    private static final long SEED = Long.getLong("bobbin.seed", System.nanoTime() & 0xFFFFFF);
    private static final String ONLY = System.getProperty("corpus.only", "");
    private static final String BUILDS = System.getProperty("corpus.builds", "");

    @TestFactory
    Stream<DynamicContainer> corpus_fromEveryCompilerInEveryForm_equalsBlockingCode() {
        System.out.println("corpus: repeat with -Dbobbin.seed=" + SEED);
        Stream<Build> builds = BUILDS.equals("all")
                ? Build.all().stream()
                : Build.chosen().stream().filter(b -> b.toString().contains(BUILDS));
        return builds.map(CorpusTest::programs); // lazily: one build's classes at a time
    }

    private static DynamicContainer programs(Build build) {
        long begin = System.nanoTime();
        // given
        Map<String, byte[]> plain = build.compile();
        World blocking = World.ofBlockingCode(plain);
        List<World> worlds = new ArrayList<>();
        List<DynamicNode> nodes = new ArrayList<>();
        for (Options form : World.models()) {
            // when
            List<Diagnostic> diagnostics = new ArrayList<>();
            Map<String, byte[]> transformed = build.together()
                    ? transform(plain, plain, form, diagnostics)
                    : transformOneByOne(plain, form, diagnostics);

            // then
            World first = World.ofCoroutines(transformed, form.toString(), "ALWAYS", 0);
            if (build.thorough() || form.equals(Options.defaults())) {
                worlds.add(first);
            }
            if (build.thorough()) {
                worlds.add(World.ofCoroutines(transformed, form.toString(), "NEVER", 0));
            }
            LongStream.range(SEED, SEED + build.seeds())
                    .forEach(s -> worlds.add(World.ofCoroutines(transformed, form.toString(), "RANDOM", s)));
            nodes.add(dynamicTest(
                    form + ": no errors", () -> assertThat(diagnostics).isEmpty()));
            nodes.add(dynamicTest(
                    form + ": ASM's verifier accepts all classes", () -> verify(transformed, first.loader())));
        }
        Case.classes(plain).forEach(name -> nodes.add(dynamicContainer(name, cases(name, blocking, worlds))));
        long prepared = System.nanoTime();
        return dynamicContainer(build.toString(), nodes.stream().onClose(() -> report(build, begin, prepared)));
    }

    private static void report(Build build, long begin, long prepared) {
        System.out.printf(
                "corpus: %s: %.1f s, of which %.1f to compile and transform%n",
                build, (System.nanoTime() - begin) / 1e9, (prepared - begin) / 1e9);
    }

    private static Map<String, byte[]> transformOneByOne(
            Map<String, byte[]> plain, Options form, List<Diagnostic> diagnostics) {
        Map<String, byte[]> transformed = new TreeMap<>();
        plain.forEach((name, bytes) -> transformed.putAll(transform(Map.of(name, bytes), plain, form, diagnostics)));
        return transformed;
    }

    private static Map<String, byte[]> transform(
            Map<String, byte[]> some, Map<String, byte[]> all, Options form, List<Diagnostic> diagnostics) {
        ClassSource classpath = name -> all.containsKey(name) ? all.get(name) : Javac.onClassPath(name);
        Transformer.Result result = Transformer.transform(some, classpath, form);
        result.diagnostics().stream()
                .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
                .forEach(diagnostics::add);
        return result.classes();
    }

    private static Stream<DynamicTest> cases(String className, World blocking, List<World> worlds) {
        return Case.of(className, blocking).stream()
                .filter(c -> c.toString().contains(ONLY))
                .map(c -> dynamicTest(c.name(), () -> compare(c, blocking, worlds)));
    }

    private static void compare(Case program, World blocking, List<World> worlds) throws Exception {
        String expected = program.expected(blocking);
        for (World world : worlds) {
            if (!program.isOf(world)) {
                continue;
            }
            assertThat(program.run(world)).as(world.toString()).isEqualTo(expected);
        }
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
