package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/**
 * What the compiler refuses, and in which words: src/test/resources/refused holds programs and, beside each, the
 * diagnostics. {@code -Dgolden.update=true} writes them anew, and fails the run so that nobody forgets to read them.
 */
final class RefusalTest {
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    @TempDir
    Path directory;

    static Stream<Path> programs() {
        return Javac.sources(Javac.resources("refused")).stream();
    }

    static Stream<Arguments> programsAndForms() {
        return programs().flatMap(program -> Options.forms().stream().map(form -> Arguments.of(program, form)));
    }

    @ParameterizedTest
    @MethodSource("programsAndForms")
    void program_refused_diagnosticsAreThoseOfTheGoldenFile(Path program, Options form) throws IOException {
        // given
        Map<String, byte[]> classes = Javac.compile(List.of(program), 17, "-g");

        // when
        Transformer.Result result = Transformer.transform(classes, Javac::onClassPath, form);

        // then
        assertThat(result.hasErrors()).isTrue();
        compare(program.getFileName().toString().replace(".java", ""), result);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void program_fromTheEclipseCompiler_isRefusedAsFromJavac(Path program) {
        // given: of the calls of close() that a try-with-resources implies, each compiler has its own lines
        Predicate<Diagnostic> implied = d -> d.message().startsWith("Scope.close()");

        // when
        List<Diagnostic> javac = refusals(Javac.compile(List.of(program), 17, "-g"));
        List<Diagnostic> ecj = refusals(Ecj.compile(List.of(program), 17, "-g"));

        // then
        assertThat(ecj.stream().filter(implied.negate()))
                .containsExactlyElementsOf(
                        javac.stream().filter(implied.negate()).toList());
        assertThat(ecj.stream().anyMatch(implied)).isEqualTo(javac.stream().anyMatch(implied));
    }

    private static List<Diagnostic> refusals(Map<String, byte[]> classes) {
        return Transformer.transform(classes, Javac::onClassPath, Options.defaults())
                .diagnostics();
    }

    @Test
    void program_refusedWithoutDebugInformation_diagnosticsNameTheClass() throws IOException {
        // given
        Path program = Javac.resources("refused").resolve("MainMethod.java");
        Map<String, byte[]> classes = Javac.compile(List.of(program), 17, "-g:none");

        // when
        Transformer.Result result = Transformer.transform(classes, Javac::onClassPath, Options.defaults());

        // then
        compare("without-debug-information", result);
    }

    @Test
    void corruptClassFiles_refused_diagnosticsNameTheFiles() throws IOException {
        // given
        byte[] good = Javac.compile(List.of(Javac.resources("refused").resolve("MainMethod.java")), 17, "-g")
                .get("MainMethod");
        byte[] cut = Arrays.copyOf(good, good.length / 2);
        byte[] future = good.clone();
        future[7] = 127;
        byte[] scrambled = good.clone();
        Arrays.fill(scrambled, 10, 14, (byte) 0x7F);
        Map<String, byte[]> classes = new java.util.TreeMap<>(Map.of(
                "a/Cut", cut,
                "b/Empty", new byte[0],
                "c/Text", "class Text { /* dev/bobbin/ */ }".getBytes(StandardCharsets.UTF_8),
                "d/Future", future,
                "e/Scrambled", scrambled));

        // when
        Transformer.Result result = Transformer.transform(classes, Javac::onClassPath, Options.defaults());

        // then
        compare("corrupt-class-files", result);
    }

    /** Everything lives across every await, so that a form that can be entered there has to restore it all each time. */
    private Map<String, byte[]> huge(String caller) throws IOException {
        String locals = lines(100, "        long v%1$d = x + %1$d;%n");
        String awaits = lines(600, "        x = x * 31 + one(%1$d).await();%n");
        String sum = lines(100, "        x += (int) v%1$d;%n");
        Path program = directory.resolve("Huge.java");
        Files.writeString(program, """
                import dev.bobbin.Async;

                class Huge {
                    static Async<Integer> one(int x) {
                        return Async.done(Async.done(x).await());
                    }

                    static Async<Integer> enormous(int x) {
                %s%s%s        return Async.done(x);
                    }
                %s
                }
                """.formatted(locals, awaits, sum, caller));
        return Javac.compile(List.of(program), 17, "-g");
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void coroutineNearTheLimitOfTheJvm_transformed_isRefusedByName(Options form) throws IOException {
        // given
        Map<String, byte[]> classes =
                huge("static Async<Integer> calls(int x) { return Async.done(enormous(x).await()); }");

        // when
        Transformer.Result result = Transformer.transform(classes, Javac::onClassPath, form);

        // then
        assertThat(result.diagnostics()).isNotEmpty().allSatisfy(d -> {
            assertThat(d.file()).isEqualTo("Huge.java");
            assertThat(d.message()).contains("enormous").contains("the JVM allows");
            assertThat(d.line()).isEqualTo(9);
            assertThat(d.remedy()).isNotBlank();
        });
    }

    /** What a poll form adds at each await makes it larger than those that resume the leaf. */
    @Test
    void coroutineThatFitsInOneForm_transformedToALargerOne_isRefusedWithItsLine() throws IOException {
        // given
        Path program = directory.resolve("Large.java");
        Files.writeString(program, """
                import dev.bobbin.Async;

                class Large {
                    static Async<Integer> one(int x) {
                        return Async.done(dev.bobbin.Bobbin.yieldNow().await() == null ? x : 0);
                    }

                    static Async<Integer> large(int x) {
                        long a = x, b = x, c = x, d = x, e = x, f = x;
                %s        return Async.done(x + (int) (a + b + c + d + e + f));
                    }
                }
                """.formatted(lines(600, "        x = x * 31 + one(%1$d).await();%n")));
        Map<String, byte[]> classes = Javac.compile(List.of(program), 17, "-g");

        // when, then
        for (Options form : Options.forms()) {
            Transformer.Result result = Transformer.transform(classes, Javac::onClassPath, form);
            if (form.model().runsOnStack()) {
                assertThat(result.diagnostics()).as(form.toString()).isEmpty();
            } else {
                assertThat(result.diagnostics())
                        .as(form.toString())
                        .singleElement()
                        .satisfies(d -> {
                            assertThat(d.render()).startsWith("Large.java:9: error: large$poll would be ");
                            assertThat(d.id()).isEqualTo("method-too-large");
                        });
            }
        }
    }

    /** Its code is far below the limit. */
    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void coroutineWithMoreHandlersThanTheJvmAllows_transformed_isRefusedWithItsLine(Options form) throws IOException {
        // given
        Path program = directory.resolve("Deep.java");
        Files.writeString(program, """
                import dev.bobbin.Async;

                class Deep {
                    static Async<Void> deep() {
                        int x = 0;
                %s%s%s        return Async.done();
                    }
                }
                """.formatted(
                        "try {\n".repeat(100),
                        "dev.bobbin.Bobbin.yieldNow().await();\n".repeat(700),
                        "} catch (RuntimeException e) {\nx++;\n}\n".repeat(100)));
        Map<String, byte[]> classes = Javac.compile(List.of(program), 17, "-g");

        // when
        Transformer.Result result = Transformer.transform(classes, Javac::onClassPath, form);

        // then
        assertThat(result.diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.render())
                        .matches("(?s)Deep.java:5: error: deep\\$\\w+ would have \\d{5,6} exception handlers, .*;"
                                + " the JVM allows 65535 \\[too-many-handlers]\n"
                                + "    split it into several coroutines, or nest fewer try statements"));
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void classNearTheLimitOfTheJvm_transformed_isRefusedByName(Options form) throws IOException {
        // given: a constant for each of so many fields
        Path program = directory.resolve("Wide.java");
        Files.writeString(program, """
                import dev.bobbin.Async;

                class Wide {
                    static Async<Integer> one(int x) {
                        dev.bobbin.Bobbin.yieldNow().await();
                        return Async.done(x);
                    }
                }
                """);
        ClassNode node = new ClassNode();
        new ClassReader(Javac.compile(List.of(program), 17, "-g").get("Wide")).accept(node, 0);
        IntStream.range(0, 65_480).forEach(n -> node.visitField(0, "f" + n, "I", null, null));
        ClassWriter out = new ClassWriter(0);
        node.accept(out);

        // when
        Transformer.Result result = Transformer.transform(Map.of("Wide", out.toByteArray()), Javac::onClassPath, form);

        // then
        assertThat(result.diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.render())
                        .matches("(?s)Wide.java:5: error: with its coroutines Wide would have 655\\d\\d constants;"
                                + " the JVM allows 65535 \\[class-too-large]\n"
                                + "    move some of its coroutines to another class"));
    }

    private static final String HIDING = """
            package p;
            public class P {
                static class Hidden {}
                public static Hidden field;
                public static Hidden make() { return new Hidden(); }
                public static Hidden[] some() { return new Hidden[1]; }
                public static int take(Hidden h, int x) { return x; }
                public static int first(Hidden[] all) { return all.length; }
                public static class Holder {
                    public Hidden hidden;
                    public Holder(Hidden h, int x) {}
                }
            }
            """;

    /** The class is in another package, so it takes two files. */
    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void valueOfAHiddenClass_wantedAgainAfterAnAwait_isRefusedWhereItIsWanted(Options form) {
        // given
        Map<String, byte[]> classes = Javac.compile(Map.of("p/P.java", HIDING, "q/Q.java", """
                        package q;
                        import static dev.bobbin.Async.done;
                        import dev.bobbin.Async;
                        import p.P;
                        class Q {
                            static Async<Integer> beneath(Async<Integer> a) {
                                return done(P.take(P.make(), a.await()));
                            }
                            static Async<Integer> variable(Async<Integer> a) {
                                var h = P.make();
                                a.await();
                                return done(P.take(h, 1));
                            }
                            static Async<Integer> array(Async<Integer> a, Async<Integer> b) {
                                var all = P.some();
                                int x = a.await();
                                return done(x > 0 ? P.first(all) : P.take(all[0], 2));
                            }
                            static Async<Object> creation(Async<Integer> a) {
                                return done(new P.Holder(P.make(), a.await()));
                            }
                            static Async<Integer> field(Async<Integer> a) {
                                var h = P.make();
                                int x = 0;
                                try {
                                    x = a.await();
                                } finally {
                                    P.field = h;
                                }
                                return done(x);
                            }
                            static Async<Integer> loop(Async<Integer> a) {
                                int x = 0;
                                var h = P.make();
                                while (x < 3) {
                                    x += P.take(h, 1);
                                    dev.bobbin.Bobbin.yieldNow().await();
                                }
                                return done(x);
                            }
                            static Async<Integer> fine(Async<Integer> a) {
                                int x = a.await();
                                return done(P.take(P.make(), x > 0 ? 1 : 2));
                            }
                        }
                        """), 17, "-g");

        // when
        Transformer.Result result = Transformer.transform(classes, Javac::onClassPath, form);

        // then
        assertThat(result.diagnostics())
                .extracting(d -> d.line() + " " + d.message().replaceAll(" that is there.*", ""))
                .containsExactly(
                        "7 take needs a p.P.Hidden",
                        "12 take needs a p.P.Hidden",
                        "17 first needs a p.P.Hidden[]",
                        "17 take needs a p.P.Hidden",
                        "20 a constructor needs a p.P.Hidden",
                        "28 the field field needs a p.P.Hidden",
                        "36 take needs a p.P.Hidden");
        assertThat(result.diagnostics().get(0).render()).isEqualTo("""
                q/Q.java:7: error: take needs a p.P.Hidden that is there before an await(), and code of another package must not\
                 name that class: what comes back after the await() is known as java.lang.Object alone [hidden-class]
                    make p.P.Hidden public, or get the value after the await()""");
    }

    private static String lines(int count, String format) {
        return IntStream.range(0, count).mapToObj(format::formatted).collect(Collectors.joining());
    }

    private static void compare(String name, Transformer.Result result) throws IOException {
        String rendered =
                result.diagnostics().stream().map(Diagnostic::render).collect(Collectors.joining("\n")) + "\n";
        Path golden = golden(name);
        if (UPDATE) {
            Files.writeString(golden, rendered);
            throw new AssertionError(
                    golden + " has been written anew: read it, and run the tests without golden.update");
        }
        assertThat(golden).exists();
        assertThat(rendered).isEqualTo(Files.readString(golden));
    }

    private static Path golden(String name) {
        Path source = Path.of("src", "test", "resources", "refused");
        String root = System.getProperty("bobbin.root");
        Path directory =
                root == null ? source : Path.of(root).resolve("bobbin-compiler").resolve(source);
        return directory.resolve(name + ".txt");
    }
}
