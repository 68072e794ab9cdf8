package dev.bobbin.compiler;

import dev.bobbin.Task;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Walks the references of a task. */
final class Reachable {
    private Reachable() {}

    /** The task, and all objects of its program's class loader that it refers to by way of others of them. */
    static List<Object> from(Task<?> task) throws IllegalAccessException {
        ClassLoader program = task.getClass().getClassLoader();
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        ArrayDeque<Object> work = new ArrayDeque<>(List.of(task));
        seen.add(task);
        while (!work.isEmpty()) {
            Object object = work.remove();
            for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (Modifier.isStatic(field.getModifiers())
                            || field.getType().isPrimitive()) {
                        continue;
                    }
                    field.setAccessible(true);
                    Object value = field.get(object);
                    if (value != null && value.getClass().getClassLoader() == program && seen.add(value)) {
                        work.add(value);
                    }
                }
            }
        }
        return new ArrayList<>(seen);
    }
}
