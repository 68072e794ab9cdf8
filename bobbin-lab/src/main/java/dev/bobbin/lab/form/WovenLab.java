package dev.bobbin.lab.form;

import dev.bobbin.lab.trial.ClassPath;
import dev.bobbin.lab.trial.Scratch;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * The class path of a JVM in which the lab's own coroutines have one form: what the form made of them, in front of this
 * JVM's class path, where they stand as javac left them. Woven when first asked for. So each benchmark is written once, and
 * a JVM that measures sees one form only: no call site meets the classes of two.
 *
 * <p>Confined to the lab's main thread.
 */
public record WovenLab(Form form) implements ClassPath {
    private static final Map<Form, Path> WOVEN = new EnumMap<>(Form.class);

    @Override
    public String path() {
        try {
            Path directory = WOVEN.get(form);
            if (directory == null) {
                directory = weave();
                WOVEN.put(form, directory);
            }
            return directory + File.pathSeparator + ClassPath.own().path();
        } catch (IOException e) {
            throw new UncheckedIOException("the lab's coroutines could not be woven", e);
        }
    }

    private Path weave() throws IOException {
        Path directory = Scratch.directory(form.subject());
        Map<String, byte[]> plain = ClassFiles.in(ownClasses());
        for (Map.Entry<String, byte[]> woven :
                ClassFiles.transformed(plain, form).entrySet()) {
            if (woven.getValue() != plain.get(woven.getKey())) {
                Path file = directory.resolve(woven.getKey() + ".class");
                Files.createDirectories(file.resolveSibling(""));
                Files.write(file, woven.getValue());
            }
        }
        return directory;
    }

    /** The lab's own class files as javac left them, a directory or a jar. */
    public static Path ownClasses() {
        try {
            return Path.of(WovenLab.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the lab does not know where its classes are", e);
        }
    }
}
