package dev.bobbin.lab;

import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What to measure, made from what the command line names. */
final class Plan {
    /** JDKs that {@code parked} and {@code sleeping} are measured on besides the running one, where they are installed. */
    private static final List<Integer> COUNTED_ON = List.of(17, 25);

    private Plan() {}

    /**
     * The trials, those to be compared with each other side by side.
     *
     * @param benches names, empty for all
     * @param subjects names, empty for all
     * @throws IllegalArgumentException if a name means nothing, or nothing is left to measure; the message says so
     */
    static List<Trial> of(List<String> benches, List<String> subjects, Bench.Jdks jdks) {
        List<String> known = Benches.ALL.stream().map(Bench::name).toList();
        List<String> knownSubjects = Benches.ALL.stream()
                .flatMap(b -> b.subjects().stream())
                .distinct()
                .toList();
        requireKnown("bench", benches, known);
        requireKnown("subject", subjects, knownSubjects);
        List<Trial> trials = new ArrayList<>();
        for (Bench bench : Benches.ALL) {
            if (benches.isEmpty() ? !bench.onRequest() : benches.contains(bench.name())) {
                trials.addAll(trials(bench, subjects, jdks));
            }
        }
        if (trials.isEmpty()) {
            throw new IllegalArgumentException("nothing to measure: " + String.join(", ", subjects)
                    + " takes no part in " + String.join(", ", benches));
        }
        return trials;
    }

    /** The benches to measure: those named, or all that are measured if none is, and some more. */
    static List<String> named(List<String> only, List<String> also) {
        if (also.isEmpty()) {
            return only;
        }
        Stream<String> first = only.isEmpty()
                ? Benches.ALL.stream().filter(bench -> !bench.onRequest()).map(Bench::name)
                : only.stream();
        return Stream.concat(first, also.stream()).distinct().toList();
    }

    /** The JDKs named, for everything; or else the running one, and for counts also those that are found. */
    static Bench.Jdks jdks(List<Path> named) {
        return jdks(named, false);
    }

    /** @param one whether none is to be looked for besides the running one */
    static Bench.Jdks jdks(List<Path> named, boolean one) {
        if (!named.isEmpty()) {
            List<Jdk> jdks = named.stream().map(Jdk::at).distinct().toList();
            return new Bench.Jdks(jdks, jdks);
        }
        Jdk running = Jdk.running();
        if (one) {
            return new Bench.Jdks(List.of(running), List.of(running));
        }
        Set<Jdk> counted = new LinkedHashSet<>(List.of(running));
        COUNTED_ON.stream().map(Jdk::find).flatMap(Stream::ofNullable).forEach(counted::add);
        return new Bench.Jdks(List.of(running), List.copyOf(counted));
    }

    private static List<Trial> trials(Bench bench, List<String> subjects, Bench.Jdks jdks) {
        TreeMap<String, List<Trial>> byParam = new TreeMap<>();
        for (String subject : bench.subjects()) {
            if (subjects.isEmpty() || subjects.contains(subject)) {
                for (Trial trial : bench.trials().of(subject, jdks)) {
                    int jdk = (trial.jdk().isNone() ? jdks.timed().get(0) : trial.jdk()).feature();
                    byParam.computeIfAbsent(jdk + " " + trial.param(), p -> new ArrayList<>())
                            .add(trial);
                }
            }
        }
        return byParam.values().stream().flatMap(List::stream).toList();
    }

    private static void requireKnown(String what, List<String> names, List<String> known) {
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "unknown " + what + " '" + name + "'; there are: " + String.join(", ", known));
            }
        }
    }
}
