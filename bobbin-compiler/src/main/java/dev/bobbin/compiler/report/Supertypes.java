package dev.bobbin.compiler.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/** Which types a type is also of, as far as class files can be found; those of the JDK are asked by reflection. */
final class Supertypes {
    private final Function<String, byte @Nullable []> classFiles;
    private final Map<String, List<String>> all = new HashMap<>();

    Supertypes(Function<String, byte @Nullable []> classFiles) {
        this.classFiles = classFiles;
    }

    /** The type itself, its superclasses and interfaces. */
    List<String> of(String type) {
        List<String> known = all.get(type);
        if (known == null) {
            List<String> found = new ArrayList<>(List.of(type));
            for (int i = 0; i < found.size(); i++) {
                for (String parent : parents(found.get(i))) {
                    if (!found.contains(parent)) {
                        found.add(parent);
                    }
                }
            }
            known = List.copyOf(found);
            all.put(type, known);
        }
        return known;
    }

    private List<String> parents(String type) {
        if (type.startsWith("[")) {
            return List.of();
        }
        byte[] classFile = type.startsWith("java/") ? null : classFiles.apply(type);
        if (classFile == null) {
            return platformParents(type);
        }
        try {
            ClassReader reader = new ClassReader(classFile);
            List<String> parents = new ArrayList<>(List.of(reader.getInterfaces()));
            if (reader.getSuperName() != null) {
                parents.add(0, reader.getSuperName());
            }
            return parents;
        } catch (RuntimeException e) { // damaged, or of a later Java than this ASM knows: then it is only itself
            return List.of();
        }
    }

    private static List<String> platformParents(String type) {
        try {
            Class<?> loaded = Class.forName(type.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
            List<String> parents = new ArrayList<>();
            if (loaded.getSuperclass() != null) {
                parents.add(loaded.getSuperclass().getName().replace('.', '/'));
            }
            for (Class<?> each : loaded.getInterfaces()) {
                parents.add(each.getName().replace('.', '/'));
            }
            return parents;
        } catch (ClassNotFoundException | LinkageError e) { // not found: then it is only itself
            return List.of();
        }
    }
}
