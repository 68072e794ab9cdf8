package dev.bobbin.agent;

import java.lang.instrument.Instrumentation;

/** The agent's start, in its own class loader. */
public final class Agent {
    private static final int WRONG_USAGE = 2;

    private Agent() {}

    /** Has all classes looked at that are loaded from now on; ends the JVM if the options are wrong. */
    public static void start(String options, Instrumentation instrumentation) {
        AgentOptions chosen;
        try {
            chosen = AgentOptions.parse(options, Runtime.version().feature());
        } catch (IllegalArgumentException e) {
            System.err.println("bobbin-agent: " + e.getMessage());
            System.exit(WRONG_USAGE);
            throw new AssertionError("exited", e);
        }
        // Not to be asked again when a class is transformed anew: the JVM hands what came out of this one to those that
        // are.
        instrumentation.addTransformer(new TransformAtLoad(chosen, new Opening(instrumentation)), false);
        System.setProperty("dev.bobbin.agent", "true"); // for bobbin-test, which compiles where nobody else does
    }
}
