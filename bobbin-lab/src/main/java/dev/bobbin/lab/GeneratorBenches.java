package dev.bobbin.lab;

import dev.bobbin.lab.figure.Derived;
import dev.bobbin.lab.figure.Figure;
import dev.bobbin.lab.generator.Counting;
import dev.bobbin.lab.generator.Elements;
import dev.bobbin.lab.generator.Giving;
import dev.bobbin.lab.generator.Looping;
import dev.bobbin.lab.generator.Maker;
import dev.bobbin.lab.generator.Walking;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The benches of sequences, and which subject does what of them. */
final class GeneratorBenches {
    /** A thousand roots that the JIT has not compiled yet, each in another, need more than what is usual. */
    private static final List<String> LARGE_STACK = List.of("-Xss16m");

    /** A sequence is a state machine under the stackful model too, that of {@code fused}. */
    private static final List<String> SUBJECTS = Jvms.formsAnd(Jvms.PLAIN, Jvms.KOTLIN).stream()
            .filter(subject -> !subject.equals(Jvms.STACKFUL))
            .toList();

    static final Bench GENERATOR =
            new Bench("generator", SUBJECTS, GeneratorBenches::generator, GeneratorBenches::ratios);
    static final Bench RECURSIVE =
            new Bench("recursive-generator", SUBJECTS, GeneratorBenches::recursive, GeneratorBenches::ratiosAndSlopes);

    private GeneratorBenches() {}

    private static List<Figure> ratios(List<Figure> figures) {
        List<Figure> ratios = new ArrayList<>(Derived.ratios(figures, "ns/op", Jvms.PLAIN, "times-plain"));
        ratios.addAll(Derived.ratios(figures, "ns/op", Jvms.KOTLIN, "times-kotlin"));
        return ratios;
    }

    private static List<Figure> ratiosAndSlopes(List<Figure> figures) {
        List<Figure> derived = ratios(figures);
        derived.addAll(Derived.slopes(figures, "ns/op", "depth", "ns/level"));
        return derived;
    }

    private static List<Trial> generator(String subject, Bench.Jdks jdks) {
        List<Trial> trials = new ArrayList<>();
        for (Jdk jdk : jdks.timed()) {
            for (Elements elements : Elements.values()) {
                Map<String, String> params = Map.of("maker", maker(subject).name(), "elements", elements.name());
                Work work = Jvms.jmh(subject, Counting.class, params);
                String kind = elements == Elements.AHEAD
                        ? "kind=objects,ahead=yes"
                        : "kind=" + elements.name().toLowerCase(Locale.ROOT);
                trials.add(Jvms.timed("generator", kind, subject, jdk, List.of(), work));
            }
            Work looping = Jvms.jmh(
                    subject, Looping.class, Map.of("maker", maker(subject).name()));
            trials.add(Jvms.timed("generator", "kind=objects,by=for", subject, jdk, List.of(), looping));
            Work giving = Jvms.jmh(
                    subject, Giving.class, Map.of("maker", maker(subject).name()));
            trials.add(Jvms.timed("generator", "kind=objects,by=forEach", subject, jdk, List.of(), giving));
        }
        return trials;
    }

    private static List<Trial> recursive(String subject, Bench.Jdks jdks) {
        List<Trial> trials = new ArrayList<>();
        for (Jdk jdk : jdks.timed()) {
            for (String depth : List.of("16", "1000")) {
                Map<String, String> params = Map.of("maker", maker(subject).name(), "depth", depth);
                Work work = Jvms.jmh(subject, Walking.class, params);
                trials.add(Jvms.timed("recursive-generator", "depth=" + depth, subject, jdk, LARGE_STACK, work));
            }
        }
        return trials;
    }

    private static Maker maker(String subject) {
        return switch (subject) {
            case Jvms.PLAIN -> Maker.PLAIN;
            case Jvms.KOTLIN -> Maker.KOTLIN;
            default -> Maker.BOBBIN;
        };
    }
}
