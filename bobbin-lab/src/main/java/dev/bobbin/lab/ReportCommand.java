package dev.bobbin.lab;

import dev.bobbin.lab.figure.FigureFile;
import dev.bobbin.lab.figure.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code ./bobbin lab report}: the figures of an earlier run in another form. It measures nothing. */
@Command(
        name = "report",
        description =
                "Shows the figures of an earlier run, from the file that --json wrote: as a table, a page, or CSV.",
        sortOptions = false)
final class ReportCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int REFUSED = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "What --json wrote.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Mixin
    private final Outputs outputs = new Outputs();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    private boolean help;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            outputs.check();
            FigureFile.Content run = FigureFile.read(file);
            PrintWriter out = spec.commandLine().getOut();
            out.print(Table.of(run.figures()));
            out.flush();
            return outputs.write(run, err) ? 0 : FAILED;
        } catch (IllegalArgumentException | IOException e) {
            err.println("bobbin lab report: " + e.getMessage());
            return REFUSED;
        }
    }
}
