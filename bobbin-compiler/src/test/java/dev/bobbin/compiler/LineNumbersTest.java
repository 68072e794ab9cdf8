package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stack trace taken in a coroutine names the line of the source, whether it has been suspended before or not. */
final class LineNumbersTest {
    @TempDir
    Path directory;

    static Stream<Options> forms() {
        return Options.forms().stream();
    }

    /** Each run of {@code line()} notes the line it is called from; the numbers on the right are the lines expected. */
    private static final String PROGRAM = """
            package corpus.lines;

            import static corpus.Pace.*;
            import static dev.bobbin.Async.done;

            import dev.bobbin.Async;

            public class Lines {
                public static Async<String> all() {
                    line();
                    int a = i(1).await() + line();
                    int b = line() + i(2).await() + line() + i(3).await() + line();
                    String s = "x"
                            + line()
                            + step("y").await()
                            + line();
                    for (int k = 0; k < 2; k++) {
                        a += line() + i(k).await();
                        b += line();
                    }
                    try {
                        pause().await(); line();
                        fail(new IllegalStateException("x")).await();
                        line();
                    } catch (IllegalStateException e) {
                        line();
                        pause().await(); line();
                    } finally {
                        line();
                        pause().await(); line();
                    }
                    switch (i(2).await()) {
                        case 1: line(); break;
                        case 2: pause().await(); line(); break;
                        default: line();
                    }
                    nested(
                            line(),
                            i(4).await(),
                            line()).await(); line();
                    if (z(true).await() && line() > 0 && z(true).await()) line();
                    else line();
                    while (i(a).await() > 1000) line();
                    return done(log("") + line());
                }

                private static Async<Void> nested(int x, int y, int z) {
                    line();
                    pause().await(); line(); pause().await(); line();
                    return done();
                }

                private static int line() {
                    StackTraceElement caller = new Throwable().getStackTrace()[1];
                    log(caller.getLineNumber());
                    return caller.getLineNumber();
                }
            }
            """;

    @ParameterizedTest
    @MethodSource("forms")
    void stackTrace_inEveryState_namesTheLine(Options form) throws Exception {
        // given
        Path program = Files.writeString(directory.resolve("Lines.java"), PROGRAM);
        List<Path> sources = List.of(program, Javac.resources("corpus").resolve("Pace.java"));
        for (boolean ecj : new boolean[] {false, true}) {
            Map<String, byte[]> plain = ecj ? Ecj.compile(sources, 17, "-g") : Javac.compile(sources, 17, "-g");
            Transformer.Result result = Transformer.transform(plain, Javac::onClassPath, form);
            assertThat(result.hasErrors()).as("%s", result.diagnostics()).isFalse();
            String blocking = World.ofBlockingCode(plain).run("corpus.lines.Lines", "all");
            assertThat(blocking).contains(String.valueOf(lastLine()));
            for (String mode : List.of("NEVER", "ALWAYS", "RANDOM")) {
                // when
                String seen = World.ofCoroutines(result.classes(), mode, 1).run("corpus.lines.Lines", "all");

                // then
                assertThat(seen).as(form + " " + mode).isEqualTo(blocking);
            }
        }
    }

    private static int lastLine() {
        List<String> lines = PROGRAM.lines().toList();
        return 1
                + IntStream.range(0, lines.size())
                        .filter(n -> lines.get(n).contains("return done(log"))
                        .boxed()
                        .collect(Collectors.toList())
                        .get(0);
    }
}
