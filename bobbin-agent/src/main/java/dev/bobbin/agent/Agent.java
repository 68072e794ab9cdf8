package dev.bobbin.agent;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/** The agent's start, in its own class loader. */
public final class Agent {
    private static final int WRONG_USAGE = 2;

    private Agent() {}

    /** Has all classes looked at that are loaded from now on; ends the JVM if the options are wrong. */
    public static void start(String options, Instrumentation instrumentation) throws ReflectiveOperationException {
        AgentOptions chosen;
        try {
            chosen = AgentOptions.parse(options, Runtime.version().feature());
        } catch (IllegalArgumentException e) {
            System.err.println("bobbin-agent: " + e.getMessage());
            System.exit(WRONG_USAGE);
            throw new AssertionError("exited", e);
        }
        // For ClassLoader.defineClass: what is generated beside a class must be there before the class is.
        open(instrumentation, Agent.class.getModule());
        // Not to be asked again when a class is transformed anew: the JVM hands what came out of this one to those that
        // are.
        instrumentation.addTransformer(
                new TransformAtLoad(chosen, new GeneratedClasses(), module -> openForStacks(instrumentation, module)),
                false);
    }

    /** What {@code --add-opens} and {@code --add-exports} on the command line would do: docs/guide/models.md, "Stackful". */
    private static void openForStacks(Instrumentation instrumentation, Module loom) {
        open(instrumentation, loom);
        Module base = Object.class.getModule();
        if (base.getPackages().contains("jdk.internal.vm")) {
            instrumentation.redefineModule(
                    base, Set.of(), Map.of("jdk.internal.vm", Set.of(loom)), Map.of(), Set.of(), Map.of());
        }
    }

    private static void open(Instrumentation instrumentation, Module to) {
        instrumentation.redefineModule(
                Object.class.getModule(), Set.of(), Map.of(), Map.of("java.lang", Set.of(to)), Set.of(), Map.of());
    }
}
