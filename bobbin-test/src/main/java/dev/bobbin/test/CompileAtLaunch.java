package dev.bobbin.test;

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
                || "true".equals(System.getProperty("dev.bobbin.agent")) // others may have to see the classes before the agent does
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
            shared = Uncompiled.isAnywhere(parent) ? new CompilingLoader(parent) : null;
        }
        return shared;
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (before != null && Thread.currentThread().getContextClassLoader() instanceof CompilingLoader) {
            Thread.currentThread().setContextClassLoader(before);
        }
        before = null;
    }
}
