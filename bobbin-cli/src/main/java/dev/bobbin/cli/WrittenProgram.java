package dev.bobbin.cli;

import dev.bobbin.compiler.Diagnostic;
import dev.bobbin.compiler.Inspection;
import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.Transformer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A program as {@code bobbin run} reads it, for the lab, which compiles it under one model after the other. */
public final class WrittenProgram {
    private final Program program;
    private final Path file;
    private final MainMethod main;

    private WrittenProgram(Program program, Path file, MainMethod main) {
        this.program = program;
        this.file = file;
        this.main = main;
    }

    /**
     * Compiles it where need be.
     *
     * @param file a {@code .java} file, a {@code .class} file or a {@code .jar}
     * @param classPath beside Bobbin's own, as typed; null if there is none
     * @throws Refusal as {@code bobbin run} would
     */
    public static WrittenProgram of(Path file, @Nullable String classPath) throws Refusal {
        Program program = new RunRequest(Options.defaults(), classPath, file, List.of()).read();
        return new WrittenProgram(
                program, file, EntryPoint.of(program, file, List.of()).main());
    }

    /** The name of the class that has its {@code main}, internal. */
    public String mainClass() {
        return main.method().getDeclaringClass().getName().replace('.', '/');
    }

    /** Its class files as javac wrote them, by internal name. */
    public Map<String, byte[]> classes() {
        return program.classes();
    }

    /** Directories and jars with what else it uses. */
    public List<Path> classPath() {
        return program.classPath();
    }

    /** Where Bobbin's own classes are that a program uses, in the form of {@code -cp}. */
    public static String bobbin() {
        return BobbinJars.classPath();
    }

    /**
     * Its class files under a model. Warnings are left out: {@code bobbin run} says them.
     *
     * @throws Refusal with all errors, if the model cannot compile it
     */
    public Map<String, byte[]> under(Options options) throws Refusal {
        Transformer.Result result =
                Transformation.from(program, file, around -> Transformer.transform(program.classes(), around, options));
        if (result.hasErrors()) {
            List<Diagnostic> errors = result.diagnostics().stream()
                    .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
                    .toList();
            Transformation.report(errors, file, program.classPath());
        }
        return result.classes();
    }

    /** What the compiler makes of its coroutines in each form of a state machine. */
    public Inspection inspected() throws Refusal {
        return Transformation.from(
                program, file, around -> Transformer.inspect(program.classes(), around, Options.forms()));
    }
}
