package dev.bobbin.lab.page;

import dev.bobbin.lab.figure.Figure;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The figures of one run, to be looked up. */
final class Figures {
    private final List<Figure> all;
    private final Map<Figure, Integer> places = new HashMap<>();

    Figures(List<Figure> all) {
        this.all = List.copyOf(all);
        this.all.forEach(figure -> places.put(figure, places.size() + 1));
    }

    List<Figure> all() {
        return all;
    }

    /** The benches, in the order in which they were measured. */
    List<String> benches() {
        return all.stream().map(Figure::bench).distinct().toList();
    }

    List<Figure> of(String bench) {
        return all.stream().filter(f -> f.bench().equals(bench)).toList();
    }

    /** One for each JDK, the oldest first. */
    List<Figure> find(String bench, String param, String subject, String metric) {
        return all.stream()
                .filter(f -> f.bench().equals(bench)
                        && f.param().equals(param)
                        && f.subject().equals(subject)
                        && f.metric().equals(metric))
                .sorted(Comparator.comparingInt(Figure::jdk))
                .toList();
    }

    /** How a figure's row in its bench's table is named. */
    String id(Figure figure) {
        return "f" + places.get(figure);
    }

    /** Of a group of figures that can be compared, those that one JDK gave, and those of other languages; for each JDK. */
    static List<List<Figure>> byJdk(List<Figure> figures) {
        List<Integer> jdks = figures.stream()
                .map(Figure::jdk)
                .filter(jdk -> jdk != 0)
                .distinct()
                .sorted()
                .toList();
        if (jdks.isEmpty()) {
            return List.of(figures);
        }
        return jdks.stream()
                .map(jdk -> figures.stream()
                        .filter(f -> f.jdk() == jdk || f.jdk() == 0)
                        .toList())
                .toList();
    }

    /** The JDK of figures that stand side by side; empty if they have none. */
    static String jdk(List<Figure> figures) {
        return figures.stream()
                .mapToInt(Figure::jdk)
                .filter(jdk -> jdk != 0)
                .mapToObj(jdk -> "JDK " + jdk)
                .findFirst()
                .orElse("");
    }

    /** Those who were measured, in the order of the page. */
    Stream<Subject> subjects() {
        return all.stream()
                .map(Figure::subject)
                .distinct()
                .map(Subject::of)
                .sorted(Comparator.comparingInt(Subject::rank));
    }
}
