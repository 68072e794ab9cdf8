package dev.bobbin.lab.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.div;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;

import dev.bobbin.lab.figure.Figure;
import dev.bobbin.lab.figure.Param;
import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One bench: its charts, all its figures, the programs of its subjects. */
final class BenchSection {
    /** With fewer values, bars show more than a line does. */
    private static final int POINTS_OF_A_LINE = 4;

    private final String bench;
    private final Figures figures;
    private final Programs programs;

    private final List<DomContent> lines = new ArrayList<>();
    private final List<DomContent> bars = new ArrayList<>();

    /** Of values that are in line charts too. */
    private final List<DomContent> moreBars = new ArrayList<>();

    private final List<String> nothing = new ArrayList<>();

    private BenchSection(String bench, Figures figures, Programs programs) {
        this.bench = bench;
        this.figures = figures;
        this.programs = programs;
    }

    static String id(String bench) {
        return "bench-" + bench;
    }

    static DomContent of(String bench, Figures figures, Programs programs) {
        return new BenchSection(bench, figures, programs).draw();
    }

    private DomContent draw() {
        Map<String, List<Figure>> byMetric = grouped(figures.of(bench), Figure::metric);
        byMetric.forEach((metric, all) -> {
            if (Metric.of(metric).charted()) {
                chart(all);
            }
        });
        List<DomContent> parts = new ArrayList<>();
        parts.add(h3(a(bench).withHref("#" + id(bench))));
        parts.add(p(BenchNotes.of(bench)).withClass("note"));
        if (!lines.isEmpty()) {
            parts.add(charts(lines));
        }
        if (!bars.isEmpty()) {
            parts.add(charts(bars));
        }
        if (!nothing.isEmpty()) {
            parts.add(p("Nothing, for all subjects: " + String.join("; ", nothing) + ".")
                    .withClass("faint"));
        }
        if (!moreBars.isEmpty()) {
            parts.add(Fold.of("The same as bars, with ratios", charts(moreBars)));
        }
        parts.add(FigureTable.of(bench, figures));
        parts.add(ProgramList.of(bench, figures, programs));
        return section().with(parts).withId(id(bench)).withClass("card");
    }

    private static DivTag charts(List<DomContent> charts) {
        return div().with(charts).withClass("charts");
    }

    private void chart(List<Figure> metric) {
        List<Figure> lined = new ArrayList<>();
        for (String number : numbers(metric)) {
            List<Figure> varied =
                    metric.stream().filter(f -> isNumber(f, number)).toList();
            grouped(varied, f -> Param.of(f.param()).without(number)).forEach((others, group) -> {
                if (group.stream().map(Figure::param).distinct().count() >= POINTS_OF_A_LINE) {
                    lined.addAll(group);
                    line(number, others, group);
                }
            });
        }
        grouped(metric, Figure::param).forEach((param, group) -> bar(param, group, lined.containsAll(group)));
    }

    private void line(String number, String others, List<Figure> group) {
        for (List<Figure> side : Figures.byJdk(group)) {
            lines.add(new LineChart(
                            title(others.isEmpty() ? "over " + number : others + ",over " + number, side), number, side)
                    .draw());
        }
    }

    private void bar(String param, List<Figure> group, boolean isLined) {
        for (List<Figure> side : Figures.byJdk(group)) {
            String title = title(param, side);
            if (side.stream().allMatch(f -> f.value() == 0)) {
                nothing.add(Metric.of(side.get(0).metric()).title() + ", " + title);
            } else {
                (isLined ? moreBars : bars).add(new BarChart(title, side).draw());
            }
        }
    }

    private String title(String param, List<Figure> side) {
        String jdk = Figures.jdk(side);
        String own = "program=" + bench;
        String what =
                Stream.of(param.split(",")).filter(part -> !part.equals(own)).collect(Collectors.joining(", "));
        return Stream.of(what, jdk).filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
    }

    /** What the params of these figures give numbers of. */
    private static List<String> numbers(List<Figure> figures) {
        return figures.stream()
                .flatMap(f -> Param.of(f.param()).values().keySet().stream().filter(name -> isNumber(f, name)))
                .distinct()
                .toList();
    }

    private static boolean isNumber(Figure figure, String name) {
        String value = Param.of(figure.param()).values().get(name);
        return value != null && value.matches("\\d{1,9}");
    }

    private static Map<String, List<Figure>> grouped(List<Figure> figures, Function<Figure, String> by) {
        return figures.stream().collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
    }

    /** A subject's name in its colour. */
    static DomContent swatch(Subject subject) {
        return span(span().withClass("swatch"), span(subject.name())).withClass("subject " + subject.style());
    }
}
