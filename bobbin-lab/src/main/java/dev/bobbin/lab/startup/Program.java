package dev.bobbin.lab.startup;

import dev.bobbin.Bobbin;
import dev.bobbin.lab.form.ClassFiles;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.form.WovenLab;
import dev.bobbin.lab.trial.ClassPath;
import dev.bobbin.lab.trial.Scratch;
import dev.bobbin.spi.RuntimeProvider;
import dev.bobbin.spi.StackProvider;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The program in a form and what it needs, nothing else: a class path as a user's, without the lab. Confined to the lab's main thread.
 *
 * @param form null for the program without coroutines
 */
record Program(@Nullable Form form) implements ClassPath {
    private static final Map<Program, String> MADE = new HashMap<>();

    String main() {
        return mainClass().getName();
    }

    private Class<?> mainClass() {
        return form == null ? PlainHello.class : Hello.class;
    }

    @Override
    public String path() {
        return MADE.computeIfAbsent(this, Program::make);
    }

    private String make() {
        try {
            List<String> places = new ArrayList<>(List.of(classes().toString()));
            if (form != null) {
                places.add(placeOf(Bobbin.class));
                places.addAll(placesOf(RuntimeProvider.class));
                places.addAll(placesOf(StackProvider.class));
            }
            return String.join(File.pathSeparator, places);
        } catch (IOException e) {
            throw new UncheckedIOException("the program could not be made", e);
        }
    }

    private Path classes() throws IOException {
        String main = main().replace('.', '/');
        Map<String, byte[]> classes = ClassFiles.in(WovenLab.ownClasses());
        classes.keySet().removeIf(name -> !name.equals(main) && !name.startsWith(main + "$"));
        if (form != null) {
            classes = ClassFiles.transformed(classes, form);
        }
        Path directory = Scratch.directory("startup");
        for (Map.Entry<String, byte[]> each : classes.entrySet()) {
            Path file = directory.resolve(each.getKey() + ".class");
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, each.getValue());
        }
        return directory;
    }

    private static List<String> placesOf(Class<?> service) {
        return ServiceLoader.load(service).stream()
                .map(provider -> placeOf(provider.type()))
                .toList();
    }

    private static String placeOf(Class<?> one) {
        try {
            return Path.of(one.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("nobody knows where " + one + " is", e);
        }
    }
}
