package dev.bobbin.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.lab.figure.Settings;
import dev.bobbin.lab.trial.Estimate;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Step;
import dev.bobbin.lab.trial.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickTest {
    private static final List<String> BENCHES = List.of(
            "call",
            "resume",
            "generator",
            "switch",
            "parked",
            "yield",
            "spawn",
            "pingpong",
            "channel",
            "skynet",
            "echo",
            "codesize",
            "compile");

    /** By what it costs on a machine that does nothing else; a fifth of the four minutes is left for what is not foreseen. */
    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void of_allSubjectsOnAJvm_isEachBenchOnceInLessThanFourMinutes(int feature) {
        Jdk jdk = new Jdk(Path.of("/jdk"), feature, Integer.toString(feature));
        Bench.Jdks jdks = new Bench.Jdks(List.of(jdk), List.of(jdk));

        List<Trial> quick = Quick.of(Plan.of(List.of(), List.of(), jdks), List.of());

        assertThat(quick.stream().map(t -> t.bench() + " " + t.param()).distinct())
                .extracting(name -> name.substring(0, name.indexOf(' ')))
                .containsExactlyElementsOf(BENCHES);
        assertThat(quick).noneMatch(t -> t.jdk().isNone());
        List<Step> steps = quick.stream().map(t -> new Step(1, t)).toList();
        assertThat(new Estimate().seconds(steps)).isBetween(60.0, 192.0);
    }

    @Test
    void of_aPeerThatIsNamed_takesPart() {
        List<String> subjects = List.of("bobbin-fused", "go");

        List<Trial> quick = Quick.of(Plan.of(List.of("call"), subjects, Plan.jdks(List.of())), subjects);

        assertThat(quick).extracting(Trial::subject).containsExactly("bobbin-fused", "go");
    }

    @Test
    void of_aBenchThatIsNotQuick_saysWhatThereIs() {
        Settings settings = new Settings(List.of("idle"), List.of(), List.of(), 1, true);

        assertThatThrownBy(() -> Session.of(settings, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "nothing to measure: --quick has only call, channel, codesize, compile, echo, generator, parked,"
                                + " pingpong, resume, skynet, spawn, switch, yield, and peers of other languages if --subjects names them");
    }

    @Test
    void session_quick_looksForNoOtherJdk() throws IOException {
        Session session = Session.of(new Settings(List.of("parked"), List.of(), List.of(), 1, true), 0);

        assertThat(session.steps()).extracting(step -> step.trial().jdk()).containsOnly(Jdk.running());
    }
}
