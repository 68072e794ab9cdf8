package dev.bobbin.lab.advise;

import dev.bobbin.lab.form.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Findings for the terminal: a table, what its columns are, and the advice. */
final class AdviceText {
    private static final String BEST = " *";
    private static final String NOT_BEST = "  ";

    private final Findings findings;
    private final StringBuilder text = new StringBuilder();

    private AdviceText(Findings findings) {
        this.findings = findings;
    }

    static String of(Findings findings) {
        return new AdviceText(findings).text();
    }

    private String text() {
        line(findings.program() + " on JDK " + findings.jdk().feature() + ", "
                + findings.rounds() + (findings.rounds() == 1 ? " round" : " rounds")
                + "; the answers are the same in every run of every model");
        findings.notes().forEach(note -> line("note: " + note));
        line("");
        table(measures().stream().filter(Measure::isOfRuns).toList());
        line("");
        table(measures().stream().filter(measure -> !measure.isOfRuns()).toList());
        line("");
        line(
                "Of runs the median, and half the distance between the lowest and the highest. * marks the best, what overlaps with");
        line("it, and what is within one percent of it.");
        measures().forEach(measure -> line("  " + measure.id() + ": " + measure.definition()));
        findings.advice().forEach(this::advice);
        return text.toString();
    }

    private void advice(Advice advice) {
        line("");
        String models = Woven.names(advice.models().stream());
        line(advice.situation().text() + ": "
                + switch (advice.models().size()) {
                    case 0 -> "no answer";
                    case 1 -> models;
                    default ->
                        models + " alike" + (advice.models().contains(Form.FUSED) ? "; fused is the default" : "");
                });
        advice.reasons().forEach(reason -> line("  " + reason));
    }

    private List<Measure> measures() {
        return Arrays.stream(Measure.values())
                .filter(measure -> findings.figures().values().stream().anyMatch(all -> all.containsKey(measure)))
                .toList();
    }

    private void table(List<Measure> measures) {
        List<List<String>> columns = new ArrayList<>();
        List<Form> forms = findings.figures().keySet().stream().sorted().toList();
        List<String> names = new ArrayList<>(List.of("model", ""));
        forms.forEach(form -> names.add(Woven.name(form)));
        columns.add(names);
        for (Measure measure : measures) {
            List<Form> known = forms.stream()
                    .filter(form -> sampled(form).containsKey(measure))
                    .toList();
            List<Form> best = Advice.best(measure, known, findings.figures());
            List<String> column = new ArrayList<>(List.of(measure.id() + NOT_BEST, measure.unit() + NOT_BEST));
            for (Form form : forms) {
                Sample sample = sampled(form).get(measure);
                column.add(sample == null ? "-" + NOT_BEST : cell(measure, sample, best.contains(form)));
            }
            columns.add(column);
        }
        for (int row = 0; row < names.size(); row++) {
            StringBuilder cells = new StringBuilder();
            for (int c = 0; c < columns.size(); c++) {
                int width =
                        columns.get(c).stream().mapToInt(String::length).max().orElse(0);
                String cell = columns.get(c).get(row);
                String room = " ".repeat(width - cell.length());
                cells.append(c == 0 ? cell + room : "  " + room + cell);
            }
            line(cells.toString().stripTrailing());
        }
    }

    private static String cell(Measure measure, Sample sample, boolean best) {
        double error = (sample.high() - sample.low()) / 2;
        return measure.number(sample.median())
                + (sample.values().size() > 1 ? " +-" + measure.number(error) : "")
                + (best ? BEST : NOT_BEST);
    }

    private Map<Measure, Sample> sampled(Form form) {
        return Objects.requireNonNull(findings.figures().get(form));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
