package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Bobbin's compiler has made it leaves alone, as a build that runs it again expects. */
final class TwiceTest {
    private static Map<String, byte[]> corpus;

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void corpus_transformedTwice_isAsAfterTheFirstTime(Options form) {
        // given
        Map<String, byte[]> once = transform(form, corpus);

        // when
        Map<String, byte[]> twice = transform(form, once);

        // then
        assertSame(twice, once);
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void corpus_eachClassTransformedAgainByItself_isAsAfterTheFirstTime(Options form) {
        // given
        Map<String, byte[]> once = transform(form, corpus);

        // when
        Map<String, byte[]> twice = new TreeMap<>();
        once.forEach((name, bytes) -> twice.putAll(transform(form, Map.of(name, bytes))));

        // then
        assertSame(twice, once);
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void corpus_transformedTwiceFromTheSameClasses_givesTheSameBytes(Options form) {
        Map<String, byte[]> plain = corpus;
        assertSame(transform(form, plain), transform(form, plain));
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void classes_newOnesBesideTransformed_areTransformedAlone(Options form) {
        // given
        Map<String, byte[]> plain = corpus;
        String fresh = "corpus/calls/Calls";
        Map<String, byte[]> others = new TreeMap<>(plain);
        others.keySet().removeIf(name -> name.equals(fresh) || name.startsWith(fresh + "$"));
        Map<String, byte[]> mixed = new TreeMap<>(transform(form, others));
        Map<String, byte[]> before = new TreeMap<>(mixed);
        mixed.put(fresh, plain.get(fresh));

        // when
        Map<String, byte[]> result = transform(form, mixed);

        // then
        assertThat(result.get(fresh)).isNotEqualTo(plain.get(fresh));
        result.keySet().retainAll(before.keySet());
        assertSame(result, before);
    }

    @BeforeAll
    static void compile() {
        List<Path> sources = Build.corpus(17);
        sources.addAll(Javac.sources(Javac.resources("seq")));
        corpus = Javac.compile(sources, 17, "-g");
    }

    private static Map<String, byte[]> transform(Options form, Map<String, byte[]> classes) {
        Transformer.Result result = Transformer.transform(classes, Javac::onClassPath, form);
        assertThat(result.hasErrors()).as("%s", result.diagnostics()).isFalse();
        return new TreeMap<>(result.classes());
    }

    private static void assertSame(Map<String, byte[]> actual, Map<String, byte[]> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, bytes) -> assertThat(actual.get(name)).as(name).isEqualTo(bytes));
    }
}
