package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.bobbin.compiler.ir.Model;
import dev.bobbin.compiler.report.HostedReport;
import dev.bobbin.compiler.report.Reason;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** What the JVM just allows, in every form: many parameters, suspensions and live variables, and many coroutines in a class. */
final class LimitsTest {
    private static final String CASES = "corpus.limits.Limits";

    @TestFactory
    Stream<DynamicTest> largeCoroutines_inEveryForm_giveTheSame() throws Exception {
        Path corpus = Javac.resources("corpus");
        List<Path> sources = List.of(
                corpus.resolve("limits/Limits.java"), corpus.resolve("Pace.java"), corpus.resolve("Expect.java"));
        Map<String, byte[]> plain = Javac.compile(sources, 17, "-g");
        World blocking = World.ofBlockingCode(plain);
        List<String> cases = Stream.of(
                        Class.forName(CASES, false, blocking.loader()).getDeclaredMethods())
                .filter(m -> m.getParameterCount() == 0
                        && m.getReturnType().getSimpleName().equals("Async"))
                .filter(m -> m.getAnnotations().length == 0) // else it says that blocking code differs
                .map(Method::getName)
                .sorted()
                .toList();
        return Options.forms().stream().flatMap(form -> {
            Map<String, byte[]> transformed = Jars.transform(plain, plain, form);
            return cases.stream()
                    .map(name -> dynamicTest(form + ": " + name, () -> {
                        String expected = blocking.run(CASES, name);
                        assertThat(World.ofCoroutines(transformed, "NEVER", 0).run(CASES, name))
                                .isEqualTo(expected);
                        assertThat(World.ofCoroutines(transformed, "ALWAYS", 0).run(CASES, name))
                                .isEqualTo(expected);
                    }));
        });
    }

    /**
     * Nested try statements, whose finally blocks javac writes once for each way out, and many live variables: up to the JVM's
     * 64 KB a coroutine runs, beyond it is refused by that limit, and by no smaller one.
     */
    @ParameterizedTest
    @CsvSource({"6, 600, 5", "20, 350, 4", "30, 300, 2", "30, 350, 1", "40, 200, 4", "40, 350, 0"})
    void largeCoroutineOfNestedTries_inEveryForm_isLimitedByTheJvmOnly(
            int variables, int awaits, int formsThatHaveRoom, @TempDir Path directory) throws Exception {
        // given
        Map<String, byte[]> plain = new Jars(directory).compile(nestedTries(variables, awaits));
        String expected = World.ofBlockingCode(plain).run("Tries", "test");

        // when, then
        int fine = 0;
        for (Options form : Options.forms()) {
            Transformer.Result result = Transformer.transform(
                    Jars.only(plain, "Tries"), name -> plain.getOrDefault(name, Javac.onClassPath(name)), form);
            if (result.hasErrors()) {
                assertThat(result.diagnostics()).as(form.toString()).allSatisfy(d -> {
                    assertThat(d.id()).isEqualTo("method-too-large");
                    assertThat(d.render()).startsWith("Tries.java:").contains("error: large$", "bytes of code");
                    assertThat(Integer.parseInt(d.message().replaceFirst(".* would be (\\d+) bytes.*", "$1")))
                            .isGreaterThan(65_535);
                });
                continue;
            }
            fine++;
            Map<String, byte[]> transformed = Jars.transform(plain, form);
            for (String mode : List.of("NEVER", "ALWAYS")) {
                assertThat(World.ofCoroutines(transformed, mode, 0).run("Tries", "test"))
                        .as(form + " " + mode)
                        .isEqualTo(expected);
            }
        }
        assertThat(fine).isEqualTo(formsThatHaveRoom);
    }

    /** The last is one that javac has room for, and the method that is made of it has not. */
    @ParameterizedTest
    @CsvSource({"100, true", "1500, false", "2300, false"})
    void largeBodyOfASequence_beyondTheLimitOfTheJvm_isRefusedByIt(int yields, boolean hasRoom, @TempDir Path directory)
            throws Exception {
        Map<String, byte[]> plain = new Jars(directory).compile(yielding(yields));

        for (Options form : Options.forms()) {
            Transformer.Result result =
                    Transformer.transform(plain, name -> plain.getOrDefault(name, Javac.onClassPath(name)), form);
            if (hasRoom) {
                assertThat(result.diagnostics()).as("%s", form).isEmpty();
            } else {
                assertThat(result.diagnostics()).as("%s", form).isNotEmpty().allSatisfy(d -> {
                    assertThat(d.id()).isEqualTo("method-too-large");
                    assertThat(d.render())
                            .startsWith("Sequence.java:5: error: large")
                            .endsWith("split it into several methods that take the yielder");
                });
            }
        }
    }

    /** Its method has 20 live variables. */
    private static String yielding(int yields) {
        return """
                import dev.bobbin.Yielder;

                public class Sequence {
                    static void large(Yielder<Integer> y) {
                        int %s;
                        %s
                    }
                }
                """.formatted(
                IntStream.range(0, 20).mapToObj(n -> "a" + n + " = " + n).collect(Collectors.joining(", ")),
                IntStream.range(0, yields)
                        .mapToObj(n -> "if (a%d != %d) y.yield(a%d + %d); a%d += %d;\n"
                                .formatted(n % 20, n, n % 20, n, (n + 1) % 20, n))
                        .collect(Collectors.joining()));
    }

    private static String nestedTries(int variables, int awaits) {
        String names = IntStream.range(0, variables).mapToObj(n -> "v" + n).collect(Collectors.joining(" + "));
        return """
                import dev.bobbin.Async;

                public class Tries {
                    static Async<Integer> one(int x) {
                        corpus.Pace.pause().await();
                        return Async.done(x + 1);
                    }

                    static Async<Long> large(int x) {
                        long %s;
                        %s%sreturn Async.done(x + %s);
                    }

                    public static Async<Long> test() {
                        return Async.done(large(1).await());
                    }
                }
                """.formatted(
                names.replace(" +", " = x,") + " = x", nestedTry(4, awaits / 4), nestedTry(2, awaits / 4), names);
    }

    private static String nestedTry(int depth, int awaits) {
        return depth == 0
                ? "x = x * 31 + one(x).await();\n".repeat(awaits)
                : "try {\n%s} finally {\nx += one(%d).await();\nif (x == -1) { return Async.done(-1L); }\n}\n"
                        .formatted(nestedTry(depth - 1, awaits), depth);
    }

    /** All of them are in the class's constant pool, which has room for 1,500 that await little. */
    @TestFactory
    Stream<DynamicTest> manySmallCoroutinesOfOneClass_inEveryForm_giveTheSame(@TempDir Path directory)
            throws Exception {
        Map<Integer, Map<String, byte[]>> plain = new TreeMap<>();
        plain.put(500, new Jars(directory.resolve("500")).compile(manyCoroutines(500, 2)));
        plain.put(1_500, new Jars(directory.resolve("1500")).compile(manyCoroutines(1_500, 1)));
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<Integer, Map<String, byte[]>> each : plain.entrySet()) {
            String expected = World.ofBlockingCode(each.getValue()).run("Many", "test");
            for (Options form : Options.forms()) {
                tests.add(dynamicTest(each.getKey() + " coroutines, " + form, () -> {
                    Map<String, byte[]> transformed = Jars.transform(each.getValue(), form);
                    assertThat(World.ofCoroutines(transformed, "NEVER", 0).run("Many", "test"))
                            .isEqualTo(expected);
                    assertThat(World.ofCoroutines(transformed, "ALWAYS", 0).run("Many", "test"))
                            .isEqualTo(expected);
                }));
            }
        }
        return tests.stream();
    }

    /** Else it would be refused under this model alone, for code that it can do without. */
    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void coroutinesOfAClassWithManyConstants_transformed_embedWhatHasRoom(Options form, @TempDir Path directory) {
        // given
        Map<String, byte[]> plain = new Jars(directory).compile(manyCoroutines(100, 2));
        ClassNode node = new ClassNode();
        new ClassReader(plain.get("Many")).accept(node, 0);
        IntStream.range(0, 59_500).forEach(n -> node.visitField(Opcodes.ACC_STATIC, "f" + n, "I", null, null));
        ClassWriter out = new ClassWriter(0);
        node.accept(out);
        plain.put("Many", out.toByteArray());

        // when
        Map<String, byte[]> transformed = Jars.transform(plain, form);

        // then
        assertThat(new ClassReader(transformed.get("Many")).getItemCount()).isBetween(61_000, 65_535);
    }

    @Test
    void coroutinesOfAClassWithMany_inspected_areEmbeddedUpToTheBudgetOfTheClass(@TempDir Path directory) {
        // given
        Map<String, byte[]> plain = Jars.only(new Jars(directory).compile(manyCoroutines(500, 2)), "Many");

        // when
        Inspection inspection = Transformer.inspect(plain, Javac::onClassPath, List.of(Options.of(Model.EMBEDDED)));

        // then
        assertThat(inspection.coroutines()).hasSize(511).allSatisfy(coroutine -> {
            List<Reason> reasons = coroutine.forms().get(0).awaits().stream()
                    .map(HostedReport::reason)
                    .filter(reason -> reason != Reason.OTHER_COMPILATION)
                    .toList();
            assertThat(reasons)
                    .isSubsetOf(Reason.HOSTED, Reason.CLASS_LIMIT, Reason.CALL_LIMIT, Reason.COPY_LIMIT)
                    .hasSizeGreaterThanOrEqualTo(coroutine.states().size() > 1 ? 1 : 0);
        });
        // each of the first 250 awaits two others, and there is room for what stands next to a root
        assertThat(inspection.coroutines().stream().filter(c -> c.name().matches("Many.step[0-9]{1,2}")))
                .hasSize(100)
                .allSatisfy(c -> assertThat(c.forms().get(0).awaits())
                        .filteredOn(await -> await.caller() == 0)
                        .extracting(HostedReport::reason)
                        .contains(Reason.HOSTED)
                        .doesNotContain(Reason.CLASS_LIMIT));
        assertThat(inspection.coroutines().stream()
                        .flatMap(c -> c.forms().get(0).awaits().stream())
                        .map(HostedReport::reason))
                .contains(Reason.CLASS_LIMIT);
    }

    /** @param calls of others by each, at most 2 */
    private static String manyCoroutines(int count, int calls) {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String sum = IntStream.of(2 * i + 2, i + 1)
                    .limit(calls)
                    .mapToObj(n -> n < count ? "step" + n + "(x / 4).await()" : "x")
                    .collect(Collectors.joining(" + "));
            members.append("""
                    static Async<Integer> step%1$d(int x) {
                        corpus.Pace.pause().await();
                        if (x == 0) {
                            return Async.done(%1$d);
                        }
                        int sum = %2$s;
                        return Async.done(sum * 31 + x);
                    }
                    """.formatted(i, sum));
        }
        StringBuilder chunks = new StringBuilder();
        for (int from = 0; from < count; from += 50) {
            String body = IntStream.range(from, from + 50)
                    .mapToObj(n -> "sum = sum * 31 + step" + n + "(100).await();\n")
                    .collect(Collectors.joining());
            members.append(
                    "static Async<Integer> chunk%d(int sum) {\n%sreturn Async.done(sum);\n}\n".formatted(from, body));
            chunks.append("sum = chunk%d(sum).await();\n".formatted(from));
        }
        return """
                import dev.bobbin.Async;

                public class Many {
                %spublic static Async<Integer> test() {
                int sum = 0;
                %sreturn Async.done(sum);
                }
                }
                """.formatted(members, chunks);
    }
}
