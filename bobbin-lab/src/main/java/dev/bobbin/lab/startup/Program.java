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
import kotlin.Unit;
import kotlinx.coroutines.CoroutineScope;
import org.jspecify.annotations.Nullable;

/**
 * The program of somebody and what it needs, nothing else: a class path as a user's, without the lab. Confined to the lab's main thread.
 *
 * @param main its class, which is the lab's
 * @param form what it is compiled to; null for a program without Bobbin
 * @param libraries a class of each jar that it needs besides
 */
public record Program(String main, @Nullable Form form, List<Class<?>> libraries) implements ClassPath {
    private static final Map<Program, String> MADE = new HashMap<>();

    /** Without coroutines. */
    public static final Program PLAIN = new Program(PlainHello.class.getName(), null, List.of());

    /** By Kotlin's. */
    public static final Program KOTLIN =
            new Program(KotlinHello.class.getName(), null, List.of(Unit.class, CoroutineScope.class));

    /** By Bobbin's. */
    public static Program in(Form form) {
        List<Class<?>> libraries = new ArrayList<>(List.of(Bobbin.class));
        libraries.addAll(providers(RuntimeProvider.class));
        libraries.addAll(providers(StackProvider.class));
        return new Program(Hello.class.getName(), form, libraries);
    }

    private static List<? extends Class<?>> providers(Class<?> service) {
        return ServiceLoader.load(service).stream()
                .map(ServiceLoader.Provider::type)
                .toList();
    }

    @Override
    public String path() {
        return MADE.computeIfAbsent(this, Program::make);
    }

    private String make() {
        try {
            List<String> places = new ArrayList<>(List.of(classes().toString()));
            libraries.forEach(one -> places.add(placeOf(one)));
            return String.join(File.pathSeparator, places);
        } catch (IOException e) {
            throw new UncheckedIOException("the program could not be made", e);
        }
    }

    private Path classes() throws IOException {
        String own = main.replace('.', '/');
        Map<String, byte[]> classes = ClassFiles.in(WovenLab.ownClasses());
        classes.keySet().removeIf(name -> !name.equals(own) && !name.startsWith(own + "$"));
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
