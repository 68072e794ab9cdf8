package dev.bobbin.compiler;

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
public final class ClassRoots {
    private static final Pattern VERSION = Pattern.compile("META-INF/versions/(\\d+)/");

    private final Map<String, Map<String, byte[]>> plain = new LinkedHashMap<>();
    private final Map<Integer, Map<String, byte[]>> versions = new TreeMap<>();

    /** What is done to the class files that make a program together, by internal name. */
    public interface Rewriting<X extends Exception> {
        Map<String, byte[]> of(Map<String, byte[]> classes) throws X;
    }

    /** Which class a file holds; throws what its caller makes of a file that holds none. */
    public interface Naming<X extends Exception> {
        String of(String path, byte[] classFile) throws X;
    }

    /** @param files by their names in the directory or jar, {@code /} between the parts; those that hold no class are left out */
    public static <X extends Exception> ClassRoots of(Map<String, byte[]> files, Naming<X> naming) throws X {
        ClassRoots roots = new ClassRoots();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String path = file.getKey();
            if (path.endsWith(".class") && !path.endsWith("module-info.class")) {
                roots.add(path, naming.of(path, file.getValue()), file.getValue());
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

    public boolean isEmpty() {
        return plain.isEmpty() && versions.isEmpty();
    }

    /** Those that no release of Java replaces, whichever root they lie at. */
    public List<Map<String, byte[]>> plain() {
        return new ArrayList<>(plain.values());
    }

    /**
     * Rewrites what lies at one root together, and what each release of Java sees.
     *
     * @return the files that are new or have changed, by their names in the directory or jar
     */
    public <X extends Exception> Map<String, byte[]> rewritten(Rewriting<X> rewriting) throws X {
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
