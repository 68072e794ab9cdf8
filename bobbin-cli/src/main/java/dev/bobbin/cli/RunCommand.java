package dev.bobbin.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bobbin run}: compiles and transforms a program; {@link Main} then calls it. */
@Command(
        name = "run",
        description = "Compiles where needed, transforms and runs a program.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final ModelOption model = new ModelOption();

    @Mixin
    private final ClassPathOption classPath = new ClassPathOption();

    @Option(
            names = "--jdk-opts",
            paramLabel = "OPTS",
            description = "Options for the JVM that runs the program, in one argument: --jdk-opts \"-Xmx1g -Xlog:gc\".")
    private @Nullable String jdkOptions;

    @Parameters(index = "0", paramLabel = "FILE", description = "A .java file, a .class file or a .jar.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Parameters(index = "1..*", paramLabel = "ARG", description = "The program's arguments, untouched.")
    private List<String> arguments = List.of();

    private @Nullable EntryPoint program;

    @Override
    public Integer call() throws Refusal {
        if (jdkOptions != null) {
            throw Refusal.because("--jdk-opts is for the ./bobbin script, which starts the JVM");
        }
        program = new RunRequest(model.options(), classPath.path(), file, arguments).prepare();
        return 0;
    }

    /** What is to be called, or null when the command line asked for something else. */
    @Nullable
    EntryPoint program() {
        return program;
    }
}
