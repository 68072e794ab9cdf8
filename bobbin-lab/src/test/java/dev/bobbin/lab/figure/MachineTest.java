package dev.bobbin.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineTest {
    private final Machine here = machine("abc", Map.of("call depth=10", List.of("-Xmx512m")));

    @Test
    void differences_sameMachineAtAnotherTime_areNone() {
        Machine later = new Machine(
                here.os(),
                here.arch(),
                here.cpu(),
                here.cores(),
                here.load() + 1,
                here.jdk(),
                here.jdks(),
                here.flags(),
                here.toolchains(),
                "2031-01-01T00:00:00Z",
                here.bobbin(),
                here.classes(),
                List.of(50.0));

        assertThat(later.differences(here)).isEmpty();
    }

    @Test
    void differences_otherClassesAndFlags_areNamed() {
        Machine there = machine("def", Map.of("call depth=10", List.of("-Xmx1g")));

        assertThat(here.differences(there))
                .containsExactly(
                        "classes: abc here, def there",
                        "vmFlags: {call depth=10=[-Xmx512m]} here, {call depth=10=[-Xmx1g]} there");
    }

    @Test
    void differences_languageThatWasNotInstalledThere_isNone() {
        Machine more = here.with(Map.of("go", "go1.19", "node", "v20"));

        assertThat(more.differences(here)).isEmpty();
        assertThat(here.differences(more))
                .containsExactly("toolchains: {go=go1.19} here, " + more.toolchains() + " there");
        assertThat(here.with(Map.of("go", "go1.20")).differences(here))
                .containsExactly("toolchains: {go=go1.20} here, {go=go1.19} there");
    }

    @Test
    void drift_ofTheCalibration_isSlowestByFastest() {
        assertThat(here.with(List.of(50.0, 54.0, 51.0)).drift()).isCloseTo(1.08, within(1e-9));
        assertThat(here.with(List.of(50.0, 54.0)).isSteady()).isTrue();
        assertThat(here.with(List.of(56.0, 50.0)).isSteady()).isFalse();
    }

    @Test
    void drift_ofOneCalibrationOrNone_isNotKnown() {
        assertThat(here.drift()).isEqualTo(1);
        assertThat(here.with(List.of(50.0)).drift()).isEqualTo(1);
    }

    private static Machine machine(String classes, Map<String, List<String>> flags) {
        return Machine.here(0.1, List.of("17.0.15"), flags, Map.of("go", "go1.19"), "0.1.0", classes);
    }
}
