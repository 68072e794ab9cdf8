package dev.bobbin.lab.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import dev.bobbin.lab.trial.WrongAnswer;
import java.io.File;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In processes of their own: a program that does not print its answer would have no figure. */
class StartupWorkTest {
    private static final List<String> OPEN = List.of("--add-opens=java.base/java.lang=ALL-UNNAMED");

    @ParameterizedTest
    @MethodSource("dev.bobbin.lab.form.Form#runnable")
    void programInEachForm_hasTimeAndMemory(Form form) throws TrialFailed {
        assertHasFigures(Program.in(form));
    }

    @Test
    void programWithoutCoroutines_hasTimeAndMemory() throws TrialFailed {
        assertHasFigures(Program.PLAIN);
    }

    @Test
    void programOfKotlin_hasTimeAndMemory() throws TrialFailed {
        assertHasFigures(Program.KOTLIN);
    }

    @Test
    void program_withoutCoroutines_needsNothingElse() {
        assertThat(Program.PLAIN.path()).doesNotContain(File.pathSeparator);
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo 41; cat", "echo 42; echo more; cat", "true"})
    void program_thatSaysSomethingElse_isWrong(String script) {
        assertThatThrownBy(() -> measure(new StartupWork(trial -> List.of("sh", "-c", script))))
                .isInstanceOf(WrongAnswer.class);
    }

    @Test
    void program_thatFails_hasNoFigures() {
        assertThatThrownBy(() -> measure(new StartupWork(trial -> List.of("sh", "-c", "echo 42; cat; exit 3"))))
                .isInstanceOf(TrialFailed.class)
                .hasMessageContaining("status 3");
    }

    private static void assertHasFigures(Program program) throws TrialFailed {
        Map<String, Double> values = measure(StartupWork.of(program));

        assertThat(values).containsOnlyKeys("ms", "rss-bytes");
        assertThat(values.get("rss-bytes")).isGreaterThan(1 << 20);
    }

    private static Map<String, Double> measure(StartupWork work) throws TrialFailed {
        Trial trial = new Trial("startup", Param.of("awaits=1"), "somebody", Jdk.running(), OPEN, 1, work);
        return trial.work().measure(trial, line -> {}).values();
    }
}
