package dev.bobbin.lab.advise;

import dev.bobbin.lab.form.Form;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Which models suit a situation, and why: one measure after the other leaves those that come up to the best of it, until one model
 * is left or no measure.
 *
 * @param models those left; none if nothing could be compared
 * @param reasons a sentence for each measure that was asked
 */
record Advice(Situation situation, List<Form> models, List<String> reasons) {
    static Advice of(Situation situation, Map<Form, Map<Measure, Sample>> figures) {
        List<Form> left =
                figures.keySet().stream().filter(situation::admits).sorted().toList();
        List<String> reasons = new ArrayList<>();
        for (Measure measure : situation.measures()) {
            List<Form> known = left.stream()
                    .filter(form -> sampled(figures, form).containsKey(measure))
                    .toList();
            if (left.size() == 1) {
                break;
            }
            if (!known.equals(left)) {
                reasons.add(measure.id() + " is not known of all");
                continue;
            }
            List<Form> best = best(measure, left, figures);
            reasons.add(reason(measure, best, left, figures));
            left = best;
        }
        return new Advice(situation, left, reasons);
    }

    /** The one with the lowest median, and those that are as good. */
    static List<Form> best(Measure measure, List<Form> forms, Map<Form, Map<Measure, Sample>> figures) {
        Sample lowest = sample(measure, byMedian(measure, forms, figures).get(0), figures);
        return forms.stream()
                .filter(form -> sample(measure, form, figures).isAsGoodAs(lowest))
                .toList();
    }

    private static String reason(
            Measure measure, List<Form> best, List<Form> all, Map<Form, Map<Measure, Sample>> figures) {
        Form first = byMedian(measure, best, figures).get(0);
        double lowest = sample(measure, first, figures).median();
        if (best.size() == all.size()) {
            Form last = byMedian(measure, all, figures).get(all.size() - 1);
            double highest = sample(measure, last, figures).median();
            return highest == lowest
                    ? measure.id() + ": all the same, " + measure.text(lowest)
                    : measure.id() + ": no difference that counts, " + measure.number(lowest) + " to "
                            + measure.text(highest);
        }
        List<Form> worse = all.stream().filter(form -> !best.contains(form)).toList();
        Form next = byMedian(measure, worse, figures).get(0);
        double other = sample(measure, next, figures).median();
        String alike = Woven.names(best.stream().filter(form -> form != first));
        return measure.id() + ": " + Woven.name(first) + " " + measure.text(lowest)
                + (alike.isEmpty() ? "" : ", as good: " + alike) + "; next " + Woven.name(next) + " "
                + measure.text(other) + ", " + margin(lowest, other);
    }

    /** How much more the other is, for people. */
    private static String margin(double lowest, double other) {
        if (lowest <= 0) {
            return "the first has none";
        }
        double percent = (other / lowest - 1) * 100;
        return percent >= 100
                ? String.format(Locale.ROOT, "%.1f times as much", other / lowest)
                : String.format(Locale.ROOT, percent < 10 ? "%.1f %% more" : "%.0f %% more", percent);
    }

    private static List<Form> byMedian(Measure measure, List<Form> forms, Map<Form, Map<Measure, Sample>> figures) {
        return forms.stream()
                .sorted(Comparator.comparingDouble(
                        form -> sample(measure, form, figures).median()))
                .toList();
    }

    private static Sample sample(Measure measure, Form form, Map<Form, Map<Measure, Sample>> figures) {
        return Objects.requireNonNull(sampled(figures, form).get(measure));
    }

    private static Map<Measure, Sample> sampled(Map<Form, Map<Measure, Sample>> figures, Form form) {
        return Objects.requireNonNull(figures.get(form));
    }
}
