package dev.bobbin.compiler.lift;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;

/** Work that a constructor has done, where nothing can suspend, made to be done once more. */
final class Constructed {
    private static final Map<String, String> METHODS = Map.of("Pattern", "compile");

    /** What the constructor finds. */
    private static final Map<String, Integer> FIELDS = Map.of("cursor", 0, "capturingGroupCount", 1, "localCount", 0);

    private Constructed() {}

    /** The method that does it, for an object that has been made ready for it; null for most. */
    static Method again(Object object) {
        Class<?> type = object.getClass();
        String name = METHODS.get(type.getSimpleName());
        if (name == null) {
            return null;
        }
        try {
            for (Map.Entry<String, Integer> entry : FIELDS.entrySet()) {
                Field field = type.getDeclaredField(entry.getKey());
                field.setAccessible(true);
                field.setInt(object, entry.getValue());
            }
            Method method = type.getDeclaredMethod(name);
            method.setAccessible(true);
            return method;
        } catch (NoSuchFieldException | NoSuchMethodException e) { // in this JDK
            return null;
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
