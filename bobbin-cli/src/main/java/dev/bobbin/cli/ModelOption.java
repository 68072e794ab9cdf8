package dev.bobbin.cli;

import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.ir.Model;
import picocli.CommandLine.Option;

/** {@code --model} and {@code --flatten}: what the compiler makes of coroutines. */
final class ModelOption {
    private static final String DEFAULT = "fused";

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = DEFAULT,
            description =
                    "The coroutine model: fused, push, pull, embedded or stackful (JDK 21 and later); ${DEFAULT-VALUE} if not given.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String name;

    @Option(
            names = "--flatten",
            description = "With --model embedded: a wake-up enters the leaf instead of polling from the root.")
    private boolean flatten;

    /** The compiler's options for what was typed. */
    Options options() throws Refusal {
        Model model = named(name);
        if (flatten && model != Model.EMBEDDED) {
            throw Refusal.because(
                    "--flatten goes with --model embedded only: the others have ways of their own to resume");
        }
        return new Options(model, flatten);
    }

    /** The model of that name. */
    static Model named(String name) throws Refusal {
        try {
            return Model.named(name);
        } catch (IllegalArgumentException e) {
            throw Refusal.because(String.valueOf(e.getMessage()));
        }
    }
}
