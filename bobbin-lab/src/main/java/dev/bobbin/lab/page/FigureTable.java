package dev.bobbin.lab.page;

import static j2html.TagCreator.div;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.bobbin.lab.figure.Figure;
import j2html.tags.DomContent;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All figures of a bench, each once, with every run. */
final class FigureTable {
    private static final List<String> COLUMNS =
            List.of("param", "subject", "JDK", "metric", "median", "±", "to the best", "runs", "each run");

    private FigureTable() {}

    static DomContent of(String bench, Figures figures) {
        List<Figure> all = figures.of(bench);
        Map<Figure, Standing> standings = standings(all);
        List<TrTag> rows = new ArrayList<>();
        for (Figure figure : all) {
            rows.add(row(figure, Objects.requireNonNull(standings.get(figure))).withId(figures.id(figure)));
        }
        TrTag head = tr(COLUMNS.stream().map(c -> th(c)).toArray(DomContent[]::new));
        return Fold.of(
                "All " + all.size() + " figures, with every run",
                div(table(thead(head), tbody().with(rows)).withClass("figures")).withClass("wide"));
    }

    /** Each among those with the same param and metric, on its JDK or on none. */
    private static Map<Figure, Standing> standings(List<Figure> all) {
        Map<List<String>, List<Figure>> groups = all.stream()
                .collect(Collectors.groupingBy(
                        f -> List.of(f.param(), f.metric()), LinkedHashMap::new, Collectors.toList()));
        Map<Figure, Standing> standings = new HashMap<>();
        for (List<Figure> group : groups.values()) {
            for (List<Figure> side : Figures.byJdk(group)) {
                Standing.of(side).forEach(s -> standings.putIfAbsent(s.figure(), s));
            }
        }
        return standings;
    }

    private static TrTag row(Figure figure, Standing standing) {
        String raw = figure.raw().stream()
                .map(run -> figure.rounded(run).toPlainString())
                .collect(Collectors.joining("  "));
        return tr(Stream.<DomContent>of(
                        td(figure.param()),
                        td(BenchSection.swatch(Subject.of(figure.subject()))),
                        td(figure.jdk() == 0 ? "–" : Integer.toString(figure.jdk())),
                        td(figure.metric()),
                        number(figure.rounded(figure.value()).toPlainString()),
                        number(figure.rounded(figure.error()).toPlainString()),
                        number(standing.text()),
                        number(Integer.toString(figure.runs())),
                        td(span(figure.isDerived() ? "follows from others" : raw)
                                .withClass("faint")))
                .toArray(DomContent[]::new));
    }

    private static DomContent number(String text) {
        return td(text).withClass("number");
    }
}
