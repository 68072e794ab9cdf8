package dev.bobbin.lab.echo;

import dev.bobbin.lab.trial.ClassPath;
import dev.bobbin.lab.trial.Trial;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A program that says where it listens, see {@link Listening}, and serves until it is killed.
 *
 * @param command what to start for a trial
 */
public record Server(Function<Trial, List<String>> command) {
    private static final int LAST_WORDS = 300;

    /** A class with a main method, in a JVM of the trial's. */
    public static Server java(Class<?> main, List<String> arguments, ClassPath classPath) {
        return new Server(trial -> {
            List<String> command = new ArrayList<>();
            command.add(trial.jdk().home().resolve("bin/java").toString());
            command.addAll(trial.flags());
            command.addAll(List.of("-cp", classPath.path(), main.getName()));
            command.addAll(arguments);
            return command;
        });
    }

    Running start(Trial trial) throws IOException {
        Process process = new ProcessBuilder(command.apply(trial))
                .redirectErrorStream(true)
                .start();
        Running running = null;
        try {
            running = new Running(process, process.inputReader());
            return running;
        } finally {
            if (running == null) {
                process.destroyForcibly();
            }
        }
    }

    /** One that listens. */
    static final class Running implements AutoCloseable {
        private final Process process;
        private final BufferedReader output;
        private final int port;

        private Running(Process process, BufferedReader output) throws IOException {
            this.process = process;
            this.output = output;
            StringBuilder other = new StringBuilder();
            String line = output.readLine();
            while (line != null && !line.startsWith(Listening.PREFIX)) {
                other.append(line).append(" | ");
                line = output.readLine();
            }
            if (line == null) {
                throw new IOException("it ended: " + other);
            }
            port = Integer.parseInt(line.substring(Listening.PREFIX.length()));
        }

        long pid() {
            return process.pid();
        }

        int port() {
            return port;
        }

        /** What it has said since, cut short; empty if nothing. */
        String lastWords() throws IOException {
            StringBuilder words = new StringBuilder();
            while (output.ready() && words.length() < LAST_WORDS) {
                words.append(" | ").append(output.readLine());
            }
            return words.toString();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
