package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What Bobbin's compiler has made it leaves alone, as a build that runs it again expects. */
final class TwiceTest {
    @Test
    void corpus_transformedTwice_isAsAfterTheFirstTime() {
        // given
        Map<String, byte[]> once = transform(corpus());

        // when
        Map<String, byte[]> twice = transform(once);

        // then
        assertSame(twice, once);
    }

    @Test
    void corpus_eachClassTransformedAgainByItself_isAsAfterTheFirstTime() {
        // given
        Map<String, byte[]> once = transform(corpus());

        // when
        Map<String, byte[]> twice = new TreeMap<>();
        once.forEach((name, bytes) -> twice.putAll(transform(Map.of(name, bytes))));

        // then
        assertSame(twice, once);
    }

    @Test
    void corpus_transformedTwiceFromTheSameClasses_givesTheSameBytes() {
        Map<String, byte[]> plain = corpus();
        assertSame(transform(plain), transform(plain));
    }

    @Test
    void classes_newOnesBesideTransformed_areTransformedAlone() {
        // given
        Map<String, byte[]> plain = corpus();
        String fresh = "corpus/calls/Calls";
        Map<String, byte[]> others = new TreeMap<>(plain);
        others.keySet().removeIf(name -> name.equals(fresh) || name.startsWith(fresh + "$"));
        Map<String, byte[]> mixed = new TreeMap<>(transform(others));
        Map<String, byte[]> before = new TreeMap<>(mixed);
        mixed.put(fresh, plain.get(fresh));

        // when
        Map<String, byte[]> result = transform(mixed);

        // then
        assertThat(result.get(fresh)).isNotEqualTo(plain.get(fresh));
        result.keySet().retainAll(before.keySet());
        assertSame(result, before);
    }

    private static Map<String, byte[]> corpus() {
        return Javac.compile(Build.corpus(17), 17, "-g");
    }

    private static Map<String, byte[]> transform(Map<String, byte[]> classes) {
        Transformer.Result result = Transformer.transform(classes, Javac::onClassPath, Options.defaults());
        assertThat(result.diagnostics()).isEmpty();
        return new TreeMap<>(result.classes());
    }

    private static void assertSame(Map<String, byte[]> actual, Map<String, byte[]> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, bytes) -> assertThat(actual.get(name)).as(name).isEqualTo(bytes));
    }
}
