package dev.bobbin.cli;

import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.ir.Model;
import dev.bobbin.loom.Stacks;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bobbin run} is asked to do.
 *
 * @param options the coroutine model
 * @param classPath the class path beside Bobbin's own, as typed
 * @param file the program
 * @param arguments the program's arguments
 */
record RunRequest(Options options, @Nullable String classPath, Path file, List<String> arguments) {
    private static final int STACKFUL_SINCE = 21;

    /**
     * Reads the plain form, {@code run FILE [ARG...]}, without the option parser; null for any other command line.
     *
     * <p>picocli costs about 100 ms of every start (JDK 17, two cores), because its class files are too old for a CDS archive. With an
     * option, a mistake or a call for help there is time for it.
     */
    static @Nullable RunRequest ofPlain(String[] args) throws Refusal {
        if (args.length < 2 || !args[0].equals("run") || args[1].isEmpty() || args[1].startsWith("-")) {
            return null;
        }
        List<String> arguments = Arrays.asList(args).subList(2, args.length);
        return new RunRequest(Options.defaults(), null, path(args[1]), arguments);
    }

    private static Path path(String name) throws Refusal {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw Refusal.because(name + ": this locale cannot express the name; set LC_ALL=C.UTF-8");
        }
    }

    /** Compiles, transforms and loads the program, up to the call of its {@code main}. */
    EntryPoint prepare() throws Refusal {
        if (options.model() == Model.STACKFUL) {
            checkStacks();
        }
        Program written = read();
        Program transformed =
                written.withClasses(Transformation.of(written, options, file).classes());
        return EntryPoint.of(transformed, file, arguments);
    }

    /** Loads their classes, too: in the program that would be a worker's first task, and keep it from others for long. */
    private static void checkStacks() throws Refusal {
        if (Runtime.version().feature() < STACKFUL_SINCE) {
            throw Refusal.because("the stackful model needs JDK " + STACKFUL_SINCE
                    + " or later to run, and this is JDK " + Runtime.version().feature()
                    + ": set JAVA_HOME to another, or leave out --model stackful");
        }
        new Stacks().threadStack(() -> {}).run();
    }

    /** The program as it was written: compiled where need be, not transformed. */
    Program read() throws Refusal {
        List<Path> libraries = ClassPathOption.entries(classPath);
        if (Files.isDirectory(file)) {
            throw Refusal.because(file + ": is a directory; name a .java, .class or .jar file");
        }
        if (!Files.exists(file)) {
            throw Refusal.because(file + ": no such file");
        }
        if (!Files.isReadable(file)) {
            throw Refusal.because(file + ": cannot be read (permission denied)");
        }
        String name = file.toString();
        if (name.endsWith(".java")) {
            return SourceFile.compile(List.of(file), libraries);
        }
        if (name.endsWith(".class")) {
            return ClassDirectory.around(file, libraries);
        }
        if (name.endsWith(".jar")) {
            return Jar.program(file, libraries);
        }
        throw Refusal.because(file + ": expected a .java, .class or .jar file");
    }
}
