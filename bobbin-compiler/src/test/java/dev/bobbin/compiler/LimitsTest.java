package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the JVM just allows, in every form: the corpus's cases of many parameters, suspensions and live variables. */
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
}
