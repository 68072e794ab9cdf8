package dev.bobbin.lab.page;

import dev.bobbin.lab.figure.Figure;
import java.util.stream.Collectors;

/** What a figure says of itself when it is pointed at. */
final class Hover {
    private Hover() {}

    static String text(Figure figure) {
        String jdk = figure.jdk() == 0 ? "" : ", JDK " + figure.jdk();
        return figure.subject() + jdk + "\n" + figure.bench() + " " + figure.param() + "\n"
                + Quantity.of(figure).text(figure.error()) + "  (" + figure.metric() + ")\n"
                + runs(figure);
    }

    /** Each run, in the order of the rounds. */
    private static String runs(Figure figure) {
        if (figure.isDerived()) {
            return "follows from others, of " + figure.runs() + (figure.runs() == 1 ? " run" : " runs");
        }
        if (figure.runs() == 1) {
            return "one run: how far runs differ is not known";
        }
        return figure.raw().stream()
                .map(run -> new Quantity(figure.metric(), run).text())
                .collect(Collectors.joining("  ", figure.runs() + " runs: ", ""));
    }
}
