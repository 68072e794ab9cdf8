package dev.bobbin.maven;

import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.ir.Model;

/** {@code <model>} and {@code <flatten>}. */
final class Form {
    private Form() {}

    /**
     * The compiler's options for what the POM or the command line says.
     *
     * @throws IllegalArgumentException if there are none, with a message for who wrote it
     */
    static Options of(String model, boolean flatten) {
        Model chosen = Model.named(model.strip());
        if (flatten && chosen != Model.EMBEDDED) {
            throw new IllegalArgumentException(
                    "<flatten> (bobbin.flatten) goes with <model>embedded</model> only, not with " + chosen.flag()
                            + ": the others have ways of their own to resume");
        }
        return new Options(chosen, flatten);
    }
}
