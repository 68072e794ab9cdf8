package dev.bobbin.lab.advise;

import dev.bobbin.cli.MainMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * The {@code main} of the JVM in which a program is measured. It calls the program's and, when the JVM ends, writes what the
 * program took to a file: the streams and the exit status are the program's own.
 */
final class Probe {
    /** How to measure, the first argument. */
    enum Kind {
        SPENT,
        LIVE_HEAP;

        private Meter meter() {
            return this == SPENT ? new Spent() : new LiveHeap();
        }
    }

    private Probe() {}

    /** @param arguments the kind, the file to write, the program's main class, and the program's own arguments */
    public static void main(String[] arguments) throws Throwable {
        Meter meter = Kind.valueOf(arguments[0]).meter();
        Path file = Path.of(arguments[1]);
        List<String> own = Arrays.asList(arguments).subList(3, arguments.length);
        MainMethod main =
                MainMethod.find(List.of(arguments[2]), Thread.currentThread().getContextClassLoader());
        if (main == null) {
            throw new IllegalStateException(arguments[2] + " has no main on this JDK");
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> write(meter, file), "lab-probe"));
        meter.begin();
        try {
            main.call(own);
        } catch (InvocationTargetException e) {
            throw MainMethod.thrownBy(e);
        } finally {
            meter.mainEnded();
        }
    }

    private static void write(Meter meter, Path file) {
        Properties figures = new Properties();
        meter.end().forEach((measure, value) -> figures.setProperty(measure.name(), Double.toString(value)));
        try (Writer out = Files.newBufferedWriter(file)) {
            figures.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException("the lab's figures cannot be written", e);
        }
    }
}
