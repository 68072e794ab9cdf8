package dev.bobbin.maven;

import dev.bobbin.compiler.ClassFileHeader;
import dev.bobbin.compiler.ClassRoots;
import dev.bobbin.compiler.ClassSource;
import dev.bobbin.compiler.Diagnostic;
import dev.bobbin.compiler.Inspection;
import dev.bobbin.compiler.Transformer;
import dev.bobbin.compiler.ir.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the compiler over the classes of a directory, for each release of Java that sees others.
 *
 * <p>Classes that the patterns leave out stay as javac wrote them, and are for the others what those of another jar are.
 */
final class CompileClasses implements RewriteInPlace.Compilation {
    private final Path directory;
    private final List<Path> classPath;
    private final Wanted wanted;
    private final List<Inspection> inspections = new ArrayList<>();
    private final Set<Diagnostic> diagnostics = new LinkedHashSet<>();
    private final Set<String> leftAlone = new LinkedHashSet<>();

    /** @param classPath without the directory itself, where classes of an earlier build lie */
    CompileClasses(Path directory, List<Path> classPath, Wanted wanted) {
        this.directory = directory;
        this.classPath = classPath;
        this.wanted = wanted;
    }

    /** After the work: those that did not end it. */
    List<Diagnostic> warnings() {
        return List.copyOf(diagnostics);
    }

    /** After the work: what was made of the coroutines, if that is wanted. */
    List<Inspection> inspections() {
        return List.copyOf(inspections);
    }

    @Override
    public RewriteInPlace.Rewritten of(Map<String, byte[]> classFiles) throws Refusal {
        Map<String, String> names = names(classFiles);
        Map<String, byte[]> chosen = new LinkedHashMap<>();
        Map<String, byte[]> leftOut = new LinkedHashMap<>();
        classFiles.forEach((path, content) -> {
            String name = names.get(path);
            if (name != null && wanted.patterns().choose(name)) {
                chosen.put(path, content);
            } else if (name != null && path.equals(name + ".class")) {
                leftOut.put(name, content);
            }
        });
        ClassRoots roots = ClassRoots.of(chosen, (path, content) -> String.valueOf(names.get(path)));
        Map<String, byte[]> changed;
        try (Libraries libraries = new Libraries(classPath)) {
            ClassSource around = libraries.classFiles();
            changed = roots.rewritten(classes ->
                    transformed(classes, name -> leftOut.containsKey(name) ? leftOut.get(name) : around.find(name)));
        } catch (UncheckedIOException e) { // from the libraries
            throw Refusal.of(directory, "a class on its class path cannot be read", e);
        } catch (IOException e) {
            throw Refusal.of(directory, "the jars on its class path cannot be closed", e);
        }
        if (diagnostics.stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR)) {
            throw new Refusal(List.copyOf(diagnostics));
        }
        List<String> alone = names.keySet().stream()
                .filter(path -> leftAlone.contains(names.get(path)) && !changed.containsKey(path))
                .toList();
        return new RewriteInPlace.Rewritten(changed, alone);
    }

    private Map<String, byte[]> transformed(Map<String, byte[]> classes, ClassSource around) {
        Transformer.Result result = Transformer.transform(classes, around, wanted.form());
        diagnostics.addAll(result.diagnostics());
        if (wanted.blockingCalls() != BlockingCalls.IGNORE) {
            Transformer.blockingCalls(classes, around, wanted.form()).forEach(call -> diagnostics.add(asWanted(call)));
        }
        if (wanted.report() && !result.hasErrors()) {
            inspections.add(Transformer.inspect(
                    classes, around, wanted.form().model() == Model.STACKFUL ? List.of() : List.of(wanted.form())));
        }
        leftAlone.addAll(result.transformed());
        return result.hasErrors() ? classes : result.classes();
    }

    private Diagnostic asWanted(Diagnostic blockingCall) {
        return wanted.blockingCalls() == BlockingCalls.FAIL ? blockingCall.asError() : blockingCall;
    }

    /** By path, the classes that the files hold; refuses all files that hold none. */
    private Map<String, String> names(Map<String, byte[]> classFiles) throws Refusal {
        Map<String, String> names = new LinkedHashMap<>();
        List<Diagnostic> damaged = new ArrayList<>();
        classFiles.forEach((path, content) -> {
            try {
                names.put(path, ClassFileHeader.of(content).name());
            } catch (IOException e) {
                if (wanted.patterns().choose(path.substring(0, path.length() - ".class".length()))) {
                    damaged.add(Refusal.error(
                            directory.resolve(path),
                            "corrupt-class",
                            "not a class file (" + e.getMessage() + ")",
                            "compile it again, or leave it out with <excludes>"));
                }
            }
        });
        if (!damaged.isEmpty()) {
            throw new Refusal(damaged);
        }
        return names;
    }
}
