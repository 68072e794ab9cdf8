package dev.bobbin.lab.page;

import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.bobbin.lab.figure.Figure;
import j2html.tags.DomContent;
import j2html.tags.specialized.FigcaptionTag;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Figures with one metric as bars, the best first. Name and value stand above each bar, so that it can be as long as the page
 * is wide.
 */
record BarChart(String title, List<Figure> figures) {
    private static final double ROW = 38;
    private static final double TEXT = 14;
    private static final double BAR = 20;
    private static final double THICK = 10;
    private static final double AXIS = 18;

    DomContent draw() {
        Metric metric = Metric.of(figures.get(0).metric());
        Scale scale = metric.scale(figures.stream()
                .flatMapToDouble(f -> DoubleStream.of(f.value(), f.min(), f.max()))
                .toArray());
        List<Standing> standings = Standing.of(figures);
        double bottom = standings.size() * ROW;
        Shape svg = new Shape("svg")
                .withClass("bars")
                .attr("width", "100%")
                .at("height", bottom + (scale.log() ? AXIS : 0))
                .attr("role", "img")
                .attr("aria-label", title + ", " + metric.title());
        if (scale.log()) {
            ticks(svg, scale, bottom);
        }
        for (int i = 0; i < standings.size(); i++) {
            svg.with(row(standings.get(i), standings.size() == 1, scale, i * ROW));
        }
        return figure(caption(title, metric, scale.log()), svg).withClass("chart");
    }

    static FigcaptionTag caption(String title, Metric metric, boolean log) {
        return figcaption(
                span(title).withClass("what"),
                text(" "),
                span(metric.title() + (metric.moreIsBetter() ? ", more is better" : "") + (log ? ", log scale" : ""))
                        .withClass("faint"));
    }

    private void ticks(Shape svg, Scale scale, double bottom) {
        for (double tick : scale.ticks()) {
            double x = scale.position(tick);
            svg.with(Shape.line(x, 0, x, bottom).withClass("grid"));
            svg.with(Shape.text(x, bottom + TEXT, new Quantity(figures.get(0).metric(), tick).text())
                    .withClass("tick")
                    .attr("text-anchor", x < 0.05 ? "start" : x > 0.95 ? "end" : "middle"));
        }
    }

    private static Shape row(Standing standing, boolean alone, Scale scale, double y) {
        Figure figure = standing.figure();
        Subject subject = Subject.of(figure.subject());
        double zero = scale.position(scale.log() ? scale.low() : 0);
        double end = scale.position(figure.value());
        Shape row = new Shape("g").withClass("row " + subject.style());
        row.with(new Shape("title").withText(Hover.text(figure)));
        row.with(Shape.rect(0, y, 1, ROW).withClass("hit"));
        row.with(Shape.text(0, y + TEXT, subject.name()).withClass(standing.isBest() && !alone ? "name best" : "name"));
        row.with(new Shape("text")
                .across("x", 1)
                .at("y", y + TEXT)
                .attr("text-anchor", "end")
                .with(new Shape("tspan")
                        .withClass("value")
                        .withText(Quantity.of(figure).text()))
                .with(new Shape("tspan").withClass("ratio").attr("dx", "8").withText(alone ? "" : standing.text())));
        row.with(Shape.rect(0, y + BAR, 1, THICK).attr("rx", "2").withClass("track"));
        row.with(Shape.rect(Math.min(zero, end), y + BAR, Math.abs(end - zero), THICK)
                .attr("rx", "2")
                .withClass("fill"));
        double middle = y + BAR + THICK / 2;
        if (figure.max() > figure.min()) {
            row.with(Shape.line(scale.position(figure.min()), middle, scale.position(figure.max()), middle)
                    .withClass("whisker"));
        }
        if (figure.runs() > 1) {
            figure.raw()
                    .forEach(run -> row.with(new Shape("circle")
                            .across("cx", scale.position(run))
                            .at("cy", middle)
                            .attr("r", "2.4")
                            .withClass("run")));
        }
        return row;
    }
}
