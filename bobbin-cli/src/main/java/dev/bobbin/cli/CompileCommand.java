package dev.bobbin.cli;

import dev.bobbin.compiler.ClassRoots;
import dev.bobbin.compiler.Transformer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bobbin compile}: rewrites the class files of a directory or jar into a directory, and copies the rest. */
@Command(
        name = "compile",
        description = "Rewrites the class files of a directory or a jar, and copies its other files.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CompileCommand implements Callable<Integer> {
    @Mixin
    private final ModelOption model = new ModelOption();

    @Mixin
    private final ClassPathOption classPath = new ClassPathOption();

    @Parameters(index = "0", paramLabel = "DIR|JAR", description = "The class files to rewrite.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path input;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "The directory to write to; it is made if it is missing. May be the input directory.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path output;

    @Override
    public Integer call() throws Refusal {
        var options = model.options();
        Path from = input.toAbsolutePath().normalize();
        Path to = output.toAbsolutePath().normalize();
        if (Files.isDirectory(input) && to.startsWith(from) && !to.equals(from)) {
            throw Refusal.because(output + ": lies inside " + input + ", and would be compiled itself the next time");
        }
        if (input.toString().endsWith(".java")) {
            throw Refusal.because(input + ": compile takes a directory or a jar of class files; run javac first");
        }
        if (input.toString().endsWith(".class")) {
            throw Refusal.because(
                    input + ": compile takes a directory or a jar of class files, which it compiles together");
        }
        Map<String, byte[]> files = new LinkedHashMap<>(contents());
        ClassRoots roots = ClassDirectory.roots(input, files);
        if (roots.isEmpty()) {
            boolean sources = files.keySet().stream().anyMatch(name -> name.endsWith(".java"));
            throw Refusal.because(input + ": no class files in it" + (sources ? "; run javac first" : ""));
        }
        List<Path> libraries = ClassPathOption.entries(classPath.path());
        Set<String> transformed = new TreeSet<>();
        Map<String, byte[]> changed = roots.rewritten(classes -> {
            Transformer.Result result = Transformation.of(new Program(classes, List.of(), libraries), options, input);
            transformed.addAll(result.transformed());
            return result.classes();
        });
        write(toWrite(files, changed));
        if (changed.isEmpty()) {
            sayWhy(transformed);
        }
        return 0;
    }

    private void sayWhy(Set<String> transformed) {
        System.err.println(
                transformed.isEmpty()
                        ? "bobbin: " + input + ": no coroutines in it; nothing was rewritten"
                        : "bobbin: " + input + ": rewritten by Bobbin already ("
                                + transformed.iterator().next().replace('/', '.') + " is one); nothing was rewritten"
                                + " (another model needs the class files that javac wrote)");
    }

    private Map<String, byte[]> contents() throws Refusal {
        if (Files.isDirectory(input)) {
            return ClassDirectory.contents(input);
        }
        if (Files.isRegularFile(input)) {
            return Jar.contents(input);
        }
        throw Refusal.because(input + ": no such directory or jar");
    }

    /**
     * What Bobbin adds comes before what it changes: a class that is rewritten is left alone the next time, so what it needs must lie there
     * by then, also if this is interrupted.
     */
    private Map<String, byte[]> toWrite(Map<String, byte[]> files, Map<String, byte[]> changed) throws Refusal {
        Map<String, byte[]> all = new LinkedHashMap<>(changed);
        all.keySet().removeAll(files.keySet());
        all.putAll(changed);
        if (!isInPlace()) {
            files.forEach(all::putIfAbsent);
        }
        return all;
    }

    private boolean isInPlace() throws Refusal {
        try {
            return Files.isDirectory(input) && Files.exists(output) && Files.isSameFile(input, output);
        } catch (IOException e) {
            throw Refusal.because(output + ": cannot be read (" + e.getMessage() + ")");
        }
    }

    private void write(Map<String, byte[]> files) throws Refusal {
        Path root = output.toAbsolutePath().normalize();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = root.resolve(file.getKey()).normalize();
            if (!target.startsWith(root)) {
                throw Refusal.because(input + ": entry " + file.getKey() + " leads out of " + output);
            }
            try {
                Files.createDirectories(target.resolveSibling(""));
                writeWhole(target, file.getValue());
            } catch (IOException e) {
                throw Refusal.because(output + ": cannot be written (" + e.getMessage() + ")");
            }
        }
    }

    /** Whoever reads the file sees it as it was or as it is to be, also if the process dies in between. */
    private static void writeWhole(Path target, byte[] content) throws IOException {
        // Always in the same place: what an interrupted command has left there the next one takes away, since it writes
        // the same file.
        Path part = target.resolveSibling(".bobbin-part");
        try {
            Files.write(part, content);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
