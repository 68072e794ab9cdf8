package dev.bobbin.agent;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM begins an agent. It puts the agent's jar on the program's class path; so that nothing of the agent is loaded
 * from there, and nothing that is opened to the agent is opened to the program, the agent gets a class loader of its own.
 */
public final class Premain {
    private Premain() {}

    /** What {@code -javaagent:bobbin-agent.jar=options} calls before the program's {@code main}. */
    public static void premain(@Nullable String options, Instrumentation instrumentation) throws Throwable {
        URL jar = Premain.class.getProtectionDomain().getCodeSource().getLocation();
        ClassLoader own = new URLClassLoader("bobbin-agent", new URL[] {jar}, ClassLoader.getPlatformClassLoader());
        try {
            Class.forName("dev.bobbin.agent.Agent", true, own)
                    .getMethod("start", String.class, Instrumentation.class)
                    .invoke(null, options == null ? "" : options, instrumentation);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
