package dev.bobbin.lab.advise;

import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.trial.Interruption;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Scratch;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program under a model, in a JVM of its own, which has ended.
 *
 * @param output the file with all that it wrote to standard output
 * @param lastWords what it wrote to standard error at last
 * @param values what the probe measured, and the whole time
 */
record Execution(Form form, int status, Path output, String lastWords, Map<Measure, Double> values) {
    /** What {@code ./bobbin run} gives every program: the stackful model needs it. */
    private static final List<String> AS_RUN_DOES = List.of(
            "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED");

    /** Its full collections leave nothing but what is alive. */
    private static final String SERIAL = "-XX:+UseSerialGC";

    private static final int LAST_WORDS = 3;

    /** Which exception it was stands above them. */
    private static final String STACK_FRAME = "\tat ";

    /** Where and how long the runs of one program are. */
    record Setting(Jdk jdk, List<String> arguments, Duration limit) {}

    /** @throws NoAdvice if it does not end in time, or measures nothing */
    static Execution of(Woven program, Probe.Kind kind, Setting setting) throws NoAdvice, IOException {
        Path directory = Scratch.directory("run");
        Path figures = directory.resolve("figures");
        Path output = directory.resolve("output");
        Path errors = directory.resolve("errors");
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command(program, kind, setting, figures))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(setting.limit().toMillis(), TimeUnit.MILLISECONDS)) {
                throw NoAdvice.because("under " + Woven.name(program.form()) + " the program has not ended after "
                        + setting.limit().toMillis() / 1000.0 + " s; --limit 10m gives it more time"
                        + " (its standard input is empty)");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NoAdvice.because("interrupted");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        double millis = (System.nanoTime() - began) / (double) TimeUnit.MILLISECONDS.toNanos(1);
        if (process.exitValue() != 0 && Interruption.isWhyItFailed()) {
            throw NoAdvice.because("interrupted");
        }
        Map<Measure, Double> values = values(figures);
        String lastWords = lastWords(errors);
        if (values.isEmpty() && process.exitValue() == 0) {
            throw NoAdvice.because("under " + Woven.name(program.form())
                    + " the program's JVM was halted, so nothing is known of it: System.exit ends it in order");
        }
        values.put(Measure.PROCESS, millis);
        return new Execution(program.form(), process.exitValue(), output, lastWords, values);
    }

    private static List<String> command(Woven program, Probe.Kind kind, Setting setting, Path figures) {
        List<String> command = new ArrayList<>(List.of(setting.jdk().java().toString()));
        command.addAll(AS_RUN_DOES);
        if (kind == Probe.Kind.LIVE_HEAP) {
            command.add(SERIAL);
        }
        command.addAll(List.of("-cp", program.classPath(), Probe.class.getName()));
        command.addAll(List.of(kind.name(), figures.toString(), program.main()));
        command.addAll(setting.arguments());
        return command;
    }

    private static Map<Measure, Double> values(Path file) throws IOException {
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        if (Files.exists(file)) {
            Properties written = new Properties();
            try (Reader in = Files.newBufferedReader(file)) {
                written.load(in);
            }
            for (String name : written.stringPropertyNames()) {
                values.put(Measure.valueOf(name), Double.valueOf(written.getProperty(name)));
            }
        }
        return values;
    }

    private static String lastWords(Path errors) throws IOException {
        List<String> lines = new String(Files.readAllBytes(errors), Charset.defaultCharset())
                .lines()
                .filter(line -> !line.startsWith(STACK_FRAME))
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
    }
}
