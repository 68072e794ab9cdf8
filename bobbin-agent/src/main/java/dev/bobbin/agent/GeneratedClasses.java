package dev.bobbin.agent;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * Puts the classes that the compiler makes beside one of the program's into the same class loader, before that one is there: to
 * verify it the JVM may need them, and would ask the class loader, which has no such files.
 *
 * <p>Keeps for each class loader what was defined, as long as there is that loader: two threads may load the same class at the same time, of
 * whom the JVM takes one; and a debugger may hand in a class anew, which must not need other ones beside it than are there.
 */
final class GeneratedClasses {
    private final Map<LoaderKey, Map<String, Long>> defined = new ConcurrentHashMap<>();
    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    private final Opening opening;
    private volatile @Nullable LoaderMethods methods;

    GeneratedClasses(Opening opening) {
        this.opening = opening;
    }

    /** Whether a class of that name was generated for the loader. */
    boolean knows(ClassLoader loader, String name) {
        Map<String, Long> own = defined.get(new LoaderKey(loader, null));
        return own != null && own.containsKey(name);
    }

    /**
     * Defines the classes, but for those whose superclass or interfaces are the program's: to load these here, on this thread, would
     * hide them from the agent.
     *
     * @param beside the class for which they were made, by internal name
     * @param again whether that class is there already: then they must be, too
     * @return those that are still to be defined
     */
    Map<String, byte[]> define(
            ClassLoader loader,
            @Nullable ProtectionDomain domain,
            String beside,
            boolean again,
            Map<String, byte[]> classes)
            throws RefusedException {
        if (classes.isEmpty()) {
            return Map.of();
        }
        Map<String, Long> known = knownOf(loader);
        for (Map.Entry<String, byte[]> each : classes.entrySet()) {
            Long hash = hash(each.getValue());
            Long before = again ? known.get(each.getKey()) : known.putIfAbsent(each.getKey(), hash);
            if (before == null ? again : !before.equals(hash)) {
                throw new RefusedException(
                        beside
                                + ".class: error: its coroutines are not those that were loaded before [coroutine-changed]\n"
                                + "    start the program again: only what stands between two awaits can be replaced while it runs",
                        null);
            }
        }
        Map<String, byte[]> rest = new LinkedHashMap<>(classes);
        boolean some = true;
        while (some) {
            some = false;
            for (String name : List.copyOf(rest.keySet())) {
                byte[] classFile = classes.get(name);
                if (classFile != null && isReady(classFile, classes, rest)) {
                    define(loader, domain, name, classFile);
                    rest.remove(name);
                    some = true;
                }
            }
        }
        return rest;
    }

    /** Whether all it extends and implements is there, or the JDK's or Bobbin's own. */
    private static boolean isReady(byte[] classFile, Map<String, byte[]> all, Map<String, byte[]> rest) {
        ClassReader reader = new ClassReader(classFile);
        return isReady(reader.getSuperName(), all, rest)
                && List.of(reader.getInterfaces()).stream().allMatch(type -> isReady(type, all, rest));
    }

    private static boolean isReady(String type, Map<String, byte[]> all, Map<String, byte[]> rest) {
        return all.containsKey(type)
                ? !rest.containsKey(type)
                : type.startsWith("java/") || TransformAtLoad.isOwn(type);
    }

    private void define(ClassLoader loader, @Nullable ProtectionDomain domain, String name, byte[] classFile)
            throws RefusedException {
        String dotted = name.replace('/', '.');
        try {
            methods().defineClass().invoke(loader, dotted, classFile, 0, classFile.length, domain);
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof LinkageError) || !isThere(loader, dotted)) {
                throw new RefusedException(
                        dotted + ": error: cannot be defined: " + e.getCause() + " [generated-class]\n"
                                + "    compile with the Maven plugin or ./bobbin compile instead",
                        e.getCause());
            } // another thread loads the same class, or a debugger hands it in again
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("made accessible before", e);
        }
    }

    private boolean isThere(ClassLoader loader, String dotted) {
        try {
            return methods().findLoadedClass().invoke(loader, dotted) != null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("it only looks into a table", e);
        }
    }

    /** By whichever thread is first; two that are do the same. */
    private LoaderMethods methods() {
        LoaderMethods known = methods;
        if (known == null) {
            opening.forDefining();
            known = LoaderMethods.find();
            methods = known;
        }
        return known;
    }

    /** Of a class loader, for which {@code java.lang} must be open to this module. */
    private record LoaderMethods(Method defineClass, Method findLoadedClass) {
        static LoaderMethods find() {
            try {
                return new LoaderMethods(
                        accessible(
                                "defineClass",
                                String.class,
                                byte[].class,
                                int.class,
                                int.class,
                                ProtectionDomain.class),
                        accessible("findLoadedClass", String.class));
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("each JDK has it", e);
            }
        }

        private static Method accessible(String name, Class<?>... parameters) throws NoSuchMethodException {
            Method method = ClassLoader.class.getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return method;
        }
    }

    private Map<String, Long> knownOf(ClassLoader loader) {
        for (Object gone = collected.poll(); gone != null; gone = collected.poll()) {
            defined.remove(gone);
        }
        return defined.computeIfAbsent(new LoaderKey(loader, collected), key -> new ConcurrentHashMap<>());
    }

    /** FNV-1a, 64 bits. */
    private static long hash(byte[] classFile) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : classFile) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001b3L;
        }
        return hash;
    }

    /** A class loader by identity; its own {@code equals} would be the program's code. */
    private static final class LoaderKey extends WeakReference<ClassLoader> {
        private final int hash;

        LoaderKey(ClassLoader loader, @Nullable ReferenceQueue<ClassLoader> collected) {
            super(loader, collected);
            hash = System.identityHashCode(loader);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            ClassLoader own = get();
            return own != null && other instanceof LoaderKey key && own == key.get();
        }
    }
}
