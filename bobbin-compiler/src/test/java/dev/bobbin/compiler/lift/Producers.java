package dev.bobbin.compiler.lift;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the objects of a library come from: its public constructors and factories. */
final class Producers {
    private static final int MAX_DEPTH = 3;
    private static final int ATTEMPTS = 4;

    private final List<Executable> all = new ArrayList<>();
    private final Map<Class<?>, List<Executable>> byType = new HashMap<>();

    Producers(Iterable<Class<?>> driven) {
        for (Class<?> type : driven) {
            List<Executable> own = new ArrayList<>();
            if (!Modifier.isAbstract(type.getModifiers())) {
                Arrays.stream(type.getConstructors())
                        .filter(c -> !opensFiles(c))
                        .forEach(own::add);
            }
            Arrays.stream(type.getDeclaredMethods())
                    .filter(m -> Modifier.isStatic(m.getModifiers()) && Modifier.isPublic(m.getModifiers()))
                    .filter(m -> type.isAssignableFrom(m.getReturnType())
                            || m.getReturnType().isInterface())
                    .filter(m -> !m.getName().contains("$") && !m.getName().startsWith("random"))
                    .forEach(own::add);
            own.sort(Comparator.comparing(Executable::toString)); // reflection has no order of its own
            own.forEach(e -> e.setAccessible(true));
            all.addAll(own);
        }
    }

    /** What takes a text for a file's name, and makes the file, as a {@code Formatter} does. */
    private static boolean opensFiles(Executable e) {
        return Arrays.stream(e.getExceptionTypes()).anyMatch(IOException.class::isAssignableFrom);
    }

    /** Null if there is none, or none that works. */
    Object of(Class<?> type, Values values, int depth) {
        List<Executable> candidates = byType.computeIfAbsent(type, this::candidates);
        if (candidates.isEmpty() || depth > MAX_DEPTH) {
            return null;
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Executable candidate = candidates.get(values.random().nextInt(candidates.size()));
            Object[] arguments = values.arguments(candidate.getParameterTypes(), depth + 1);
            try {
                Object produced = candidate instanceof Constructor<?> c
                        ? c.newInstance(arguments)
                        : ((Method) candidate).invoke(null, arguments);
                if (produced != null) {
                    return produced;
                }
            } catch (InvocationTargetException | IllegalArgumentException e) { // not with these arguments
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
        return null;
    }

    private List<Executable> candidates(Class<?> type) {
        return all.stream()
                .filter(e -> type.isAssignableFrom(e instanceof Method m ? m.getReturnType() : e.getDeclaringClass()))
                .toList();
    }
}
