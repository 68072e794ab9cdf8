package dev.bobbin.cli;

import dev.bobbin.cli.inspect.Findings;
import dev.bobbin.cli.inspect.HtmlReport;
import dev.bobbin.cli.inspect.JsonReport;
import dev.bobbin.cli.inspect.TextReport;
import dev.bobbin.compiler.Inspection;
import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.Transformer;
import dev.bobbin.compiler.ir.Model;
import dev.bobbin.compiler.report.CoroutineReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bobbin inspect}: says what the compiler makes of each coroutine, and writes nothing but the reports asked for. */
@Command(
        name = "inspect",
        description = "Says of each coroutine its states, what is saved at each, what it costs in memory and code under"
                + " each model, and what is better written otherwise.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class InspectCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ClassPathOption classPath = new ClassPathOption();

    @Parameters(
            index = "0",
            paramLabel = "FILE|DIR|JAR",
            description = "A .java file, a .class file, a directory of either, or a jar.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path input;

    @Option(
            names = "--source",
            paramLabel = "DIR",
            description = "Where the sources of class files are, laid out by package.")
    private @Nullable Path source;

    @Option(
            names = "--model",
            split = ",",
            paramLabel = "MODEL",
            description = "What these models make of it only; of all of them if not given.")
    private List<String> models = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the report to this file too; - for only that.")
    private @Nullable Path json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Draws the state machines, beside their sources, in a page that needs no other file.")
    private @Nullable Path html;

    @Override
    public Integer call() throws Refusal {
        if (html != null && html.toString().equals("-")) {
            throw Refusal.because("--html needs the name of a file");
        }
        if (source != null && !Files.isDirectory(source)) {
            throw Refusal.because(source + ": no such directory (in --source)");
        }
        List<Options> forms = forms();
        InspectInput read = InspectInput.of(input, source, ClassPathOption.entries(classPath.path()));
        Inspection inspection = inspect(read.program(), forms);
        Transformation.report(inspection.diagnostics(), input, read.program().classPath());
        List<CoroutineReport> coroutines = inspection.coroutines().stream()
                .filter(coroutine -> read.isAsked(coroutine.owner()))
                .toList();
        List<String> transformed =
                inspection.transformed().stream().filter(read::isAsked).toList();
        Findings findings = new Findings(input.toString(), coroutines, transformed, read.sources());
        boolean onlyJson = json != null && json.toString().equals("-");
        if (!onlyJson) {
            write(json, "--json", JsonReport.of(findings));
        }
        write(html, "--html", HtmlReport.of(findings));
        PrintWriter out = spec.commandLine().getOut();
        out.print(onlyJson ? JsonReport.of(findings) : TextReport.of(findings));
        out.flush();
        return 0;
    }

    private List<Options> forms() throws Refusal {
        Set<Model> chosen = EnumSet.noneOf(Model.class);
        for (String name : models) {
            Model model = ModelOption.named(name);
            if (model == Model.STACKFUL) {
                throw Refusal.because("there is nothing to inspect of the stackful model:"
                        + " it has no states and no frames, its coroutines run on stacks");
            }
            chosen.add(model);
        }
        return Options.forms().stream()
                .filter(form -> chosen.isEmpty() || chosen.contains(form.model()))
                .toList();
    }

    private Inspection inspect(Program program, List<Options> forms) throws Refusal {
        return Transformation.from(
                program, input, classPath -> Transformer.inspect(program.classes(), classPath, forms));
    }

    private static void write(@Nullable Path file, String option, String text) throws Refusal {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw Refusal.because(file + ": cannot be written (in " + option + ")");
        }
    }
}
