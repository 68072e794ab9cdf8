package dev.bobbin.lab.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.div;
import static j2html.TagCreator.h3;
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
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.TdTag;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is claimed beside what was measured. A value that was measured leads to the figures that it follows from. */
final class ClaimSection {
    static final String NOT_MEASURED = "not measured in this run";

    /** Stands before a difference that may be none, everywhere on the page. */
    static final String NOISE = "~";

    /** Claims in the order of their numbers. */
    static final List<Claim> ALL =
            Stream.of(ModelClaims.ALL, RuntimeClaims.ALL).flatMap(List::stream).toList();

    private ClaimSection() {}

    static DomContent of(Claim claim, Figures figures) {
        List<DomContent> parts = new ArrayList<>();
        parts.add(h3(span(claim.number() + "").withClass("badge"), span(" " + claim.title())));
        for (Claim.Grid grid : claim.grids()) {
            parts.add(isIdle(grid, figures) ? idle(grid) : grid(grid, figures));
        }
        parts.add(p(claim.why()).withClass("why"));
        String missing = missing(claim, figures);
        if (!missing.isEmpty()) {
            parts.add(p("What is not there comes with: ./bobbin lab --only " + missing)
                    .withClass("faint"));
        }
        return section().with(parts).withId(claim.id()).withClass("card claim");
    }

    /** The benches of which nothing was measured that the claim needs. */
    private static String missing(Claim claim, Figures figures) {
        return claim.grids().stream()
                .flatMap(grid -> grid.rows().stream())
                .flatMap(row -> row.cells().stream())
                .flatMap(cell -> cell instanceof Claim.Found found ? Stream.of(found.measure()) : Stream.empty())
                .filter(measure -> measure.lookup().in(figures).isEmpty())
                .flatMap(measure -> Stream.of(measure.bench().split(",")))
                .distinct()
                .filter(bench -> !figures.benches().contains(bench))
                .collect(Collectors.joining(","));
    }

    /** Whether the table would have neither a claim nor a value. */
    private static boolean isIdle(Claim.Grid grid, Figures figures) {
        return grid.rows().stream()
                .flatMap(row -> row.cells().stream())
                .allMatch(cell ->
                        cell instanceof Claim.Found && readings(cell, figures).isEmpty());
    }

    private static DivTag idle(Claim.Grid grid) {
        return div(grid.columns().get(0) + ": " + NOT_MEASURED).withClass("missing");
    }

    private static DivTag grid(Claim.Grid grid, Figures figures) {
        List<DomContent> rows = new ArrayList<>();
        for (Claim.Row row : grid.rows()) {
            List<DomContent> cells = new ArrayList<>(List.of(th(row.what()).attr("scope", "row")));
            for (int column = 0; column < row.cells().size(); column++) {
                cells.add(cell(row.cells().get(column), figures, scale(grid, column, figures)));
            }
            rows.add(tr().with(cells));
        }
        List<DomContent> heads = new ArrayList<>();
        grid.columns().forEach(column -> heads.add(th(column).attr("scope", "col")));
        return div(table(thead(tr().with(heads)), tbody().with(rows)).withClass("claims"))
                .withClass("wide");
    }

    private static List<Measure.Reading> readings(Claim.Cell cell, Figures figures) {
        return cell instanceof Claim.Found found ? found.measure().lookup().in(figures) : List.of();
    }

    /** For the bars below the values of a column, which can be compared. */
    private static Scale scale(Claim.Grid grid, int column, Figures figures) {
        return Scale.linear(grid.rows().stream()
                .flatMap(row -> readings(row.cells().get(column), figures).stream())
                .mapToDouble(Measure.Reading::value)
                .toArray());
    }

    /** The readings of each JDK stand one below the other. */
    private static TdTag cell(Claim.Cell cell, Figures figures, Scale scale) {
        if (cell instanceof Claim.Said said) {
            return td(said.text()).withClass("said");
        }
        List<Measure.Reading> readings = readings(cell, figures);
        if (readings.isEmpty()) {
            return td(NOT_MEASURED).withClass("missing");
        }
        TdTag found = td().withClass("found");
        for (Measure.Reading reading : readings) {
            found.with(reading(reading, figures));
            found.with(new Shape("svg")
                    .withClass("meter")
                    .attr("width", "100%")
                    .attr("height", "5")
                    .attr("aria-hidden", "true")
                    .with(bar(scale, reading.value())));
        }
        return found;
    }

    private static Shape bar(Scale scale, double value) {
        double zero = scale.position(0);
        double end = scale.position(value);
        return Shape.rect(Math.min(zero, end), 0, Math.abs(end - zero), 5).attr("rx", "2");
    }

    static DivTag reading(Measure.Reading reading, Figures figures) {
        String origin = reading.from().stream().map(Hover::text).collect(Collectors.joining("\n\n"));
        DivTag line = div(reading.isNoisy() ? NOISE + " " : "")
                .with(a(reading.quantity().text())
                        .withHref("#" + figures.id(reading.from().get(0)))
                        .withTitle(origin));
        if (reading.isNothing()) {
            line.with(span(" not told apart from 0").withClass("jdk"));
        }
        return reading.jdk() == 0
                ? line
                : line.with(span(" JDK " + reading.jdk()).withClass("jdk"));
    }
}
