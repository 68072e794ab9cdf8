package dev.bobbin.lab.trial;

import dev.bobbin.lab.figure.Figure;
import dev.bobbin.lab.figure.Remark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What trials have given so far: in this run of the lab, and in an earlier one that it goes on with. Confined to one thread. */
public final class Measured {
    private final List<Trial> trials;
    private final Map<Trial, Map<String, List<Double>>> samples = new LinkedHashMap<>();
    private final Map<Trial, String> rejected = new LinkedHashMap<>();
    private final Map<Trial, String> notes = new LinkedHashMap<>();

    /**
     * Nothing yet.
     *
     * @throws IllegalArgumentException if a file could not tell two of them apart, naming them
     */
    public Measured(List<Trial> trials) {
        this.trials = List.copyOf(trials);
        Set<String> names = new HashSet<>();
        for (Trial trial : trials) {
            if (!names.add(trial.toString())) {
                throw new IllegalArgumentException("two trials are called " + trial);
            }
        }
    }

    /**
     * What an earlier run gave. Derived figures are left out, they follow again.
     *
     * @throws IllegalArgumentException if it has something of a trial that is none of these, naming it
     */
    public static Measured before(List<Trial> trials, List<Figure> figures, List<Remark> rejected, List<Remark> notes) {
        Measured measured = new Measured(trials);
        for (Figure f : figures) {
            if (!f.isDerived()) {
                Trial trial = measured.trial(f.bench(), f.param(), f.subject(), f.jdk());
                measured.metrics(trial).put(f.metric(), new ArrayList<>(f.raw()));
            }
        }
        for (Remark r : rejected) {
            measured.reject(measured.trial(r.bench(), r.param(), r.subject(), r.jdk()), r.text());
        }
        for (Remark r : notes) {
            measured.notes.put(measured.trial(r.bench(), r.param(), r.subject(), r.jdk()), r.text());
        }
        return measured;
    }

    private Trial trial(String bench, String param, String subject, int jdk) {
        for (Trial trial : trials) {
            if (trial.bench().equals(bench)
                    && trial.param().toString().equals(param)
                    && trial.subject().equals(subject)
                    && trial.jdk().feature() == jdk) {
                return trial;
            }
        }
        throw new IllegalArgumentException("it has " + bench + " " + param + " of " + subject
                + (jdk == 0 ? "" : " on JDK " + jdk) + ", which its settings do not ask for");
    }

    private Map<String, List<Double>> metrics(Trial trial) {
        return samples.computeIfAbsent(trial, t -> new LinkedHashMap<>());
    }

    void add(Trial trial, Work.Run run) {
        run.values()
                .forEach((metric, value) -> metrics(trial)
                        .computeIfAbsent(metric, m -> new ArrayList<>())
                        .add(value));
        if (!run.note().isEmpty()) {
            notes.put(trial, run.note());
        }
    }

    /** A trial that fails once or answers wrongly once is out: it has no figure at all, and is not run again. */
    void reject(Trial trial, String reason) {
        rejected.put(trial, reason);
        samples.remove(trial);
        notes.remove(trial);
    }

    /** It can be measured now, which it could not. */
    public void tryAgain(Trial trial) {
        rejected.remove(trial);
        notes.remove(trial);
    }

    /** Whether it is not to be run again: it was rejected, or there is only a note to have, and that was taken. */
    boolean isSettled(Trial trial) {
        return rejected.containsKey(trial) || notes.containsKey(trial) && !samples.containsKey(trial);
    }

    /** What the runs of a trial gave, in their order. */
    public List<Double> raw(Trial trial, String metric) {
        return List.copyOf(samples.getOrDefault(trial, Map.of()).getOrDefault(metric, List.of()));
    }

    /** How many runs a trial has had. */
    int runs(Trial trial) {
        return samples.getOrDefault(trial, Map.of()).values().stream()
                .mapToInt(List::size)
                .max()
                .orElse(0);
    }

    /** What there is to show, in the order of the trials. */
    public Rounds.Outcome outcome() {
        List<Figure> figures = new ArrayList<>();
        for (Trial trial : trials) {
            samples.getOrDefault(trial, Map.of())
                    .forEach((metric, values) -> figures.add(Figure.of(
                            trial.bench(),
                            trial.param(),
                            trial.subject(),
                            metric,
                            values,
                            trial.jdk().feature())));
        }
        return new Rounds.Outcome(figures, new LinkedHashMap<>(rejected), new LinkedHashMap<>(notes));
    }
}
