package dev.bobbin.agent;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/** Opens what the agent, and stacks, need of the JDK, when they come to need it: the JDK takes some milliseconds for the first. */
final class Opening {
    private static final Module BASE = Object.class.getModule();

    private final Instrumentation instrumentation;

    Opening(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** To the agent itself, for {@code ClassLoader.defineClass}. */
    void forDefining() {
        open(Opening.class.getModule());
    }

    /** What {@code --add-opens} and {@code --add-exports} on the command line would do: docs/guide/models.md, "Stackful". */
    void forStacks(Module loom) {
        open(loom);
        if (BASE.getPackages().contains("jdk.internal.vm")) {
            instrumentation.redefineModule(
                    BASE, Set.of(), Map.of("jdk.internal.vm", Set.of(loom)), Map.of(), Set.of(), Map.of());
        }
    }

    private void open(Module to) {
        instrumentation.redefineModule(BASE, Set.of(), Map.of(), Map.of("java.lang", Set.of(to)), Set.of(), Map.of());
    }
}
