package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the compiler warns of, and compiles all the same. */
final class WarningTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void asyncThatIsDropped_isNamedWithItsLine(boolean eclipse) {
        // given
        var sources = List.of(Javac.resources("warned").resolve("Dropped.java"));
        Map<String, byte[]> classes = eclipse ? Ecj.compile(sources, 17, "-g") : Javac.compile(sources, 17, "-g");

        // when
        Transformer.Result result = Transformer.transform(classes, Javac::onClassPath, Options.defaults());

        // then
        assertThat(result.hasErrors()).isFalse();
        assertThat(result.classes().get("Dropped")).isNotEqualTo(classes.get("Dropped"));
        assertThat(result.diagnostics())
                .allSatisfy(d -> assertThat(d.severity()).isEqualTo(Diagnostic.Severity.WARNING))
                .extracting(d -> d.render().lines().findFirst().orElseThrow())
                .containsExactly(
                        warning(24, "Dropped.one"),
                        warning(25, "Channel.send"),
                        warning(26, "Clock.sleep"),
                        warning(28, "Dropped.one"),
                        warning(35, "Dropped.one"));

        // and: rewritten classes say nothing any more
        assertThat(Transformer.transform(result.classes(), Javac::onClassPath, Options.defaults())
                        .diagnostics())
                .isEmpty();
    }

    private static String warning(int line, String call) {
        return "Dropped.java:" + line + ": warning: nothing of " + call
                + "(...) runs here: it makes an Async, which is dropped [dropped-async]";
    }
}
