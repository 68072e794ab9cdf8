package dev.bobbin.lab.compile;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Through real JVMs: each compiler gets what it reads, and its time comes back. */
class CompileWorkTest {
    @Test
    void javacAndAForm_overOneProgram_giveATimeEach() throws TrialFailed {
        assertThat(measure("chain=4,jvm=cold", null)).containsOnlyKeys("ms");
        assertThat(measure("chain=4,jvm=cold", Form.PULL)).containsOnlyKeys("ms");
    }

    @Test
    void guava_isFoundAndPassedThrough() throws TrialFailed {
        assertThat(measure("corpus=guava,jvm=cold", Form.FUSED)).containsOnlyKeys("ms");
    }

    private static Map<String, Double> measure(String param, @Nullable Form form) throws TrialFailed {
        Work work = new CompileWork(form);
        Trial trial = new Trial("compile", Param.of(param), "any", Jdk.running(), List.of(), 1, work);
        return work.measure(trial, line -> {}).values();
    }
}
