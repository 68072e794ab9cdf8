package dev.bobbin.cli;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program's {@code main}, as this release's {@code java} looks for it. */
public record MainMethod(Method method) {
    /** From this release on a {@code main} needs neither {@code static}, {@code public} nor a parameter (JEP 512). */
    private static final int RELAXED_MAIN = 25;

    /**
     * That of the first candidate that has one; null if none has. No class is initialised.
     *
     * @param candidates internal names
     */
    public static @Nullable MainMethod find(List<String> candidates, ClassLoader loader) throws ClassNotFoundException {
        for (String candidate : candidates) {
            Method main = classic(Class.forName(candidate.replace('/', '.'), false, loader));
            if (main != null) {
                return new MainMethod(main);
            }
        }
        if (Runtime.version().feature() >= RELAXED_MAIN) {
            for (String candidate : candidates) {
                Method main = relaxed(Class.forName(candidate.replace('/', '.'), false, loader));
                if (main != null) {
                    return new MainMethod(main);
                }
            }
        }
        return null;
    }

    /**
     * Calls it on this thread.
     *
     * @throws InvocationTargetException with what it threw
     */
    public void call(List<String> arguments) throws ReflectiveOperationException {
        method.setAccessible(true);
        Object[] parameters =
                method.getParameterCount() == 0 ? new Object[0] : new Object[] {arguments.toArray(String[]::new)};
        method.invoke(receiver(), parameters);
    }

    /** What a program threw, out of what {@link #call} did. */
    public static Throwable thrownBy(InvocationTargetException e) {
        return e.getCause() == null ? e : e.getCause();
    }

    private @Nullable Object receiver() throws ReflectiveOperationException {
        if (Modifier.isStatic(method.getModifiers())) {
            return null;
        }
        Constructor<?> constructor = method.getDeclaringClass().getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    private static @Nullable Method classic(Class<?> type) {
        for (Method method : type.getMethods()) {
            if (isMain(method, 1) && Modifier.isStatic(method.getModifiers())) {
                return method;
            }
        }
        return null;
    }

    private static @Nullable Method relaxed(Class<?> type) {
        for (int parameters = 1; parameters >= 0; parameters--) {
            for (Method method : type.getDeclaredMethods()) {
                if (isMain(method, parameters) && !Modifier.isPrivate(method.getModifiers())) {
                    return method;
                }
            }
        }
        return null;
    }

    private static boolean isMain(Method method, int parameters) {
        return method.getName().equals("main")
                && method.getReturnType() == void.class
                && method.getParameterCount() == parameters
                && (parameters == 0 || method.getParameterTypes()[0] == String[].class);
    }
}
