package dev.bobbin.cli;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;

/**
 * A program's {@code main}, loaded but not yet initialised, with its arguments.
 *
 * @param main the method
 * @param loader the program's class loader
 * @param arguments what {@code main} is handed
 */
record EntryPoint(MainMethod main, ProgramLoader loader, List<String> arguments) {
    /**
     * Finds the first candidate that has a {@code main}.
     *
     * @throws Refusal when none has, or when the JVM rejects a candidate
     */
    static EntryPoint of(Program program, Path file, List<String> arguments) throws Refusal {
        ProgramLoader loader = new ProgramLoader(program, file);
        try {
            MainMethod main = MainMethod.find(program.mainCandidates(), loader);
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
        try {
            main.call(arguments);
        } catch (InvocationTargetException e) {
            Throwable thrown = MainMethod.thrownBy(e);
            LauncherFrames.cutFrom(thrown);
            throw thrown;
        } catch (ExceptionInInitializerError e) {
            LauncherFrames.cutFrom(e);
            throw e;
        }
    }
}
