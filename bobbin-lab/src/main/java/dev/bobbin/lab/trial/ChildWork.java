package dev.bobbin.lab.trial;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program in a JVM of its own that prints what it measured, as {@link Child} reads it.
 *
 * @param main its class
 * @param seconds how long it takes, by its arguments
 */
public record ChildWork(String main, List<String> arguments, ClassPath classPath, double seconds) implements Work {
    private static final double SOON = 2;

    /** One that is soon done. */
    public ChildWork(String main, List<String> arguments, ClassPath classPath) {
        this(main, arguments, classPath, SOON);
    }

    @Override
    public Run measure(Trial trial, Progress progress) throws TrialFailed {
        List<String> command = new ArrayList<>(List.of(trial.jdk().java().toString()));
        command.addAll(trial.flags());
        command.addAll(List.of("-cp", classPath.path(), main));
        command.addAll(arguments);
        return Child.run(main, command, Path.of("").toAbsolutePath(), progress).result();
    }

    @Override
    public Cost cost(Trial trial) {
        return new Cost(1, Cost.JVM_SECONDS + seconds);
    }
}
