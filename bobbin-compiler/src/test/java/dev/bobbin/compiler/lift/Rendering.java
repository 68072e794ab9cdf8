package dev.bobbin.compiler.lift;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;

/** A value as text that is equal for equal values: by what is in it, never by identity. Reads, and changes nothing. */
final class Rendering {
    private static final int MAX_DEPTH = 4;
    private static final int MAX_ELEMENTS = 60;

    private final LiftedWorld world;
    private final StringBuilder out = new StringBuilder();

    private Rendering(LiftedWorld world) {
        this.world = world;
    }

    static String of(LiftedWorld world, Object value) {
        Rendering rendering = new Rendering(world);
        rendering.add(value, 0);
        return rendering.out.toString();
    }

    /** Of what a method throws; what the JVM refuses it throws, since the plain methods fail by it, too. */
    static String failure(Throwable t) {
        if (t instanceof VerifyError || t instanceof ClassFormatError) {
            throw (LinkageError) t;
        }
        String message = withoutIdentity(t.getMessage());
        // the JVM's own: it names a variable, which may be a slot by now, or says nothing, once it has compiled the
        // code
        boolean byTheJvm = t instanceof NullPointerException && message.matches("null|(?s)Cannot .*");
        return "throws " + t.getClass().getName() + (byTheJvm ? "" : ": " + message);
    }

    private void add(Object value, int depth) {
        if (value == null) {
            out.append("null");
        } else if (value instanceof String || value instanceof StringBuilder || value instanceof StringBuffer) {
            out.append('"').append(value).append('"');
        } else if (value instanceof Class<?> type) {
            out.append(type.getName());
        } else if (value instanceof Throwable failure) {
            out.append(failure(failure));
        } else if (depth > MAX_DEPTH) {
            out.append("...");
        } else {
            addStructure(value, depth);
        }
    }

    private void addStructure(Object value, int depth) {
        Class<?> type = value.getClass();
        if (type.isArray()) {
            out.append(type.getSimpleName().replace("]", "")).append(' ');
            for (int i = 0; i < Math.min(Array.getLength(value), MAX_ELEMENTS); i++) {
                add(Array.get(value, i), depth + 1);
                out.append(", ");
            }
            out.append(Array.getLength(value)).append(']');
        } else if (value instanceof Collection<?> collection) {
            out.append(name(type)).append('[');
            addAll(collection, depth);
            out.append(']');
        } else if (value instanceof Map<?, ?> map) {
            out.append(name(type)).append('{');
            addAll(entries(map), depth);
            out.append('}');
        } else if (value instanceof Map.Entry<?, ?> entry) {
            add(entry.getKey(), depth + 1);
            out.append('=');
            add(entry.getValue(), depth + 1);
        } else if (value instanceof Iterator
                || value instanceof Stream
                || type.isSynthetic()
                || Proxy.isProxyClass(type)) {
            out.append(name(type)); // to look into it is to use it up
        } else if (hasText(type)) {
            out.append(name(type)).append(' ').append(text(value));
        } else {
            addFields(value, depth);
        }
    }

    private static Collection<?> entries(Map<?, ?> map) {
        try {
            return map.entrySet();
        } catch (Throwable e) { // then it is compared by how it fails
            return java.util.List.of(failure(e));
        }
    }

    private void addAll(Iterable<?> elements, int depth) {
        try {
            int n = 0;
            for (Object element : elements) {
                if (n++ == MAX_ELEMENTS) {
                    out.append("...");
                    return;
                }
                add(element, depth + 1);
                out.append(", ");
            }
        } catch (Throwable e) { // then it is compared by how it fails
            out.append(failure(e));
        }
    }

    private static boolean hasText(Class<?> type) {
        try {
            return type.getMethod("toString").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) { // an interface cannot be the class of an object
            throw new AssertionError(e);
        }
    }

    private static String text(Object value) {
        try {
            return withoutIdentity(value.toString());
        } catch (Throwable e) { // then it is compared by how it fails
            return failure(e);
        }
    }

    private void addFields(Object value, int depth) {
        out.append(name(value.getClass()));
        if (!world.owns(value.getClass()) || value instanceof Comparator) {
            return;
        }
        out.append('(');
        for (Class<?> c = value.getClass(); c != null && world.owns(c); c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                field.setAccessible(true);
                out.append(field.getName()).append('=');
                try {
                    add(field.get(value), depth + 1);
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
                out.append(", ");
            }
        }
        out.append(')');
    }

    private static String name(Class<?> type) {
        return withoutIdentity(type.getSimpleName());
    }

    /** Neither hash codes nor the numbers of lambdas. */
    private static String withoutIdentity(String text) {
        return text == null
                ? "null"
                : text.replaceAll("@[0-9a-f]{3,}", "@").replaceAll("\\$\\$?(Lambda|Proxy)[$/0-9a-fx]*", "lambda");
    }
}
