package dev.bobbin.lab.compile;

import dev.bobbin.lab.corpus.Javac;
import dev.bobbin.lab.form.ClassFiles;
import dev.bobbin.lab.form.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Times one compiler in this JVM, from opening a jar to class files in memory; prints what {@code ChildWork} reads. Cold: the
 * first time, once. Warm: the fastest of the last runs, after a while of others.
 */
public final class CompileTime {
    static final String JAVAC = "javac";

    private static final long WARM_UP = TimeUnit.SECONDS.toNanos(6);
    private static final int WARM_RUNS = 3;

    private CompileTime() {}

    /** @param args {@code javac} or a form's subject; a jar of sources or of class files; whether warm */
    public static void main(String[] args) throws IOException {
        String subject = args[0];
        Path jar = Path.of(args[1]);
        boolean warm = Boolean.parseBoolean(args[2]);
        if (warm) {
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < WARM_UP) {
                once(subject, jar);
            }
        }
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < (warm ? WARM_RUNS : 1); i++) {
            fastest = Math.min(fastest, once(subject, jar));
        }
        System.out.println(String.format(Locale.ROOT, "figure ms %.3f", fastest / 1e6));
    }

    private static long once(String subject, Path jar) throws IOException {
        long begin = System.nanoTime();
        int classes = subject.equals(JAVAC)
                ? Javac.compile(sources(jar)).size()
                : ClassFiles.transformed(ClassFiles.in(jar), Form.of(subject)).size();
        long took = System.nanoTime() - begin;
        if (classes == 0) {
            System.out.println("wrong no class came out of " + jar);
        }
        return took;
    }

    private static Map<String, String> sources(Path jar) throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                byte[] text = zip.getInputStream(entry).readAllBytes();
                sources.put(entry.getName(), new String(text, StandardCharsets.UTF_8));
            }
        }
        return sources;
    }
}
