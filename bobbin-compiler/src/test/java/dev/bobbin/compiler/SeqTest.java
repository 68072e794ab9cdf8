package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Sequences whose bodies yield, in every form: the programs are src/test/resources/seq, each a {@code public static String} method. Compiled by
 * each compiler, with debug information and without; {@code -Dcorpus.builds=all} takes every release.
 */
final class SeqTest {
    private static final int SINCE = 17; // the programs have records

    private static List<Build> builds() {
        if (System.getProperty("corpus.builds", "").equals("all")) {
            return Build.all().stream()
                    .filter(build -> build.release() >= SINCE)
                    .toList();
        }
        return List.of(
                new Build(Build.Compiler.JAVAC, SINCE, "-g", true, 1, false),
                new Build(Build.Compiler.ECJ, Javac.JDK, "-g:none", true, 1, false));
    }

    @TestFactory
    Stream<DynamicContainer> programs_inEveryForm() {
        return builds().stream().map(build -> {
            Map<String, byte[]> plain = build.compile(Javac.sources(Javac.resources("seq")));
            return dynamicContainer(build.toString(), World.models().stream().map(form -> {
                Transformer.Result result = Transformer.transform(plain, Javac::onClassPath, form);
                assertThat(result.diagnostics()).isEmpty();
                ClassLoader loader =
                        World.ofCoroutines(result.classes(), "NEVER", 0).loader();
                return dynamicContainer(form.toString(), tests(plain, loader));
            }));
        });
    }

    private static Stream<DynamicTest> tests(Map<String, byte[]> plain, ClassLoader loader) {
        return plain.keySet().stream()
                .filter(name -> !name.contains("$"))
                .flatMap(name -> cases(name.replace('/', '.'), loader))
                .map(method -> dynamicTest(
                        method.getDeclaringClass().getSimpleName() + "." + method.getName(),
                        () -> assertThat(method.invoke(null)).isEqualTo(expected(method))));
    }

    private static Stream<Method> cases(String name, ClassLoader loader) {
        try {
            return Stream.of(Class.forName(name, true, loader).getMethods())
                    .filter(method -> expected(method) != null)
                    .sorted(Comparator.comparing(Method::getName));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** Null if it is no case. */
    private static String expected(Method method) {
        for (Annotation a : method.getAnnotations()) { // of the program's class loader
            if (a.annotationType().getName().equals("seq.Expect")) {
                try {
                    return (String) a.annotationType().getMethod("value").invoke(a);
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return null;
    }
}
