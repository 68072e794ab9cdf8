package dev.bobbin.compiler;

import dev.bobbin.compiler.ir.Model;
import java.util.ArrayList;
import java.util.List;

/**
 * How to compile.
 *
 * @param flatten with {@code EMBEDDED} only: a wake-up enters the leaf instead of polling from the root
 */
public record Options(Model model, boolean flatten) {
    /** The fused model. */
    public static Options defaults() {
        return of(Model.FUSED);
    }

    public static Options of(Model model) {
        return new Options(model, false);
    }

    /** All forms of a state machine: what a test runs to have seen every one. */
    public static List<Options> forms() {
        return List.of(
                of(Model.FUSED), of(Model.PUSH), of(Model.PULL), of(Model.EMBEDDED), new Options(Model.EMBEDDED, true));
    }

    /** All that can be chosen. Programs of the stackful model need JDK 21 or later to run. */
    public static List<Options> models() {
        List<Options> all = new ArrayList<>(forms());
        all.add(of(Model.STACKFUL));
        return List.copyOf(all);
    }

    /** For people: {@code embedded --flatten}. */
    @Override
    public String toString() {
        return model.flag() + (flatten ? " --flatten" : "");
    }
}
