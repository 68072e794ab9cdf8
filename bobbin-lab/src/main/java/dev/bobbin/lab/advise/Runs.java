package dev.bobbin.lab.advise;

import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.trial.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Runs a program under each model, in rounds, and compares every run's answers with the first one's. Before the first round each model
 * runs once for the answers alone: that also brings the program's files into memory.
 */
final class Runs {
    private final List<Woven> programs;
    private final Execution.Setting setting;
    private final Progress progress;
    private final Map<Form, Map<Measure, List<Double>>> values = new EnumMap<>(Form.class);
    private final SameAnswers answers;

    private Runs(List<Woven> programs, Execution.Setting setting, Progress progress, Execution first) {
        this.programs = programs;
        this.setting = setting;
        this.progress = progress;
        this.answers = new SameAnswers(first);
    }

    /** @throws NoAdvice if the answers are not the same everywhere, or the program fails */
    static Map<Form, Map<Measure, Sample>> of(
            List<Woven> programs, int rounds, Execution.Setting setting, Progress progress)
            throws NoAdvice, IOException {
        Woven first = programs.get(0);
        progress.say("answers: " + Woven.name(first.form()));
        Execution execution = Execution.of(first, Probe.Kind.SPENT, setting);
        Runs runs = new Runs(programs, setting, progress, execution);
        runs.compareAnswers();
        if (execution.status() != 0) {
            throw NoAdvice.because("the program fails, with status " + execution.status()
                    + SameAnswers.indented(execution.lastWords()));
        }
        for (int round = 1; round <= rounds; round++) {
            runs.round("round " + round + "/" + rounds, round);
        }
        return runs.samples();
    }

    /** All differences at once; but a program that differs from itself says nothing of models. */
    private void compareAnswers() throws NoAdvice, IOException {
        StringJoiner differences = new StringJoiner("\n");
        for (Woven program : programs.subList(1, programs.size())) {
            progress.say("answers: " + Woven.name(program.form()));
            String difference = answers.difference(Execution.of(program, Probe.Kind.SPENT, setting));
            if (difference != null) {
                differences.add(difference);
            }
        }
        if (differences.length() > 0) {
            requireSteady();
            throw NoAdvice.because("the answers are not the same under all models:\n" + differences);
        }
    }

    private void requireSteady() throws NoAdvice, IOException {
        String difference = answers.difference(Execution.of(programs.get(0), Probe.Kind.SPENT, setting));
        if (difference != null) {
            throw NoAdvice.because(
                    "the answers differ from run to run, under the same model too: " + difference
                            + "\nLet the program print only what does not depend on the time, on chance or on who comes first.");
        }
    }

    /** The models take turns at who is first. */
    private void round(String name, int round) throws NoAdvice, IOException {
        List<Woven> order = new ArrayList<>(programs);
        Collections.rotate(order, round);
        for (Woven program : order) {
            Map<Measure, Double> spent = run(program, Probe.Kind.SPENT);
            Map<Measure, Double> live = run(program, Probe.Kind.LIVE_HEAP);
            spent.put(Measure.LIVE, measured(live, Measure.LIVE));
            Map<Measure, List<Double>> all =
                    values.computeIfAbsent(program.form(), form -> new EnumMap<>(Measure.class));
            spent.forEach((measure, value) ->
                    all.computeIfAbsent(measure, m -> new ArrayList<>()).add(value));
            progress.say(
                    name + ": " + Woven.name(program.form()) + " " + Measure.TIME.text(measured(spent, Measure.TIME)));
        }
    }

    private static double measured(Map<Measure, Double> values, Measure measure) {
        Double value = values.get(measure);
        if (value == null) {
            throw new IllegalStateException("the probe did not measure " + measure.id());
        }
        return value;
    }

    private Map<Measure, Double> run(Woven program, Probe.Kind kind) throws NoAdvice, IOException {
        Execution execution = Execution.of(program, kind, setting);
        String difference = answers.difference(execution);
        if (difference != null) {
            requireSteady();
            throw NoAdvice.because("the answers are not always the same: " + difference);
        }
        Files.delete(execution.output());
        return execution.values();
    }

    private Map<Form, Map<Measure, Sample>> samples() {
        Map<Form, Map<Measure, Sample>> samples = new EnumMap<>(Form.class);
        values.forEach((form, byMeasure) -> {
            Map<Measure, Sample> all = new EnumMap<>(Measure.class);
            byMeasure.forEach((measure, list) -> all.put(measure, new Sample(list)));
            samples.put(form, all);
        });
        return samples;
    }
}
