package dev.bobbin.lab.advise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.lab.form.Form;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdviceTest {
    private final Map<Form, Map<Measure, Sample>> figures = new EnumMap<>(Form.class);

    @Test
    void ranges_thatOverlap_areATieThatTheNextMeasureDecides() {
        put(Form.FUSED, Measure.TIME, 100, 110, 120);
        put(Form.PUSH, Measure.TIME, 119, 130, 140);
        put(Form.PULL, Measure.TIME, 200, 210, 220);
        put(Form.FUSED, Measure.CPU, 100);
        put(Form.PUSH, Measure.CPU, 100);
        put(Form.PULL, Measure.CPU, 1);
        put(Form.FUSED, Measure.ALLOCATED, 3_000_000);
        put(Form.PUSH, Measure.ALLOCATED, 2_000_000);
        put(Form.PULL, Measure.ALLOCATED, 1);

        Advice advice = Advice.of(Situation.PLAIN_IO, figures);

        assertThat(advice.models()).containsExactly(Form.PUSH);
        assertThat(advice.reasons())
                .containsExactly(
                        "time: fused 110 ms, as good: push; next pull 210 ms, 91 % more",
                        "cpu: all the same, 100 ms", "allocated: push 2,000 kB; next fused 3,000 kB, 50 % more");
    }

    @Test
    void rangesApart_decideAtOnce() {
        put(Form.FUSED, Measure.TIME, 100, 110);
        put(Form.PUSH, Measure.TIME, 250, 256);

        Advice advice = Advice.of(Situation.PLAIN_IO, figures);

        assertThat(advice.models()).containsExactly(Form.FUSED);
        assertThat(advice.reasons()).containsExactly("time: fused 105 ms; next push 253 ms, 2.4 times as much");
    }

    @Test
    void differences_ofLessThanAPercent_decideNothing() {
        put(Form.FUSED, Measure.CLASSES, 10_090);
        put(Form.PULL, Measure.CLASSES, 10_000);
        put(Form.FUSED, Measure.CODE, 500);
        put(Form.PULL, Measure.CODE, 502);

        Advice advice = Advice.of(Situation.CODE_SIZE, figures);

        assertThat(advice.models()).containsExactly(Form.FUSED, Form.PULL);
        assertThat(advice.reasons())
                .containsExactly(
                        "class-bytes: no difference that counts, 10,000 to 10,090 bytes",
                        "code-bytes: no difference that counts, 500 to 502 bytes");
    }

    @Test
    void webAssembly_hasNoStacksToSwitch() {
        put(Form.STACKFUL, Measure.CLASSES, 1_000);
        put(Form.PULL, Measure.CLASSES, 3_000);
        put(Form.EMBEDDED, Measure.CLASSES, 2_000);

        assertThat(Advice.of(Situation.WEB_ASSEMBLY, figures).models()).containsExactly(Form.EMBEDDED);
        assertThat(Advice.of(Situation.CODE_SIZE, figures).models()).containsExactly(Form.STACKFUL);
    }

    @Test
    void measure_thatIsNotKnownOfAll_decidesNothing() {
        put(Form.FUSED, Measure.LIVE, 5_000);
        put(Form.PULL, Measure.LIVE, 5_000);
        put(Form.PULL, Measure.CHAIN, 10);
        put(Form.FUSED, Measure.RESIDENT, 1_000);
        put(Form.PULL, Measure.RESIDENT, 2_000);

        Advice advice = Advice.of(Situation.SMALL_DEVICES, figures);

        assertThat(advice.models()).containsExactly(Form.FUSED);
        assertThat(advice.reasons())
                .containsExactly(
                        "live: all the same, 5 kB",
                        "chain-bytes is not known of all",
                        "resident: fused 1 kB; next pull 2 kB, 2.0 times as much");
    }

    private void put(Form form, Measure measure, double... runs) {
        figures.computeIfAbsent(form, f -> new EnumMap<>(Measure.class))
                .put(measure, new Sample(Arrays.stream(runs).boxed().toList()));
    }
}
