package dev.bobbin.compiler.report;

import dev.bobbin.compiler.ir.Model;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that there is to say of one coroutine.
 *
 * @param name for people: {@code Main.total}
 * @param owner the internal name of its class
 * @param method its name and descriptor
 * @param file its source file below the root of its package, or the class file if no source is known
 * @param line where its code begins, 0 if the class file does not say
 * @param lastLine where its code ends, 0 if the class file does not say
 * @param model the one that {@code @Model} names, as {@code --model} does; null if the build decides
 * @param atOnce awaits that cannot suspend, and so have no state
 * @param codeBytes of the method as javac wrote it
 * @param forms one a form, in the order of {@code Options.forms()}
 */
public record CoroutineReport(
        String name,
        String owner,
        String method,
        String file,
        int line,
        int lastLine,
        @Nullable String model,
        List<StateReport> states,
        List<Edge> edges,
        List<SlotReport> slots,
        List<AtOnce> atOnce,
        int codeBytes,
        List<WarningReport> warnings,
        List<FormReport> forms) {
    public CoroutineReport {
        states = List.copyOf(states);
        edges = List.copyOf(edges);
        slots = List.copyOf(slots);
        atOnce = List.copyOf(atOnce);
        warnings = List.copyOf(warnings);
        forms = List.copyOf(forms);
    }

    /** Whether it is no state machine: its variables are on a stack of its own. */
    public boolean isStackful() {
        return Model.STACKFUL.flag().equals(model);
    }

    CoroutineReport with(List<WarningReport> moreWarnings, List<FormReport> moreForms) {
        return new CoroutineReport(
                name,
                owner,
                method,
                file,
                line,
                lastLine,
                model,
                states,
                edges,
                slots,
                atOnce,
                codeBytes,
                moreWarnings,
                moreForms);
    }

    /** An await of an ordinary method whose every return is {@code done(...)}: a plain call. */
    public record AtOnce(int line, String callee) {}
}
