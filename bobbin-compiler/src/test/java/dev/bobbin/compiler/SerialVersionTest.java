package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ObjectStreamClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was serialized by a class before it was transformed can still be read. */
final class SerialVersionTest {
    private static final String PROGRAM = """
            import static dev.bobbin.Async.done;

            import dev.bobbin.Async;
            import dev.bobbin.Bobbin;
            import java.io.Serializable;

            public class Stored implements Serializable {
                int x = 1;

                public Async<Integer> get() {
                    Bobbin.yieldNow().await();
                    return done(x);
                }

                public static class Below extends Stored {
                    static final int CONSTANT = Integer.parseInt("3");

                    static Async<Integer> twice(Stored s) {
                        return done(2 * s.get().await());
                    }
                }

                public static class Yields extends Stored {
                    void walk(dev.bobbin.Yielder<Integer> y) {
                        y.yield(x);
                    }
                }

                public static class Lambda extends Stored {
                    dev.bobbin.Seq<Integer> all() {
                        return dev.bobbin.Seq.of(y -> y.yield(x));
                    }
                }

                public static class HandsOn extends Stored {
                    dev.bobbin.Seq<Integer> all(Yields other) {
                        return dev.bobbin.Seq.of(other::walk);
                    }
                }

                public static class Says extends Stored {
                    private static final long serialVersionUID = 42;

                    @Override
                    public Async<Integer> get() {
                        return done(super.get().await() + 1);
                    }
                }
            }
            """;

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void serialVersion_ofATransformedClass_isThatOfItsSource(Options form, @TempDir Path directory) throws Exception {
        // given
        Path source = Files.writeString(directory.resolve("Stored.java"), PROGRAM);
        Map<String, byte[]> plain = Javac.compile(List.of(source), 17, "-g");
        // when
        Transformer.Result result = Transformer.transform(plain, Javac::onClassPath, form);
        // then
        assertThat(result.hasErrors()).as("%s", result.diagnostics()).isFalse();
        for (String name :
                List.of("Stored", "Stored$Below", "Stored$Says", "Stored$Yields", "Stored$Lambda", "Stored$HandsOn")) {
            assertThat(version(result.classes(), name)).as(name).isEqualTo(version(plain, name));
        }
    }

    private static long version(Map<String, byte[]> classes, String name) throws ClassNotFoundException {
        ClassLoader loader = World.ofCoroutines(classes, "NEVER", 0).loader();
        return ObjectStreamClass.lookup(Class.forName(name, false, loader)).getSerialVersionUID();
    }
}
