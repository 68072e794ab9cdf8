package dev.bobbin.lab.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Work whose JVM is bound to one processor, the first that the lab may use: a JDK is made for it whose {@code java} starts the real one so.
 *
 * <p>A JVM that is bound so chooses the collector of a machine with one processor.
 */
public record OneProcessor(Work work) implements Work {
    private static final String TOOL = "taskset";

    @Override
    public Run measure(Trial trial, Progress progress) throws TrialFailed {
        if (!Files.isExecutable(Path.of("/usr/bin", TOOL))) {
            return new Unavailable(TOOL + " is not installed (Debian package util-linux)").measure(trial, progress);
        }
        Jdk bound;
        try {
            bound = bound(trial.jdk());
        } catch (IOException e) {
            throw new TrialFailed("the JVM could not be bound to a processor: " + e.getMessage());
        }
        return work.measure(
                new Trial(trial.bench(), trial.param(), trial.subject(), bound, trial.flags(), trial.maxRounds(), work),
                progress);
    }

    private static Jdk bound(Jdk jdk) throws IOException {
        Path home = Scratch.directory("one-processor");
        Path bin = Files.createDirectory(home.resolve("bin"));
        Path java = Files.writeString(bin.resolve("java"), script(jdk.java()));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        return new Jdk(home, jdk.feature(), jdk.version());
    }

    /** What may be used, {@code 0-1,4} say, is known best when it starts. */
    private static String script(Path java) {
        return String.join(
                "\n",
                List.of(
                        "#!/bin/sh",
                        "allowed=$(sed -n 's/^Cpus_allowed_list:[[:space:]]*//p' /proc/self/status)",
                        "exec " + TOOL + " --cpu-list \"${allowed%%[-,]*}\" '" + java + "' \"$@\"",
                        ""));
    }
}
