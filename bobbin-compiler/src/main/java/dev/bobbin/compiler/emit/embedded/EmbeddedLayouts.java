package dev.bobbin.compiler.emit.embedded;

import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.Model;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.report.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Of all roots of a compilation: what the emitter writes and what {@link EmbeddedPlacement} reports is read off the same. */
public final class EmbeddedLayouts {
    private final boolean flatten;
    private final Map<CoroutineId, StateMachine> all;
    private final ChooseCalls calls;
    private final Map<CoroutineId, EmbeddedLayout> ofRoot = new LinkedHashMap<>();
    private final Map<CoroutineId, List<EmbeddedLayout>> withCall = new LinkedHashMap<>();

    /**
     * @param all the coroutines of the compilation, which call each other directly
     * @param constantsOf of a class, as the class file that is to be transformed counts
     * @param flatten whether a wake-up enters the leaf instead of polling from the root
     */
    public EmbeddedLayouts(Map<CoroutineId, StateMachine> all, ToIntFunction<String> constantsOf, boolean flatten) {
        this.flatten = flatten;
        this.all = all;
        CallGraph graph = new CallGraph(all);
        this.calls = new ChooseCalls(graph, new CopyBudget(all, constantsOf));
        all.forEach((id, machine) -> {
            if (machine.signature().model() == Model.EMBEDDED) {
                EmbeddedLayout layout = EmbeddedLayout.of(machine, calls.embeddedIn(machine), graph, flatten);
                ofRoot.put(id, layout);
                layout.calls()
                        .forEach(call -> withCall.computeIfAbsent(
                                        call.machine().signature().id(), c -> new ArrayList<>())
                                .add(layout));
            }
        });
    }

    boolean flatten() {
        return flatten;
    }

    EmbeddedLayout ofRoot(StateMachine machine) {
        CoroutineId id = machine.signature().id();
        EmbeddedLayout layout = ofRoot.get(id);
        if (layout == null) {
            throw new IllegalStateException(id.readable() + " is not of this model");
        }
        return layout;
    }

    /** The roots that hold calls of the coroutine, its own among them. */
    List<EmbeddedLayout> withCallOf(CoroutineId coroutine) {
        return withCall.getOrDefault(coroutine, List.of());
    }

    boolean neverSuspends(CoroutineSignature callee) {
        StateMachine machine = all.get(callee.id());
        return machine != null && !machine.suspends();
    }

    /** Why a callee that a call in the root awaits in place is not embedded there. */
    Reason whyNot(EmbeddedLayout layout, CoroutineSignature callee) {
        return calls.whyNot(layout.root().signature().id(), callee.id());
    }
}
