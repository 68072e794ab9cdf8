package dev.bobbin.lab.page;

import static j2html.TagCreator.div;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import j2html.tags.specialized.TdTag;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Each target and what this run says to it. A miss stays, with its cause. */
final class TargetSection {
    private static final String UNKNOWN_CAUSE = "Its cause is not known.";

    private TargetSection() {}

    static DomContent of(List<Target> targets, Figures figures) {
        List<DomContent> rows = new ArrayList<>();
        targets.forEach(target -> rows.add(row(target, figures)));
        return section(
                        counts(targets, figures),
                        div(table(thead(tr(th("target"), th("this run"), th("outcome"))), tbody().with(rows))
                                        .withClass("targets"))
                                .withClass("wide"))
                .withClass("card");
    }

    private static DomContent counts(List<Target> targets, Figures figures) {
        return p(Arrays.stream(Target.Outcome.values())
                        .map(outcome -> {
                            long n = targets.stream()
                                    .filter(t -> t.outcome(figures) == outcome)
                                    .count();
                            return (DomContent) span(n + " " + outcome.text).withClasses("pill", style(outcome));
                        })
                        .toArray(DomContent[]::new))
                .withClass("counts");
    }

    private static TrTag row(Target target, Figures figures) {
        Target.Outcome outcome = target.outcome(figures);
        List<Target.Verdict> verdicts = target.verdicts(figures);
        List<DomContent> what = new ArrayList<>(List.of(div(target.text())));
        if (outcome == Target.Outcome.MISSED) {
            what.add(div(target.cause().isEmpty() ? UNKNOWN_CAUSE : target.cause())
                    .withClass("faint cause"));
        }
        TdTag measured = verdicts.isEmpty()
                ? td(ClaimSection.NOT_MEASURED).withClass("missing")
                : td(verdicts.stream()
                                .map(v -> ClaimSection.reading(v.reading(), figures))
                                .toArray(DomContent[]::new))
                        .withClass("found");
        TdTag outcomes = verdicts.isEmpty()
                ? td(mark(outcome))
                : td(verdicts.stream().map(TargetSection::outcome).toArray(DomContent[]::new));
        return tr(td().with(what), measured, outcomes).withData("outcome", outcome.text);
    }

    private static DomContent outcome(Target.Verdict verdict) {
        DomContent mark = mark(verdict.outcome());
        return verdict.close()
                ? div(
                        mark,
                        span(" ~")
                                .withClass("close")
                                .withTitle("It may be otherwise: the runs lie so far apart, or there is only one."))
                : div(mark);
    }

    private static DomContent mark(Target.Outcome outcome) {
        return span(outcome.text).withClasses("outcome", style(outcome));
    }

    private static String style(Target.Outcome outcome) {
        return outcome.text.replace(' ', '-');
    }
}
