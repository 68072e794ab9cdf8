package dev.bobbin.compiler.emit.embedded;

import dev.bobbin.compiler.ir.Callee;
import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.Model;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who awaits whom in place, of the coroutines of this model that suspend; and who reaches itself that way. */
final class CallGraph {
    private final Map<CoroutineId, StateMachine> machines = new LinkedHashMap<>();
    private final Map<CoroutineId, Set<CoroutineId>> callees = new HashMap<>();
    private final Set<CoroutineId> recursive = new HashSet<>();

    CallGraph(Map<CoroutineId, StateMachine> all) {
        all.forEach((id, machine) -> {
            if (machine.signature().model() == Model.EMBEDDED && machine.suspends()) {
                machines.put(id, machine);
            }
        });
        machines.forEach((id, machine) -> callees.put(id, calleesOf(machine)));
        machines.keySet().stream().filter(this::reachesItself).forEach(recursive::add);
    }

    private Set<CoroutineId> calleesOf(StateMachine machine) {
        Set<CoroutineId> found = new LinkedHashSet<>();
        for (Suspension s : machine.suspensions()) {
            if (s.callee() instanceof Callee.Direct direct
                    && machines.containsKey(direct.coroutine().id())) {
                found.add(direct.coroutine().id());
            }
        }
        return found;
    }

    private boolean reachesItself(CoroutineId start) {
        Set<CoroutineId> seen = new HashSet<>();
        ArrayDeque<CoroutineId> work = new ArrayDeque<>(List.of(start));
        while (!work.isEmpty()) {
            for (CoroutineId callee : callees(work.remove())) {
                if (callee.equals(start)) {
                    return true;
                }
                if (seen.add(callee)) {
                    work.add(callee);
                }
            }
        }
        return false;
    }

    /** The nodes, in the order of the compilation. */
    Map<CoroutineId, StateMachine> machines() {
        return machines;
    }

    /** In the order of the caller's awaits. */
    Set<CoroutineId> callees(CoroutineId caller) {
        return callees.getOrDefault(caller, Set.of());
    }

    boolean isRecursive(CoroutineId coroutine) {
        return recursive.contains(coroutine);
    }
}
