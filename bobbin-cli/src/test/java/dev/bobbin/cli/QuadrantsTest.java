package dev.bobbin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.bobbin.Coroutine;
import dev.bobbin.compiler.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Twelve programs, stackless and stackful, asymmetric and symmetric: all say the same. */
@Tag("stackful")
class QuadrantsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int PROGRAMS = 12;

    private static CoroutinePrograms programs;

    @BeforeAll
    static void compile() throws Exception {
        programs = CoroutinePrograms.compiled();
    }

    @TestFactory
    Stream<DynamicContainer> stackless_inEveryForm_saysTheSame() {
        return Options.forms().stream().map(form -> {
            ClassLoader loader = programs.in(form);
            return dynamicContainer(form.toString(), tests(loader, "stackless"));
        });
    }

    /** Compiled or not: the methods themselves are there in both. */
    @TestFactory
    Stream<DynamicContainer> stackful_saysTheSame_orNamesTheJdkItNeeds() {
        ClassLoader plain = programs.plain();
        if (!CoroutinePrograms.HAS_STACKS) {
            return Stream.of(dynamicContainer("JDK 17", List.of(dynamicTest("names what it needs", () -> {
                assertThatThrownBy(() -> Coroutine.stackful((self, first) -> null))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("stackful coroutines need JDK 21 or later");
            }))));
        }
        Stream<DynamicContainer> compiled = Options.forms().stream()
                .map(form ->
                        dynamicContainer(form + ", " + CoroutinePrograms.WAY, tests(programs.in(form), "stackful")));
        return Stream.concat(
                Stream.of(dynamicContainer("not compiled, " + CoroutinePrograms.WAY, tests(plain, "stackful"))),
                compiled);
    }

    private static List<DynamicTest> tests(ClassLoader loader, String kind) {
        try {
            List<DynamicTest> tests = new ArrayList<>();
            Object maker = CoroutinePrograms.maker(loader, kind);
            for (Object program : all(loader)) {
                String expected = (String) part(program, "expected");
                for (String way : List.of("asymmetric", "symmetric")) {
                    tests.add(dynamicTest(
                            part(program, "name") + ", " + way,
                            () -> assertThat(said(program, way, maker)).isEqualTo(expected)));
                }
            }
            assertThat(tests).hasSize(2 * PROGRAMS);
            return tests;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static List<?> all(ClassLoader loader) throws ReflectiveOperationException {
        return (List<?>)
                CoroutinePrograms.quadrants(loader).getMethod("programs").invoke(null);
    }

    private static Object part(Object program, String name) throws ReflectiveOperationException {
        return program.getClass().getMethod(name).invoke(program);
    }

    @SuppressWarnings("unchecked")
    private static String said(Object program, String way, Object maker) throws ReflectiveOperationException {
        var code = (Function<Object, String>) part(program, way);
        return assertTimeoutPreemptively(LIMIT, () -> code.apply(maker));
    }

    @TestFactory
    Stream<DynamicTest> sequence_closedEarly_saysWhatCoroutinesSay() {
        return Options.forms().stream()
                .map(form -> dynamicTest(form.toString(), () -> {
                    ClassLoader loader = programs.in(form);
                    Object said = CoroutinePrograms.quadrants(loader)
                            .getMethod("sequence")
                            .invoke(null);
                    assertThat(said).isEqualTo(expected(loader, "early close"));
                }));
    }

    private static Object expected(ClassLoader loader, String name) throws ReflectiveOperationException {
        for (Object program : all(loader)) {
            if (part(program, "name").equals(name)) {
                return part(program, "expected");
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void tableInTheDocs_hasEachProgram() throws Exception {
        String page =
                Files.readString(Path.of(System.getProperty("bobbin.root")).resolve("docs/guide/coroutines.md"));
        List<String> rows = Pattern.compile(
                        "(?m)^\\| \\[([^\\]]+)\\]\\((?:\\.\\./)+examples/coroutines/\\w+\\.java\\) \\|")
                .matcher(page)
                .results()
                .map(row -> row.group(1))
                .toList();
        List<Object> names = new ArrayList<>();
        for (Object program : all(programs.plain())) {
            names.add(part(program, "name"));
        }

        assertThat(rows).isEqualTo(names);
    }
}
