package dev.bobbin.cli;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program's {@code main}, loaded but not yet initialised, with its arguments.
 *
 * @param main the method
 * @param loader the program's class loader
 * @param arguments what {@code main} is handed
 */
record EntryPoint(Method main, ProgramLoader loader, List<String> arguments) {
    /** From this release on a {@code main} needs neither {@code static}, {@code public} nor a parameter (JEP 512). */
    private static final int RELAXED_MAIN = 25;

    /**
     * Finds the first candidate that has a {@code main}.
     *
     * @throws Refusal when none has, or when the JVM rejects a candidate
     */
    static EntryPoint of(Program program, Path file, List<String> arguments) throws Refusal {
        ProgramLoader loader = new ProgramLoader(program, file);
        try {
            Method main = find(program.mainCandidates(), loader);
            if (main == null) {
                throw Refusal.because(file + ": no class in it has a public static void main(String[])");
            }
            return new EntryPoint(main, loader, List.copyOf(arguments));
        } catch (ClassNotFoundException e) {
            throw Refusal.because(file + ": main class " + e.getMessage() + " is missing");
        } catch (LinkageError e) {
            throw Refusal.because(file + ": the JVM rejects it: " + e);
        }
    }

    /** Calls the program on this thread; what it throws comes out as it is, less the command's own frames. */
    void call() throws Throwable {
        Thread.currentThread().setContextClassLoader(loader);
        main.setAccessible(true);
        Object[] parameters =
                main.getParameterCount() == 0 ? new Object[0] : new Object[] {arguments.toArray(String[]::new)};
        try {
            main.invoke(receiver(), parameters);
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            LauncherFrames.cutFrom(thrown);
            throw thrown;
        } catch (ExceptionInInitializerError e) {
            LauncherFrames.cutFrom(e);
            throw e;
        }
    }

    private @Nullable Object receiver() throws ReflectiveOperationException {
        if (Modifier.isStatic(main.getModifiers())) {
            return null;
        }
        Constructor<?> constructor = main.getDeclaringClass().getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    private static @Nullable Method find(List<String> candidates, ClassLoader loader) throws ClassNotFoundException {
        for (String candidate : candidates) {
            Method main = classic(Class.forName(candidate.replace('/', '.'), false, loader));
            if (main != null) {
                return main;
            }
        }
        if (Runtime.version().feature() >= RELAXED_MAIN) {
            for (String candidate : candidates) {
                Method main = relaxed(Class.forName(candidate.replace('/', '.'), false, loader));
                if (main != null) {
                    return main;
                }
            }
        }
        return null;
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
