package dev.bobbin.compiler.emit.embedded;

import dev.bobbin.compiler.emit.Arguments;
import dev.bobbin.compiler.emit.FieldRoom;
import dev.bobbin.compiler.emit.StateField;
import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.SlotCount;
import dev.bobbin.compiler.ir.StateMachine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Where in its root's one object each call lies.
 *
 * <p>The callees that can be reached from the root by awaits in place form a graph without cycles, {@link ChooseCalls} sees to
 * that; each gets the slots that follow those of all its callers. So a callee never shares a slot with a frame that can be
 * alive with it, callees that are not each other's callers share, and one copy of a callee's code does for all its call sites
 * in that root.
 */
final class EmbeddedLayout {
    /** What lies where; the first is the root's own call. */
    record Embedded(int number, StateMachine machine, SlotCount from) {
        /** Past what it stores while a callee runs. */
        SlotCount calleesFrom() {
            return from.plus(machine.slots());
        }

        String stateField() {
            return "s" + number;
        }

        String callerField() {
            return "c" + number;
        }
    }

    private final StateMachine root;
    private final boolean flatten;
    private final Map<CoroutineId, Embedded> calls = new LinkedHashMap<>();
    private @Nullable String fingerprint;

    private EmbeddedLayout(StateMachine root, boolean flatten) {
        this.root = root;
        this.flatten = flatten;
    }

    /** @param calls the root and what it embeds, callers before callees */
    static EmbeddedLayout of(StateMachine root, List<StateMachine> calls, CallGraph graph, boolean flatten) {
        EmbeddedLayout layout = new EmbeddedLayout(root, flatten);
        for (StateMachine call : calls) {
            CoroutineId id = call.signature().id();
            SlotCount from = SlotCount.NONE;
            for (Embedded caller : layout.calls.values()) {
                if (graph.callees(caller.machine().signature().id()).contains(id)) {
                    from = from.max(caller.calleesFrom());
                }
            }
            layout.calls.put(id, new Embedded(layout.calls.size(), call, from));
        }
        return layout;
    }

    StateMachine root() {
        return root;
    }

    String rootName() {
        return root.signature().root();
    }

    List<Embedded> calls() {
        return new ArrayList<>(calls.values());
    }

    /** Whether calls of the coroutine lie in this root; not those of the root's own, which would be a part of themselves. */
    boolean embeds(CoroutineId callee) {
        Embedded call = calls.get(callee);
        return call != null && call.number() > 0;
    }

    /** Null if it is an object of its own. */
    @Nullable
    Embedded find(CoroutineId coroutine) {
        return calls.get(coroutine);
    }

    SlotCount slots() {
        SlotCount slots = SlotCount.NONE;
        for (Embedded call : calls.values()) {
            SlotCount arguments = new Arguments(call.machine().signature()).count();
            slots = slots.max(call.from().plus(call.machine().slots().max(arguments)));
        }
        return slots;
    }

    /** Whether a call may have stored something, itself or by its callees, that must be let go if it cannot suspend. */
    boolean leavesBehind(Embedded call) {
        return call.number() + 1 < calls.size() || call.from().refs() < slots().refs();
    }

    /** @param whileRunning what reading the call's state leaves in its place; null if it stays as it is */
    FieldRoom room(Embedded call, @Nullable Integer whileRunning) {
        return new FieldRoom(
                rootName(), call.from(), call.stateField(), StateField.descriptor(call.machine()), whileRunning);
    }

    /** Differs where two layouts differ. Each call in the root has it in its name, so it is found once. */
    String fingerprint() {
        if (fingerprint == null) {
            fingerprint = findFingerprint();
        }
        return fingerprint;
    }

    private String findFingerprint() {
        StringBuilder all = new StringBuilder(flatten ? "flat" : "").append(AbiNames.VERSION);
        calls.forEach((id, call) -> all.append(id).append(call.number()).append(call.from()));
        CRC32 sum = new CRC32();
        sum.update(all.toString().getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }

    /** Whether code of other packages reads the root's fields. */
    boolean isShared() {
        String home = root.signature().id().packageName();
        return calls.keySet().stream().anyMatch(id -> !id.packageName().equals(home));
    }
}
