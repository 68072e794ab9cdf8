package dev.bobbin.lab.advise;

import dev.bobbin.cli.Refusal;
import dev.bobbin.cli.WrittenProgram;
import dev.bobbin.compiler.Inspection;
import dev.bobbin.compiler.report.CoroutineReport;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.trial.Jdk;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * The command {@code ./bobbin lab advise}: progress on standard error, table and advice on standard output at the end. Exit status
 * 0; 1 if there is no advice because the program fails or answers differently; 2 if it cannot be compiled, has no coroutines,
 * or the command line cannot be carried out.
 */
@Command(
        name = "advise",
        header = "Says which model suits a program.",
        description =
                "Runs the program under every model and says which one suits it, by its time, memory, allocation and code.",
        sortOptions = false)
public final class AdviseCommand implements Callable<Integer> {
    private static final int NO_ADVICE = 1;
    private static final int REFUSED = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"--class-path", "-cp"},
            paramLabel = "PATH",
            description =
                    "Directories and jars of classes to use, as they are, beside Bobbin's own, as for ./bobbin run.")
    private @Nullable String classPath;

    @Option(
            names = "--jdk",
            paramLabel = "DIR",
            description = "Runs the program on this JDK, not older than the lab's own. Without it: on the lab's own.")
    private @Nullable Path jdk;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "How many times it is measured under each model, twice each time: once for time, once for the heap."
                            + " Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--limit",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = Limit.class,
            description = "How long one run may take: 90s, 10m. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Duration limit;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes figures and advice to this file too.")
    private @Nullable Path json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    private boolean help;

    @Parameters(index = "0", paramLabel = "FILE", description = "A .java file, a .class file or a .jar.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Parameters(
            index = "1..*",
            paramLabel = "ARG",
            description = "The program's arguments; put -- before the first if one begins with a dash.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            Findings findings = findings(err);
            PrintWriter out = spec.commandLine().getOut();
            out.print(AdviceText.of(findings));
            out.flush();
            if (json != null) {
                Files.writeString(json, AdviceFile.of(findings));
            }
            return 0;
        } catch (Refusal e) {
            err.println(e.text());
            return REFUSED;
        } catch (IllegalArgumentException e) {
            err.println("bobbin lab advise: " + e.getMessage());
            return REFUSED;
        } catch (NoAdvice e) {
            err.println("bobbin lab advise: no advice: " + e.reason());
            return NO_ADVICE;
        }
    }

    private Findings findings(PrintWriter err) throws Refusal, NoAdvice, IOException {
        Jdk on = jdk == null ? Jdk.running() : Jdk.at(jdk);
        checkOptions(on);
        WrittenProgram program = WrittenProgram.of(file, classPath);
        List<String> notes = new ArrayList<>();
        List<CoroutineReport> coroutines = coroutines(program.inspected(), notes);
        List<Woven> programs = woven(program, on, notes);
        if (rounds == 1) {
            notes.add("one round does not show the noise: a difference in time may be chance");
        }
        Map<Form, Map<Measure, Sample>> measured =
                Runs.of(programs, rounds, new Execution.Setting(on, arguments, limit), line -> {
                    err.println(line);
                    err.flush();
                });
        if (measured.values().stream().anyMatch(this::isAllocationMissing)) {
            notes.add("what threads allocated that have ended is not known before JDK 21:"
                    + " 'allocated' is of those runs only in which none did");
        }
        return Findings.of(file.toString(), on, rounds, measured, programs, AwaitChain.in(coroutines), notes);
    }

    private boolean isAllocationMissing(Map<Measure, Sample> figures) {
        Sample allocated = figures.get(Measure.ALLOCATED);
        return allocated == null || allocated.values().size() < rounds;
    }

    private void checkOptions(Jdk on) {
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds must be at least 1, not " + rounds);
        }
        int own = Runtime.version().feature();
        if (on.feature() < own) {
            throw new IllegalArgumentException("--jdk " + on.home() + " is older than JDK " + own
                    + ", whose compiler compiles the program: start ./bobbin with JAVA_HOME=" + on.home());
        }
        if (json != null) {
            Path directory = json.toAbsolutePath().resolveSibling("").toAbsolutePath();
            if (Files.isDirectory(json)) {
                throw new IllegalArgumentException("--json " + json + ": is a directory");
            }
            if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
                throw new IllegalArgumentException("--json " + json + ": cannot write to " + directory);
            }
        }
    }

    /** None where only stacks can run it: the report is of state machines. */
    private List<CoroutineReport> coroutines(Inspection inspection, List<String> notes) {
        if (!inspection.transformed().isEmpty()) {
            throw new IllegalArgumentException(
                    file + ": Bobbin has rewritten it already, under one model; name what javac wrote, or the source");
        }
        if (!inspection.hasErrors() && inspection.coroutines().isEmpty()) {
            throw new IllegalArgumentException(file + ": there is no coroutine in it, so every model is the same:"
                    + " a coroutine is a method that returns Async and contains an await()");
        }
        long chosen =
                inspection.coroutines().stream().filter(c -> c.model() != null).count();
        if (chosen > 0) {
            notes.add(chosen + " of " + inspection.coroutines().size()
                    + " coroutines have a @Model, and that one in every row");
        }
        return inspection.coroutines();
    }

    private List<Woven> woven(WrittenProgram program, Jdk on, List<String> notes) throws Refusal, IOException {
        List<Woven> programs = new ArrayList<>();
        Refusal first = null;
        for (Form form : Form.runnableOn(on.feature())) {
            try {
                programs.add(Woven.of(program, form));
            } catch (Refusal e) {
                first = first == null ? e : first;
                notes.add(Woven.name(form) + " cannot compile it: " + e.text().replace("\n", "\n  "));
            }
        }
        if (!Form.runnableOn(on.feature()).contains(Form.STACKFUL)) {
            notes.add(
                    "the stackful model needs JDK 21 or later, and this is " + on.feature() + "; --jdk names another");
        }
        if (programs.isEmpty() && first != null) {
            throw first;
        }
        return programs;
    }

    /** {@code 500ms}, {@code 90s}, {@code 10m}. */
    private static final class Limit implements ITypeConverter<Duration> {
        private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m)");

        @Override
        public Duration convert(String text) {
            Matcher parts = TEXT.matcher(text);
            if (!parts.matches()) {
                throw new TypeConversionException("'" + text + "' is no time: write 90s, 10m or 500ms");
            }
            long number = Long.parseLong(parts.group(1));
            return switch (parts.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                default -> Duration.ofMinutes(number);
            };
        }
    }
}
