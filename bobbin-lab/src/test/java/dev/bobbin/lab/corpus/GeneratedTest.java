package dev.bobbin.lab.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.form.ClassFiles;
import dev.bobbin.lab.form.Form;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratedTest {
    @ParameterizedTest
    @MethodSource("dev.bobbin.lab.form.Form#runnable")
    void programs_inEachForm_giveWhatTheirPlainCodeGives(Form form) throws Exception {
        for (String program : List.of("sites=1", "sites=8", "chain=1", "chain=16", "callers=3")) {
            assertAnswers(Javac.compile(Corpus.of(Param.of(program))), form);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.lab.form.Form#runnable")
    void project_inEachForm_givesWhatItsPlainCodeGives(Form form) throws Exception {
        assertAnswers(Javac.compile(Generated.project(4, 10)), form);
    }

    @Test
    void project_ofTwoHundredClasses_hasTwoThousandCoroutinesAndTheirMain() {
        Map<String, String> project = Corpus.of(Param.of("corpus=generated"));

        assertThat(project).hasSize(201);
        assertThat(project.values().stream()
                        .mapToInt(text -> text.split("static Async<Integer> ", -1).length - 1)
                        .sum())
                .isEqualTo(2001);
    }

    private static void assertAnswers(Map<String, byte[]> classes, Form form) throws Exception {
        Map<String, byte[]> woven = ClassFiles.transformed(classes, form);
        assertThat(woven.size()).isGreaterThan(classes.size());
        Object answers = new Program(woven)
                .loadClass("generated.Main")
                .getMethod("answers", int.class)
                .invoke(null, 5);
        assertThat(answers).isEqualTo(true);
    }

    private static final class Program extends ClassLoader {
        private final Map<String, byte[]> classes;

        Program(Map<String, byte[]> classes) {
            super(GeneratedTest.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name.replace('.', '/'));
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
