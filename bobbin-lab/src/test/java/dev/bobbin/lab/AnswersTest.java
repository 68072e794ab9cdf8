package dev.bobbin.lab;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.bobbin.lab.call.FusedCall;
import dev.bobbin.lab.call.PlainCall;
import dev.bobbin.lab.resume.FusedResume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The benches' own work is right before anybody times it. */
class AnswersTest {
    @Test
    void call_bothSubjects_giveTheExpectedAnswer() {
        assertThatCode(() -> new FusedCall().check()).doesNotThrowAnyException();
        assertThatCode(() -> new PlainCall().check()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void resume_atEachDepth_countsResumptionsAndLevels(int depth) {
        FusedResume bench = new FusedResume();
        bench.depth = depth;

        assertThatCode(() -> {
                    bench.start();
                    bench.resume();
                    bench.resume();
                    bench.end();
                })
                .doesNotThrowAnyException();
    }
}
