package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Programs in pieces that are compiled, transformed and replaced apart from each other. {@code corpus.Pace} is in all, as a
 * compilation of its own.
 */
final class Jars {
    private static final String PACE = "corpus/Pace";

    private final Path directory;
    private final Map<List<String>, Map<String, byte[]>> compiled = new HashMap<>();

    Jars(Path directory) {
        this.directory = directory;
    }

    /** @param sources each of one class, whose name is taken from its text */
    Map<String, byte[]> compile(String... sources) {
        return new TreeMap<>(compiled.computeIfAbsent(List.of(sources), this::compile));
    }

    private Map<String, byte[]> compile(List<String> sources) {
        Path root = directory.resolve("compilation" + compiled.size());
        List<Path> files = new ArrayList<>(List.of(Javac.resources("corpus").resolve("Pace.java")));
        try {
            for (String source : sources) {
                String type = source.replaceFirst("(?s).*?\\b(?:class|interface) (\\w+).*", "$1");
                String home =
                        source.contains("package ") ? source.replaceFirst("(?s).*?package ([\\w.]+);.*", "$1") : "";
                Path file = root.resolve(home.replace('.', '/')).resolve(type + ".java");
                Files.createDirectories(file.getParent());
                files.add(Files.writeString(file, source));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Javac.compile(files, 17, "-g");
    }

    /** Those classes whose name begins so, with all that is nested in them or was made for them. */
    static Map<String, byte[]> only(Map<String, byte[]> classes, String prefix) {
        Map<String, byte[]> some = new TreeMap<>(classes);
        some.keySet().removeIf(name -> !name.equals(prefix) && !name.startsWith(prefix + "$"));
        return some;
    }

    static Map<String, byte[]> without(Map<String, byte[]> classes, String prefix) {
        Map<String, byte[]> rest = new TreeMap<>(classes);
        rest.keySet().removeAll(only(classes, prefix).keySet());
        return rest;
    }

    /** @param all what can be looked up beside the classes to be transformed */
    static Map<String, byte[]> transform(Map<String, byte[]> some, Map<String, byte[]> all, Options options) {
        ClassSource around = name -> all.containsKey(name) ? all.get(name) : Javac.onClassPath(name);
        Transformer.Result result = Transformer.transform(some, around, options);
        assertThat(result.hasErrors()).as("%s", result.diagnostics()).isFalse();
        return result.classes();
    }

    static Map<String, byte[]> transform(Map<String, byte[]> all, Options options) {
        Map<String, byte[]> classes = new TreeMap<>(transform(only(all, PACE), all, Options.defaults()));
        classes.putAll(transform(without(all, PACE), all, options));
        return classes;
    }
}
