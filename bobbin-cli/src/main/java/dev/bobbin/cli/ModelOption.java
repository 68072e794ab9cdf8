package dev.bobbin.cli;

import dev.bobbin.compiler.Options;
import java.util.Set;
import picocli.CommandLine.Option;

/** {@code --model}: which form of state machine the compiler emits. */
final class ModelOption {
    static final String DEFAULT = "fused";

    private static final Set<String> PLANNED = Set.of("push", "pull", "embedded", "stackful");

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = DEFAULT,
            description = "The coroutine model; so far there is one: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String name;

    String name() {
        return name;
    }

    /** The compiler's options for a model. */
    static Options toOptions(String name) throws Refusal {
        if (name.equals(DEFAULT)) {
            return Options.defaults();
        }
        if (PLANNED.contains(name)) {
            throw Refusal.because("model '" + name + "' is not built yet: use fused");
        }
        throw Refusal.because("unknown model '" + name + "': use fused");
    }
}
