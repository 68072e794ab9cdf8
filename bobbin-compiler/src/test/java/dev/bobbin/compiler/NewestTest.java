package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the language of JDK 25 has and the corpus cannot hold: what is refused in it, and classes without a name. */
final class NewestTest {
    private static final int RELEASE = 25;

    @TempDir
    Path directory;

    /** On the JDKs that know the release. */
    @TestFactory
    Stream<DynamicTest> newest() {
        return Javac.JDK < RELEASE
                ? Stream.of(dynamicTest("release " + RELEASE + " is beyond this JDK", () -> {}))
                : Stream.of(
                        dynamicTest("await_beforeTheCallOfSuper_isRefused", this::flexibleConstructor),
                        dynamicTest("coroutines_inACompactSourceFile_work", this::compactSourceFile));
    }

    private void flexibleConstructor() throws IOException {
        // given
        String program = """
                import dev.bobbin.Async;

                class Flexible {
                    private final int value;

                    Flexible(Async<Integer> source) {
                        int got = source.await();
                        if (got < 0) {
                            throw new IllegalArgumentException();
                        }
                        value = got;
                        super();
                        source.await();
                    }
                }
                """;
        for (boolean ecj : new boolean[] {false, true}) {
            // when
            List<Diagnostic> diagnostics = Transformer.transform(
                            compile("Flexible", program, ecj), Javac::onClassPath, Options.defaults())
                    .diagnostics();

            // then
            assertThat(diagnostics).extracting(Diagnostic::line).containsExactly(7, 13);
            assertThat(diagnostics).extracting(Diagnostic::id).containsOnly("await-in-constructor");
        }
    }

    private void compactSourceFile() throws Exception {
        // given
        String program = """
                int base = 40;

                dev.bobbin.Async<Integer> twice(int x) {
                    dev.bobbin.Bobbin.yieldNow().await();
                    base++;
                    return dev.bobbin.Async.done(x * 2);
                }

                dev.bobbin.Async<String> all() {
                    String s = "x" + twice(1).await();
                    return dev.bobbin.Async.done(s + (base + twice(2).await()));
                }

                void main() {
                    String s = dev.bobbin.Scheduler.single().run(() -> all());
                    System.setProperty("bobbin.newest", s);
                }
                """;
        for (boolean ecj : new boolean[] {false, true}) {
            for (Options form : World.models()) {
                // when
                Transformer.Result result =
                        Transformer.transform(compile("Compact", program, ecj), Javac::onClassPath, form);
                assertThat(result.hasErrors()).as("%s", result.diagnostics()).isFalse();
                System.clearProperty("bobbin.newest");
                Class<?> type = Class.forName(
                        "Compact",
                        true,
                        World.ofCoroutines(result.classes(), "NEVER", 0).loader());
                var constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                var main = type.getDeclaredMethod("main");
                main.setAccessible(true);
                main.invoke(constructor.newInstance());

                // then
                assertThat(System.clearProperty("bobbin.newest")).isEqualTo("x245");
            }
        }
    }

    private Map<String, byte[]> compile(String name, String program, boolean ecj) throws IOException {
        List<Path> sources = List.of(Files.writeString(directory.resolve(name + ".java"), program));
        return ecj ? Ecj.compile(sources, RELEASE, "-g") : Javac.compile(sources, RELEASE, "-g");
    }
}
