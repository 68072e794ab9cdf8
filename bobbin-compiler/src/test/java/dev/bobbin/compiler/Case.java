package dev.bobbin.compiler;

import dev.bobbin.Async;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A program of the corpus: a {@code public static Async<?>} method without parameters. */
record Case(String className, Method method) {
    /** The classes of the corpus that can have cases, in order. */
    static List<String> classes(Map<String, byte[]> plain) {
        return plain.keySet().stream()
                .filter(name ->
                        name.startsWith("corpus/") && !name.contains("$") && name.indexOf('/') != name.lastIndexOf('/'))
                .map(name -> name.replace('/', '.'))
                .toList();
    }

    /** The cases of a class as the blocking world has loaded it, sorted. */
    static List<Case> of(String className, World blocking) {
        Class<?> type;
        try {
            type = Class.forName(className, false, blocking.loader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
        return Stream.of(type.getDeclaredMethods())
                .filter(m -> Modifier.isPublic(m.getModifiers())
                        && Modifier.isStatic(m.getModifiers())
                        && m.getParameterCount() == 0
                        && m.getReturnType().getName().equals(Async.class.getName()))
                .sorted(Comparator.comparing(Method::getName))
                .map(m -> new Case(className, m))
                .toList();
    }

    String name() {
        return method.getName();
    }

    @Override
    public String toString() {
        return className + "." + name();
    }

    /** The answer: that of {@code @Expect} if there is one, else the blocking world's. */
    String expected(World blocking) throws Exception {
        for (Annotation a : method.getAnnotations()) { // of the blocking world's class loader
            if (a.annotationType().getName().equals("corpus.Expect")) {
                return (String) a.annotationType().getMethod("value").invoke(a);
            }
        }
        return blocking.run(className, name());
    }

    /** Whether that is the answer under this model, too. */
    boolean isOf(World world) {
        return !world.isStackful()
                || Stream.of(method.getAnnotations())
                        .noneMatch(a -> a.annotationType().getName().equals("corpus.OfStateMachines"));
    }

    String run(World world) throws Exception {
        return world.run(className, name());
    }
}
