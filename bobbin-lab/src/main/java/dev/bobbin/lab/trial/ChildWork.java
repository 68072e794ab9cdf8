package dev.bobbin.lab.trial;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program in a JVM of its own that prints what it measured, as {@link Child} reads it.
 *
 * @param main its class
 */
public record ChildWork(String main, List<String> arguments, ClassPath classPath) implements Work {
    @Override
    public Run measure(Trial trial, Progress progress) throws TrialFailed {
        List<String> command = new ArrayList<>(List.of(trial.jdk().java().toString()));
        command.addAll(trial.flags());
        command.addAll(List.of("-cp", classPath.path(), main));
        command.addAll(arguments);
        return Child.run(main, command, Path.of("").toAbsolutePath(), progress).result();
    }
}
