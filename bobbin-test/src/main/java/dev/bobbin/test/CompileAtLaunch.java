package dev.bobbin.test;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Has JUnit load test classes through a {@link CompilingLoader} where javac's output has not been compiled by Bobbin, as in an IDE that
 * builds by itself. JUnit finds it as a service and looks for test classes with the thread's context class loader.
 *
 * <p>Where everything is compiled already, by Maven say, or is as it is loaded, by Bobbin's agent, it changes nothing. {@code -Dbobbin.test.compile=false} turns it off.
 */
public final class CompileAtLaunch implements LauncherSessionListener {
    /** What surefire and failsafe set in the JVMs of tests, and no IDE. */
    private static final String IN_MAVEN = "localRepository";

    /** JUnit may open a session to find the tests, and another to run them: their classes must be the same. */
    private static @Nullable CompilingLoader shared;

    private @Nullable ClassLoader before;

    /** For JUnit. */
    public CompileAtLaunch() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        ClassLoader current = Thread.currentThread().getContextClassLoader();
        if (current == null
                || current instanceof CompilingLoader
                || "true"
                        .equals(System.getProperty(
                                "dev.bobbin.agent")) // others may have to see the classes before the agent does
                || "false".equals(System.getProperty("bobbin.test.compile"))) {
            return;
        }
        CompilingLoader loader = loader(current);
        if (loader != null) {
            before = current;
            Thread.currentThread().setContextClassLoader(loader);
        }
    }

    private static synchronized @Nullable CompilingLoader loader(ClassLoader parent) {
        if (shared == null || shared.getParent() != parent) {
            List<Path> uncompiled = Uncompiled.directories(parent);
            shared = uncompiled.isEmpty() ? null : new CompilingLoader(parent);
            if (System.getProperty(IN_MAVEN) != null) {
                warn(uncompiled);
            }
        }
        return shared;
    }

    /** A build goes on to a jar, for which nobody compiles. Of tests it makes none. */
    private static void warn(List<Path> uncompiled) {
        uncompiled.stream()
                .filter(directory -> !directory.endsWith("test-classes"))
                .findFirst()
                .ifPresent(directory -> System.err.println("bobbin-test: warning: " + directory
                        + " has not been rewritten by the bobbin-maven-plugin. Its classes are compiled for these tests only; from a"
                        + " jar they will fail at their first await(): docs/guide/build-tools.md, \"With Maven\""));
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (before != null && Thread.currentThread().getContextClassLoader() instanceof CompilingLoader) {
            Thread.currentThread().setContextClassLoader(before);
        }
        before = null;
    }
}
