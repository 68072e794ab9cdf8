package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Sequences whose bodies yield, in every form: the programs are src/test/resources/seq, each a {@code public static String} method. */
final class SeqTest {
    @TestFactory
    Stream<DynamicContainer> programs_inEveryForm() {
        Map<String, byte[]> plain = Javac.compile(Javac.sources(Javac.resources("seq")), 17, "-g");
        return World.models().stream().map(form -> {
            Transformer.Result result = Transformer.transform(plain, Javac::onClassPath, form);
            assertThat(result.diagnostics()).isEmpty();
            ClassLoader loader =
                    World.ofCoroutines(result.classes(), "NEVER", 0).loader();
            return dynamicContainer(form.toString(), tests(plain, loader));
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
