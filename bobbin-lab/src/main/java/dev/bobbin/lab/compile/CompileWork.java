package dev.bobbin.lab.compile;

import dev.bobbin.lab.corpus.Corpus;
import dev.bobbin.lab.corpus.Javac;
import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.trial.ChildWork;
import dev.bobbin.lab.trial.ClassPath;
import dev.bobbin.lab.trial.Cost;
import dev.bobbin.lab.trial.Progress;
import dev.bobbin.lab.trial.Scratch;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import dev.bobbin.lab.trial.Work;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Times javac, or a form, over the program that the trial's param names, in a JVM that does nothing else. What it reads is
 * made here before: a jar of sources, a jar of javac's class files.
 *
 * @param form null for javac
 */
public record CompileWork(@Nullable Form form) implements Work {
    private static final double COLD_SECONDS = 1.5;
    private static final double WARM_SECONDS = 7.5;

    /** A jar of many classes and no coroutine. */
    private static final String GUAVA = "com.google.common.collect.ImmutableList";

    private static final Map<String, Path> PREPARED = new LinkedHashMap<>();

    @Override
    public Run measure(Trial trial, Progress progress) throws TrialFailed {
        String subject = form == null ? CompileTime.JAVAC : form.subject();
        String warm = Boolean.toString(isWarm(trial));
        try {
            List<String> arguments = List.of(subject, input(trial.param()).toString(), warm);
            return new ChildWork(CompileTime.class.getName(), arguments, ClassPath.own()).measure(trial, progress);
        } catch (IOException | IllegalStateException e) {
            throw new TrialFailed("the corpus cannot be made: " + e.getMessage());
        }
    }

    @Override
    public Cost cost(Trial trial) {
        return new Cost(1, Cost.JVM_SECONDS + (isWarm(trial) ? WARM_SECONDS : COLD_SECONDS));
    }

    private static boolean isWarm(Trial trial) {
        return trial.param().is("jvm", "warm");
    }

    private Path input(Param param) throws IOException {
        if (param.is("corpus", "guava")) {
            return guava();
        }
        Path jars = PREPARED.get(param.without("jvm"));
        if (jars == null) {
            jars = prepare(param);
            PREPARED.put(param.without("jvm"), jars);
        }
        return jars.resolve(form == null ? "sources.jar" : "classes.jar");
    }

    private static Path prepare(Param param) throws IOException {
        Path directory = Scratch.directory("compile");
        Map<String, String> texts = Corpus.of(param);
        Map<String, byte[]> sources = new LinkedHashMap<>();
        texts.forEach((path, text) -> sources.put(path, text.getBytes(StandardCharsets.UTF_8)));
        Map<String, byte[]> classes = new LinkedHashMap<>();
        Javac.compile(texts).forEach((name, bytes) -> classes.put(name + ".class", bytes));
        write(directory.resolve("sources.jar"), sources);
        write(directory.resolve("classes.jar"), classes);
        return directory;
    }

    private static void write(Path jar, Map<String, byte[]> files) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
    }

    private static Path guava() {
        try {
            Class<?> member = Class.forName(GUAVA, false, CompileWork.class.getClassLoader());
            return Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException("guava is not on the lab's class path", e);
        }
    }
}
