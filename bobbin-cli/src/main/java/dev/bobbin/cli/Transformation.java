package dev.bobbin.cli;

import dev.bobbin.compiler.ClassSource;
import dev.bobbin.compiler.Diagnostic;
import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.Transformer;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Runs the compiler over a program and speaks its diagnostics in the user's own file names. */
final class Transformation {
    private Transformation() {}

    /**
     * Rewrites a program's coroutines; warnings go to standard error.
     *
     * @param typed the file or directory as the user typed it
     * @throws Refusal with all diagnostics, when one of them is an error
     */
    static Transformer.Result of(Program program, Options options, Path typed) throws Refusal {
        Transformer.Result result =
                from(program, typed, classPath -> Transformer.transform(program.classes(), classPath, options));
        report(result.diagnostics(), typed, program.classPath());
        return result;
    }

    /** What the compiler finds, with the program's class path around it. */
    static <T> T from(Program program, Path typed, Function<ClassSource, T> compiler) throws Refusal {
        try (URLClassLoader libraries = ProgramLoader.forLibraries(program.classPath())) {
            return compiler.apply(ClassSource.of(libraries));
        } catch (IOException e) {
            throw Refusal.because(typed + ": cannot read its class path (" + e.getMessage() + ")");
        }
    }

    /**
     * Speaks the compiler's diagnostics: warnings to standard error.
     *
     * @param typed the file or directory as the user typed it
     * @param classPath where other sources may be
     * @throws Refusal with all diagnostics, when one of them is an error
     */
    static void report(List<Diagnostic> diagnostics, Path typed, List<Path> classPath) throws Refusal {
        StringBuilder text = new StringBuilder();
        boolean refused = false;
        for (Diagnostic diagnostic : diagnostics) {
            text.append(asTyped(diagnostic, typed, classPath).render()).append(System.lineSeparator());
            refused |= diagnostic.severity() == Diagnostic.Severity.ERROR;
        }
        if (refused) {
            throw Refusal.inTheWordsOf(text.toString());
        }
        System.err.print(text);
    }

    /** A class file knows only its source's last name; who typed a path wants to see that path. */
    private static Diagnostic asTyped(Diagnostic diagnostic, Path typed, List<Path> classPath) {
        Path lastName = typed.getFileName();
        if (lastName != null && Path.of(diagnostic.file()).endsWith(lastName)) {
            return diagnostic.withFile(typed.toString());
        }
        return classPath.stream()
                .map(root -> root.resolve(diagnostic.file()))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(source -> diagnostic.withFile(source.toString()))
                .orElse(diagnostic);
    }
}
