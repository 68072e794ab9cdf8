package dev.bobbin.loom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM of its own, which has run a program of the tests.
 *
 * @param code with which it has ended
 */
record ChildJvm(int code, String out, String err) {
    /** @param dir for what it says */
    static ChildJvm run(Path dir, Class<?> program, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(program.getName());
        Path out = dir.resolve("out");
        Path err = dir.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            return new ChildJvm(process.waitFor(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly(); // one that hangs
        }
    }
}
