package dev.bobbin.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The class files of a directory or jar, by the folders in it where class names begin: the top as a rule, but also {@code
 * BOOT-INF/classes/} and its like, and {@code META-INF/versions/11/}, which is laid over the top by Java 11 and later.
 */
final class ClassRoots {
    private static final Pattern VERSION = Pattern.compile("META-INF/versions/(\\d+)/");

    private final Map<String, Map<String, byte[]>> plain = new LinkedHashMap<>();
    private final Map<Integer, Map<String, byte[]>> versions = new TreeMap<>();

    /** What is done to the class files that make a program together, by internal name. */
    interface Rewriting {
        Map<String, byte[]> of(Map<String, byte[]> classes) throws Refusal;
    }

    static ClassRoots of(Path where, Map<String, byte[]> files) throws Refusal {
        ClassRoots roots = new ClassRoots();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String path = file.getKey();
            if (path.endsWith(".class") && !path.endsWith("module-info.class")) {
                String name = ClassDirectory.header(where.resolve(path), file.getValue())
                        .name();
                roots.add(path, name, file.getValue());
            }
        }
        return roots;
    }

    private void add(String path, String name, byte[] classFile) {
        String end = name + ".class";
        String root = path.endsWith(end) ? path.substring(0, path.length() - end.length()) : "";
        Matcher version = VERSION.matcher(root);
        if (version.matches()) {
            versions.computeIfAbsent(Integer.parseInt(version.group(1)), n -> new LinkedHashMap<>())
                    .put(name, classFile);
        } else {
            plain.computeIfAbsent(root, r -> new LinkedHashMap<>())
                    .put(path.substring(root.length(), path.length() - ".class".length()), classFile);
        }
    }

    boolean isEmpty() {
        return plain.isEmpty() && versions.isEmpty();
    }

    /** Those that no release of Java replaces, whichever root they lie at. */
    List<Map<String, byte[]>> plain() {
        return new ArrayList<>(plain.values());
    }

    /**
     * Rewrites what lies at one root together, and what each release of Java sees.
     *
     * @return the files that are new or have changed, by their names in the directory or jar
     */
    Map<String, byte[]> rewritten(Rewriting rewriting) throws Refusal {
        Map<String, byte[]> changed = new LinkedHashMap<>();
        Map<String, byte[]> seen = Map.of(); // before a version: what it goes over, rewritten
        for (Map.Entry<String, Map<String, byte[]>> root : plain.entrySet()) {
            Map<String, byte[]> output = rewriting.of(root.getValue());
            addChanged(root.getKey(), root.getValue(), output, changed);
            seen = root.getKey().isEmpty() ? output : seen;
        }
        Map<String, byte[]> visible = new LinkedHashMap<>(plain.getOrDefault("", Map.of()));
        for (Map.Entry<Integer, Map<String, byte[]>> version : versions.entrySet()) {
            visible.putAll(version.getValue());
            Map<String, byte[]> output = rewriting.of(visible);
            Map<String, byte[]> before = new LinkedHashMap<>(seen);
            before.putAll(version.getValue());
            addChanged("META-INF/versions/" + version.getKey() + "/", before, output, changed);
            seen = output;
        }
        return changed;
    }

    private static void addChanged(
            String root, Map<String, byte[]> before, Map<String, byte[]> after, Map<String, byte[]> changed) {
        after.forEach((name, bytes) -> {
            if (!Arrays.equals(bytes, before.get(name))) {
                changed.put(root + name + ".class", bytes);
            }
        });
    }
}
