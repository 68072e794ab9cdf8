package dev.bobbin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.bobbin.compiler.Options;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** What holds for both kinds of coroutines, and what does not: the cases are src/test/resources/rules. */
@Tag("stackful")
class CoroutineRulesTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static CoroutinePrograms programs;

    @BeforeAll
    static void compile() throws Exception {
        programs = CoroutinePrograms.compiled();
    }

    @TestFactory
    Stream<DynamicContainer> rules_ofStacklessOnes_inEveryForm() {
        return Options.forms().stream()
                .map(form -> dynamicContainer(
                        form.toString(),
                        Stream.of("rules.Rules", "rules.Mixed").flatMap(name -> cases(name, form, "stackless"))));
    }

    @TestFactory
    Stream<DynamicTest> rules_ofStackfulOnes() {
        return CoroutinePrograms.HAS_STACKS ? cases("rules.Rules", Options.defaults(), "stackful") : Stream.of();
    }

    @TestFactory
    Stream<DynamicContainer> rules_ofBothTogether_inEveryForm() {
        return !CoroutinePrograms.HAS_STACKS
                ? Stream.of()
                : Options.forms().stream()
                        .map(form -> dynamicContainer(form.toString(), cases("rules.Mixed", form, "stackful")));
    }

    private static Stream<DynamicTest> cases(String name, Options form, String kind) {
        ClassLoader loader = programs.in(form);
        try {
            Object maker = CoroutinePrograms.maker(loader, kind);
            List<Method> methods = Stream.of(Class.forName(name, true, loader).getMethods())
                    .filter(method -> expected(method, "value") != null)
                    .sorted(Comparator.comparing(Method::getName))
                    .toList();
            assertThat(methods).isNotEmpty();
            return methods.stream()
                    .map(method -> dynamicTest(
                            method.getName(),
                            () -> assertThat(said(method, maker)).isEqualTo(expectedOf(method, kind))));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static String said(Method method, Object maker) {
        return assertTimeoutPreemptively(LIMIT, () -> (String) method.invoke(null, maker));
    }

    private static String expectedOf(Method method, String kind) {
        String value = expected(method, "value");
        if (kind.equals("stackless")) {
            return value;
        }
        String special = CoroutinePrograms.WAY.equals("continuation") ? expected(method, "continuation") : "";
        special = special.isEmpty() ? expected(method, "stackful") : special;
        return special.isEmpty() ? value : special;
    }

    /** Null if it is no case. */
    private static String expected(Method method, String part) {
        for (Annotation a : method.getAnnotations()) { // of the program's class loader
            if (a.annotationType().getName().equals("rules.Expect")) {
                try {
                    return (String) a.annotationType().getMethod(part).invoke(a);
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return null;
    }
}
