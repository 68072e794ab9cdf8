package dev.bobbin.compiler.lift;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;

/**
 * The libraries. Chosen are parts that are closed, or nearly so, over package-private members; left out is what waits, starts
 * threads, or has another answer each time.
 */
final class Libraries {
    private static final String[] COLLECTIONS = {
        "AbstractCollection",
        "AbstractList",
        "AbstractSequentialList",
        "AbstractSet",
        "AbstractQueue",
        "AbstractMap",
        "ArrayDeque",
        "ArrayList",
        "Arrays",
        "ArrayPrefixHelpers",
        "ArraysParallelSortHelpers",
        "Base64",
        "BitSet",
        "Collections",
        "ComparableTimSort",
        "DualPivotQuicksort",
        "EnumMap",
        "HashMap",
        "HashSet",
        "HexFormat",
        "LinkedHashMap",
        "LinkedHashSet",
        "LinkedList",
        "Objects",
        "Optional",
        "PriorityQueue",
        "Scanner",
        "StringJoiner",
        "StringTokenizer",
        "TimSort",
        "TreeMap",
        "TreeSet",
        "UUID",
        "Vector",
        "Stack"
    };

    private Libraries() {}

    static List<Library> all() {
        return List.of(collections(), formats(), regex(), lang3(), guava());
    }

    static Library collections() {
        Map<String, byte[]> classes = new TreeMap<>();
        for (String name : COLLECTIONS) {
            classes.putAll(platform("java/util", named(name)));
        }
        return relocated("java.util", classes, name -> false);
    }

    /** Numbers and texts: these call each other. */
    private static Library formats() {
        Map<String, byte[]> classes = new TreeMap<>();
        classes.putAll(platform("java/text", name -> !name.startsWith("Normalizer")));
        classes.putAll(platform("java/math", name -> true));
        classes.putAll(platform("java/util", named("Formatter")));
        classes.putAll(platform("jdk/internal/math", name -> true));
        return relocated("java.text, java.math", classes, name -> false);
    }

    private static Library regex() {
        Map<String, byte[]> classes = new TreeMap<>();
        classes.putAll(platform("java/util/regex", name -> true));
        classes.putAll(platform("jdk/internal/util/regex", name -> true));
        return relocated("java.util.regex", classes, name -> false);
    }

    private static Library lang3() {
        return ofJar(
                "commons-lang3",
                jarOf(StringUtils.class),
                name -> name.matches(
                                "org/apache/commons/lang3/((math|mutable|tuple|builder|text|time|compare|text/translate)/)?[A-Z].*")
                        && !name.matches(
                                ".*/(Thread|System|Random|Runtime|StopWatch|Annotation|ClassPath|Arch|Serialization).*"),
                name -> name.matches(".*/(NumberUtils|Fraction|IEEE754rUtils|CharUtils|BooleanUtils|Mutable.*)"));
    }

    private static Library guava() {
        return ofJar(
                "guava",
                jarOf(com.google.common.base.Strings.class),
                name -> name.matches("com/google/common/(base|primitives|math|net|escape|html|xml|hash)/.*")
                        && !name.matches(".*/(Finalizable|Stopwatch|Ticker|Supplier|internal/).*"),
                name -> name.matches("com/google/common/(math|primitives)/.*"));
    }

    private static Library ofJar(String name, Path jar, Predicate<String> chosen, Predicate<String> wide) {
        Map<String, byte[]> classes = new TreeMap<>();
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            read(files.getPath("/"), classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TreeSet<String> driven = new TreeSet<>(classes.keySet());
        driven.removeIf(chosen.negate());
        return new Library(name, classes, chosen, driven, wide);
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Library relocated(String name, Map<String, byte[]> classes, Predicate<String> wide) {
        Map<String, byte[]> copies = Relocation.of(classes);
        TreeSet<String> driven = new TreeSet<>(copies.keySet());
        driven.removeIf(n -> n.contains("/internal/"));
        return new Library(name, copies, n -> true, driven, wide);
    }

    /** The class of that name, and those inside it. */
    private static Predicate<String> named(String simpleName) {
        return name -> name.equals(simpleName) || name.startsWith(simpleName + "$");
    }

    /** Classes of java.base; the package need not exist in this JDK. */
    private static Map<String, byte[]> platform(String packageName, Predicate<String> simpleName) {
        Path directory = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base", packageName);
        Map<String, byte[]> classes = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return classes;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String simple = file.getFileName().toString().replace(".class", "");
                if (simpleName.test(simple)) {
                    classes.put(packageName + "/" + simple, Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classes;
    }

    private static void read(Path root, Map<String, byte[]> classes) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = root.relativize(file).toString().replace(".class", "");
                if (!name.startsWith("META-INF/") && !name.equals("module-info")) {
                    classes.put(name, Files.readAllBytes(file));
                }
            }
        }
    }
}
