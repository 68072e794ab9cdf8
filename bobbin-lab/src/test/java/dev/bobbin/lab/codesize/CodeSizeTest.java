package dev.bobbin.lab.codesize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.lab.corpus.Javac;
import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import dev.bobbin.lab.trial.Work;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CodeSizeTest {
    @Test
    void size_ofAKnownClass_isItsFileAndItsInstructions() {
        Map<String, byte[]> classes =
                Javac.compile(Map.of("A.java", "interface A { int X = 7; static int twice(int x) { return x + x; } }"));

        Size size = Size.of(classes.values());

        // iload_0, iload_0, iadd, ireturn; a constant of an interface needs no code
        assertThat(size).isEqualTo(new Size(1, classes.get("A").length, 4));
    }

    @Test
    void size_ofOneMoreCallSite_growsByTheSameAmountEachTimeInJavac() throws TrialFailed {
        double first = measure("sites=2", null).get("code-bytes")
                - measure("sites=1", null).get("code-bytes");
        double last = measure("sites=8", null).get("code-bytes")
                - measure("sites=7", null).get("code-bytes");

        assertThat(first).isPositive().isEqualTo(last);
    }

    @Test
    void size_ofTheLab_isMoreInAFormThanInJavac() throws TrialFailed {
        Map<String, Double> original = measure("corpus=lab", null);
        Map<String, Double> fused = measure("corpus=lab", Form.FUSED);

        assertThat(original.get("classes")).isGreaterThan(20);
        assertThat(fused.get("class-bytes")).isGreaterThan(original.get("class-bytes"));
        assertThat(fused.get("code-bytes")).isGreaterThan(original.get("code-bytes"));
        assertThat(measure("corpus=lab", Form.FUSED)).isEqualTo(fused);
    }

    private static Map<String, Double> measure(String param, @Nullable Form form) throws TrialFailed {
        Work work = new CodeSize(form);
        return work.measure(
                        new Trial("codesize", Param.of(param), "any", Jdk.running(), List.of(), 1, work), line -> {})
                .values();
    }
}
