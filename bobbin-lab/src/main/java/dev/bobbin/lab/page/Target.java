package dev.bobbin.lab.page;

import dev.bobbin.lab.figure.Figure;
import java.util.ArrayList;
import java.util.List;

/**
 * What Bobbin is to reach.
 *
 * @param text the target, for people
 * @param measure the value that decides
 * @param bound the value it must not exceed, or must reach
 * @param atMost whether it must not exceed it
 * @param cause what a miss comes from, as far as that is known; empty if it is not
 */
record Target(String text, Measure measure, double bound, boolean atMost, String cause) {
    enum Outcome {
        MET("met"),
        MISSED("missed"),
        NOT_MEASURED("not measured");

        final String text;

        Outcome(String text) {
            this.text = text;
        }
    }

    /**
     * What a run says to it.
     *
     * @param close whether the runs allow the other outcome too
     */
    record Verdict(Outcome outcome, Measure.Reading reading, boolean close) {}

    static Target atMost(String text, double bound, Measure measure) {
        return new Target(text, measure, bound, true, "");
    }

    static Target atLeast(String text, double bound, Measure measure) {
        return new Target(text, measure, bound, false, "");
    }

    Target because(String cause) {
        return new Target(text, measure, bound, atMost, cause);
    }

    /** One for each JDK; none if what it compares was not measured. */
    List<Verdict> verdicts(Figures figures) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Measure.Reading reading : measure.lookup().in(figures)) {
            boolean met = atMost ? reading.value() <= bound : reading.value() >= bound;
            boolean unknown = reading.from().stream().anyMatch(Figure::isOfUnknownRange);
            boolean close = unknown || reading.error() > 0 && Math.abs(reading.value() - bound) <= reading.error();
            verdicts.add(new Verdict(met ? Outcome.MET : Outcome.MISSED, reading, close));
        }
        return verdicts;
    }

    /** Of all JDKs: a miss on one is a miss. */
    Outcome outcome(Figures figures) {
        List<Verdict> verdicts = verdicts(figures);
        if (verdicts.isEmpty()) {
            return Outcome.NOT_MEASURED;
        }
        return verdicts.stream().allMatch(v -> v.outcome() == Outcome.MET) ? Outcome.MET : Outcome.MISSED;
    }
}
