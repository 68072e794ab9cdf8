package dev.bobbin.lab;

import dev.bobbin.lab.calibration.Calibration;
import dev.bobbin.lab.figure.Figure;
import dev.bobbin.lab.figure.FigureFile;
import dev.bobbin.lab.figure.Machine;
import dev.bobbin.lab.figure.Remark;
import dev.bobbin.lab.figure.Settings;
import dev.bobbin.lab.form.Fingerprint;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Measured;
import dev.bobbin.lab.trial.Rounds;
import dev.bobbin.lab.trial.Step;
import dev.bobbin.lab.trial.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is to be measured, where, and what of it has been: in this use of the lab, and before it where one goes on. */
final class Session {
    private final Settings settings;
    private final List<Trial> trials;
    private final Machine machine;
    private final Measured measured;
    private final Trial calibration = Calibration.trial();

    private Session(Settings settings, List<Trial> trials, Machine machine, Measured measured) {
        this.settings = settings;
        this.trials = trials;
        this.machine = machine;
        this.measured = measured;
    }

    /**
     * From the beginning.
     *
     * @param load of the machine before anything is measured
     * @throws IllegalArgumentException if the settings make no sense, with the reason
     */
    static Session of(Settings settings, double load) throws IOException {
        List<Trial> trials = trials(settings);
        return new Session(settings, trials, machine(trials, load), new Measured(trials));
    }

    /**
     * What a file lacks that an earlier session wrote, also because what builds it was not installed then.
     *
     * @param content what the file says; its settings say what it is to have
     * @throws IllegalArgumentException if this is not where it was measured, with all that differs
     */
    static Session goingOn(Path file, FigureFile.Content content, double load) throws IOException {
        List<Trial> trials = trials(content.settings());
        Machine here = machine(trials, load);
        Machine there = content.machine();
        List<String> differences = here.differences(there);
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException("--resume " + file + ": was not measured under these conditions; "
                    + String.join("; ", differences) + ". Measure anew, with --json and another file");
        }
        try {
            Measured before = Measured.before(trials, content.figures(), content.rejected(), content.notes());
            Set<String> installedSince = new HashSet<>(here.toolchains().keySet());
            installedSince.removeAll(there.toolchains().keySet());
            trials.stream().filter(trial -> Peers.isOf(trial, installedSince)).forEach(before::tryAgain);
            return new Session(content.settings(), trials, there.with(here.toolchains()), before);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--resume " + file + ": " + e.getMessage(), e);
        }
    }

    private static List<Trial> trials(Settings settings) {
        List<Path> jdks = settings.jdks().stream().map(Path::of).toList();
        List<Trial> trials = Plan.of(settings.benches(), settings.subjects(), Plan.jdks(jdks, settings.quick()));
        return settings.quick() ? Quick.of(trials, settings.subjects()) : trials;
    }

    private static Machine machine(List<Trial> trials, double load) throws IOException {
        List<String> versions = trials.stream()
                .map(Trial::jdk)
                .filter(jdk -> !jdk.isNone())
                .distinct()
                .map(Jdk::version)
                .toList();
        String version = Lab.class.getPackage().getImplementationVersion();
        String bobbin = version == null ? "built from a working tree" : version;
        String classes = Fingerprint.of(System.getProperty("java.class.path"));
        return Machine.here(load, versions, flags(trials), Peers.versions(trials), bobbin, classes);
    }

    private static Map<String, List<String>> flags(List<Trial> trials) {
        Map<String, List<String>> flags = new LinkedHashMap<>();
        for (Trial trial : trials) {
            if (!trial.jdk().isNone()) {
                String bench = trial.bench() + " " + trial.param();
                List<String> usual = flags.putIfAbsent(bench, trial.flags());
                if (usual != null && !usual.equals(trial.flags())) {
                    flags.put(bench + " " + trial.subject(), trial.flags());
                }
            }
        }
        return flags;
    }

    Settings settings() {
        return settings;
    }

    Measured measured() {
        return measured;
    }

    /** What is still to be run, in order; the calibration loop before each round and at the end. */
    List<Step> steps() {
        return Step.withBetween(calibration, Step.remaining(trials, settings.rounds(), measured));
    }

    Rounds.Outcome outcome() {
        return measured.outcome();
    }

    /** The machine, with what the calibration loop took until now. */
    Machine machine() {
        List<Double> calibrated = new ArrayList<>(machine.calibration());
        calibrated.addAll(measured.raw(calibration, Calibration.METRIC));
        return machine.with(calibrated);
    }

    /** What was measured and what follows from it. */
    List<Figure> figures() {
        List<Figure> measuredOnes = outcome().figures();
        List<Figure> figures = new ArrayList<>(measuredOnes);
        Benches.ALL.forEach(bench -> figures.addAll(bench.derived()
                .apply(measuredOnes.stream()
                        .filter(f -> f.bench().equals(bench.name()))
                        .toList())));
        return figures;
    }

    /** Whether something that was to be measured has not been. */
    boolean isInterrupted() {
        return !Step.remaining(trials, settings.rounds(), measured).isEmpty();
    }

    /** For a file, at any time. */
    FigureFile.Content content() {
        Rounds.Outcome outcome = outcome();
        return new FigureFile.Content(
                machine(), settings, isInterrupted(), figures(), remarks(outcome.rejected()), remarks(outcome.notes()));
    }

    /** The calibration's are not kept: it is tried again when the session goes on. */
    private List<Remark> remarks(Map<Trial, String> texts) {
        List<Remark> remarks = new ArrayList<>();
        texts.forEach((trial, text) -> {
            if (!trial.equals(calibration)) {
                int jdk = trial.jdk().feature();
                remarks.add(new Remark(trial.bench(), trial.param().toString(), trial.subject(), jdk, text));
            }
        });
        return remarks;
    }
}
