package dev.bobbin.lab.page;

import static j2html.TagCreator.figure;

import dev.bobbin.lab.figure.Figure;
import dev.bobbin.lab.figure.Param;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures with one metric over a number in their params, a line for each subject. The lines are labelled at their ends.
 *
 * @param number its name in the params
 */
record LineChart(String title, String number, List<Figure> figures) {
    private static final double TOP = 12;
    private static final double BOTTOM = 250;
    private static final double HEIGHT = 288;
    private static final double LEFT = 0.13;
    private static final double RIGHT = 0.74;
    private static final double LABELS = 0.77;
    private static final double LABEL_HEIGHT = 15;

    /** What a label is written beside. */
    private record End(Subject subject, double y) {}

    DomContent draw() {
        Metric metric = Metric.of(figures.get(0).metric());
        Scale y = metric.scale(figures.stream().mapToDouble(Figure::value).toArray());
        Scale x = Scale.of(figures.stream().map(this::at).toList());
        Shape svg = new Shape("svg")
                .withClass("lines")
                .attr("width", "100%")
                .at("height", HEIGHT)
                .attr("role", "img")
                .attr("aria-label", title + ", " + metric.title());
        axes(svg, x, y);
        List<End> ends = new ArrayList<>();
        for (Map.Entry<Subject, List<Figure>> line : lines().entrySet()) {
            ends.add(line(svg, line.getKey(), line.getValue(), x, y));
        }
        labels(svg, ends);
        return figure(BarChart.caption(title, metric, y.log()), svg).withClass("chart");
    }

    private int at(Figure figure) {
        return Param.of(figure.param()).number(number);
    }

    private Map<Subject, List<Figure>> lines() {
        Map<Subject, List<Figure>> lines = new LinkedHashMap<>();
        figures.stream()
                .sorted(Comparator.comparingInt(this::at))
                .forEach(f -> lines.computeIfAbsent(Subject.of(f.subject()), s -> new ArrayList<>())
                        .add(f));
        return lines;
    }

    private void axes(Shape svg, Scale x, Scale y) {
        for (double tick : y.ticks()) {
            double height = height(y, tick);
            svg.with(Shape.line(LEFT, height, RIGHT, height).withClass("grid"));
            String text = new Quantity(figures.get(0).metric(), tick).text();
            svg.with(
                    Shape.text(LEFT - 0.015, height + 4, text).withClass("tick").attr("text-anchor", "end"));
        }
        svg.with(Shape.line(LEFT, BOTTOM, RIGHT, BOTTOM).withClass("axis"));
        for (int value : figures.stream().map(this::at).distinct().sorted().toList()) {
            double at = across(x, value);
            svg.with(Shape.line(at, BOTTOM, at, BOTTOM + 5).withClass("axis"));
            svg.with(Shape.text(at, BOTTOM + 18, Integer.toString(value))
                    .withClass("tick")
                    .attr("text-anchor", "middle"));
        }
        svg.with(Shape.text((LEFT + RIGHT) / 2, HEIGHT - 4, number + (x.log() ? ", log scale" : ""))
                .withClass("tick")
                .attr("text-anchor", "middle"));
    }

    private End line(Shape svg, Subject subject, List<Figure> line, Scale x, Scale y) {
        Shape all = new Shape("g").withClass("series " + subject.style());
        for (int i = 1; i < line.size(); i++) {
            Figure from = line.get(i - 1);
            Figure to = line.get(i);
            all.with(
                    Shape.line(across(x, at(from)), height(y, from.value()), across(x, at(to)), height(y, to.value())));
        }
        for (Figure figure : line) {
            // A drawing within the drawing: a path cannot be placed by percentages.
            all.with(new Shape("svg")
                    .across("x", across(x, at(figure)))
                    .at("y", height(y, figure.value()))
                    .attr("overflow", "visible")
                    .attr("width", "1")
                    .attr("height", "1")
                    .with(new Shape("title").withText(Hover.text(figure)))
                    .with(new Shape("circle").attr("r", "11").withClass("hit"))
                    .with(new Shape("path").attr("d", subject.mark())));
        }
        svg.with(all);
        return new End(subject, height(y, line.get(line.size() - 1).value()));
    }

    /** From top to bottom, each as near to its line's end as those above leave room. */
    private static void labels(Shape svg, List<End> ends) {
        List<End> sorted =
                ends.stream().sorted(Comparator.comparingDouble(End::y)).toList();
        double[] places = Spread.apart(sorted.stream().mapToDouble(End::y).toArray(), LABEL_HEIGHT, TOP, BOTTOM);
        for (int i = 0; i < places.length; i++) {
            Subject subject = sorted.get(i).subject();
            svg.with(new Shape("g")
                    .withClass("series " + subject.style())
                    .with(Shape.line(RIGHT + 0.008, sorted.get(i).y(), LABELS - 0.008, places[i])
                            .withClass("leader"))
                    .with(Shape.text(LABELS, places[i] + 4, subject.label()).withClass("name")));
        }
    }

    private static double across(Scale x, double value) {
        return LEFT + 0.02 + (RIGHT - LEFT - 0.03) * x.position(value);
    }

    private static double height(Scale y, double value) {
        return BOTTOM - (BOTTOM - TOP) * y.position(value);
    }
}
