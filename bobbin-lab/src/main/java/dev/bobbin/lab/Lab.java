package dev.bobbin.lab;

import dev.bobbin.lab.advise.AdviseCommand;
import dev.bobbin.lab.figure.Figure;
import dev.bobbin.lab.figure.FigureFile;
import dev.bobbin.lab.figure.Machine;
import dev.bobbin.lab.figure.Table;
import dev.bobbin.lab.trial.Interruption;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Rounds;
import dev.bobbin.lab.trial.Trial;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command {@code ./bobbin lab}: progress on standard error, the table on standard output at the end. Exit status 0,
 * 1 if a subject was rejected, 2 if the command line cannot be carried out.
 */
@Command(
        name = "bobbin lab",
        description = "Measures Bobbin on this machine. The benches are defined in docs/lab.md.",
        subcommands = AdviseCommand.class,
        sortOptions = false)
public final class Lab implements Callable<Integer> {
    private static final int REJECTED = 1;
    private static final int REFUSED = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "BENCH",
            description =
                    "These benches only: call, resume, loop, generator, recursive-generator, switch, transfer, parked,"
                            + " yield, spawn, pingpong, channel, select, mutex, fanout, skynet, timers, sleeping, idle,"
                            + " echo, codesize, compile.")
    private List<String> benches = List.of();

    @Option(
            names = "--subjects",
            split = ",",
            paramLabel = "SUBJECT",
            description =
                    "These subjects only: bobbin-fused, bobbin-push, bobbin-pull, bobbin-embedded,"
                            + " bobbin-embedded-flat, bobbin-stackful, java-plain, kotlin, loom-continuation, java-threads,"
                            + " virtual-threads, netty, javac; go, rust-std, cpp20, python-asyncio, node, where they are installed.")
    private List<String> subjects = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures to this file too.")
    private @Nullable Path json;

    @Option(
            names = "--jdk",
            paramLabel = "DIR",
            description =
                    "Measures on this JDK; may be given several times. Without it: the JDK that runs the lab, and"
                            + " for parked and sleeping also JDKs 17 and 25, from BOBBIN_JDK17 and BOBBIN_JDK25 or /usr/lib/jvm.")
    private List<Path> jdks = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many times everything is measured, each time in new JVMs. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    private boolean help;

    /** Runs the command and exits with its status. */
    public static void main(String[] args) {
        Interruption.prepare();
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Lab()).setExpandAtFiles(false).setParameterExceptionHandler((e, args) -> {
            e.getCommandLine().getErr().println("bobbin lab: " + e.getMessage() + " (see ./bobbin lab --help)");
            return REFUSED;
        });
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        List<Trial> trials;
        try {
            checkOptions();
            trials = Plan.of(benches, subjects, Plan.jdks(jdks));
        } catch (IllegalArgumentException e) {
            err.println("bobbin lab: " + e.getMessage());
            return REFUSED;
        }
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        warnIfBusy(load, err);
        Rounds.Outcome outcome = Rounds.measure(trials, rounds, line -> {
            err.println(line);
            err.flush();
        });
        Interruption.holdIfEnding();
        List<Figure> figures = new ArrayList<>(outcome.figures());
        Benches.ALL.forEach(bench -> figures.addAll(bench.derived()
                .apply(outcome.figures().stream()
                        .filter(f -> f.bench().equals(bench.name()))
                        .toList())));
        print(outcome, figures);
        if (json != null && !write(json, load, trials, figures, err)) {
            return REJECTED;
        }
        return outcome.rejected().isEmpty() ? 0 : REJECTED;
    }

    private void checkOptions() {
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds must be at least 1, not " + rounds);
        }
        if (json == null) {
            return;
        }
        Path directory = json.toAbsolutePath().resolveSibling("").toAbsolutePath();
        if (Files.isDirectory(json)) {
            throw new IllegalArgumentException("--json " + json + ": is a directory");
        }
        if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new IllegalArgumentException("--json " + json + ": cannot write to " + directory);
        }
    }

    private static void warnIfBusy(double load, PrintWriter err) {
        int cores = Runtime.getRuntime().availableProcessors();
        if (load > cores / 2.0) {
            err.println(String.format(
                    Locale.ROOT,
                    "warning: the machine is busy (load %.1f on %d cores): times will be too long, and ratios rough",
                    load,
                    cores));
        }
    }

    private void print(Rounds.Outcome outcome, List<Figure> figures) {
        PrintWriter out = spec.commandLine().getOut();
        outcome.notes().forEach((trial, note) -> out.println(trial + "\n" + note));
        out.print(Table.of(figures));
        outcome.rejected().forEach((trial, reason) -> out.println("rejected: " + trial + ": " + reason));
        out.flush();
    }

    private static boolean write(Path file, double load, List<Trial> trials, List<Figure> figures, PrintWriter err) {
        List<String> versions = trials.stream()
                .map(Trial::jdk)
                .filter(jdk -> !jdk.isNone())
                .distinct()
                .map(Jdk::version)
                .toList();
        Map<String, List<String>> flags = new LinkedHashMap<>();
        trials.stream()
                .filter(trial -> !trial.jdk().isNone())
                .forEach(trial -> flags.putIfAbsent(trial.bench() + " " + trial.param(), trial.flags()));
        String version = Lab.class.getPackage().getImplementationVersion();
        String bobbin = version == null ? "built from a working tree" : version;
        Machine machine = Machine.here(load, versions, flags, Peers.versions(trials), bobbin);
        try {
            FigureFile.write(file, machine, figures);
            return true;
        } catch (IOException e) {
            err.println("bobbin lab: --json " + file + ": " + e.getMessage());
            return false;
        }
    }
}
