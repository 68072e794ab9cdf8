package dev.bobbin.lab;

import dev.bobbin.lab.advise.AdviseCommand;
import dev.bobbin.lab.figure.FigureFile;
import dev.bobbin.lab.figure.Settings;
import dev.bobbin.lab.trial.Interruption;
import dev.bobbin.lab.trial.Rounds;
import dev.bobbin.lab.trial.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command {@code ./bobbin lab}: progress on standard error, the table on standard output at the end. Exit status 0,
 * 1 if a subject was rejected, 2 if the command line cannot be carried out, and the VM's own if a signal ended it: 130 at Ctrl-C.
 */
@Command(
        name = "bobbin lab",
        description = "Measures Bobbin on this machine. The benches are defined in docs/lab.md.",
        subcommands = {ReportCommand.class, AdviseCommand.class},
        sortOptions = false)
public final class Lab implements Callable<Integer> {
    private static final int REJECTED = 1;
    private static final int REFUSED = 2;
    private static final int ROUNDS = 5;

    /** The system property by which the launcher says that standard error is one. */
    private static final String TERMINAL = "dev.bobbin.lab.terminal";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "BENCH",
            description =
                    "These benches only: call, resume, loop, generator, recursive-generator, switch, transfer, parked,"
                            + " parked-huge, locals, branches, yield, spawn, pingpong, channel, select, mutex, fanout, skynet, timers, sleeping, idle,"
                            + " echo, blocking, native, startup, codesize, compile.")
    private List<String> benches = List.of();

    @Option(
            names = "--also",
            split = ",",
            paramLabel = "BENCH",
            description =
                    "These benches besides all others: those that are measured only if they are named, parked-huge.")
    private List<String> also = List.of();

    @Option(
            names = "--subjects",
            split = ",",
            paramLabel = "SUBJECT",
            description =
                    "These subjects only: bobbin-fused, bobbin-push, bobbin-pull, bobbin-embedded,"
                            + " bobbin-embedded-flat, bobbin-stackful, java-plain, kotlin, loom-continuation, java-threads,"
                            + " virtual-threads, processes, netty, javac; go, rust-std, rust-tokio, cpp20, python-asyncio, node, where they are installed.")
    private List<String> subjects = List.of();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Writes the figures to this file too, after each run what there is by then.")
    private @Nullable Path json;

    @Mixin
    private final Outputs outputs = new Outputs();

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
            description = "How many times everything is measured, each time in new JVMs. Default: 5, with --quick 1.")
    private @Nullable Integer rounds;

    @Option(
            names = "--quick",
            description =
                    "Rough figures of the most telling benches, in less than four minutes for the subjects on JVMs;"
                            + " peers of other languages only if --subjects names them.")
    private boolean quick;

    @Option(
            names = "--plan",
            description = "Says what would be measured, and how long it would take. Measures nothing.")
    private boolean plan;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description =
                    "Goes on with a run that was interrupted: measures what its --json file lacks, on the same machine"
                            + " with the same versions, and adds to the file. With --rounds also more rounds than it was to have.")
    private @Nullable Path resume;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    private boolean help;

    /** Runs the command and exits with its status. */
    public static void main(String[] args) {
        Interruption.prepare();
        int status = REFUSED;
        try {
            status = commandLine().execute(args);
        } finally {
            Interruption.finished();
        }
        System.exit(status);
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
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        Session session;
        try {
            checkOptions();
            session = session(load);
        } catch (IllegalArgumentException | IOException e) {
            err.println("bobbin lab: " + e.getMessage());
            return REFUSED;
        }
        List<Step> steps = session.steps();
        if (plan) {
            print(PlanText.list(steps) + PlanText.sum(steps) + System.lineSeparator());
            return 0;
        }
        warnIfBusy(load, err);
        return measure(session, steps, err);
    }

    private Session session(double load) throws IOException {
        if (resume == null) {
            int times = rounds == null ? quick ? Quick.ROUNDS : ROUNDS : rounds;
            List<String> homes =
                    jdks.stream().map(home -> home.toAbsolutePath().toString()).toList();
            return Session.of(new Settings(Plan.named(benches, also), subjects, homes, times, quick), load);
        }
        FigureFile.Content content = FigureFile.read(resume);
        int times = rounds == null ? content.settings().rounds() : rounds;
        return Session.goingOn(resume, content.with(content.settings().with(times)), load);
    }

    /** Until all is measured or the lab is to end, and shows what there is. */
    private int measure(Session session, List<Step> steps, PrintWriter err) {
        Path file = resume == null ? json : resume;
        Saved saved = new Saved(file, session, err);
        ProgressLine line = new ProgressLine(err, Boolean.getBoolean(TERMINAL));
        Watch watch = new Watch(steps, session.settings().rounds(), line, saved);
        line.keep(steps.isEmpty() ? "nothing is missing" : PlanText.sum(steps));
        Rounds.measure(steps, session.measured(), watch);
        line.clear();
        print(Summary.of(session));
        saved.run();
        boolean written = outputs.write(session.content(), err);
        if (session.isInterrupted()) {
            line.keep("interrupted after " + watch.done() + " of " + steps.size() + " runs; " + saved.howToGoOn());
        }
        return !written || saved.hasFailed() || !session.outcome().rejected().isEmpty() ? REJECTED : 0;
    }

    private void checkOptions() {
        if (rounds != null && rounds < 1) {
            throw new IllegalArgumentException("--rounds must be at least 1, not " + rounds);
        }
        if (resume != null
                && (json != null
                        || quick
                        || !(benches.isEmpty() && also.isEmpty() && subjects.isEmpty() && jdks.isEmpty()))) {
            throw new IllegalArgumentException("--resume goes on with what its file was to have, and writes to it:"
                    + " --json, --only, --also, --subjects, --jdk and --quick make no sense beside it");
        }
        Outputs.check("--json", json);
        Outputs.check("--resume", resume);
        outputs.check();
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

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }
}
