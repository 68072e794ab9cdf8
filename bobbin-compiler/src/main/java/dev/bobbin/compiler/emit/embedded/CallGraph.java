package dev.bobbin.compiler.emit.embedded;

import dev.bobbin.compiler.ir.Callee;
import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.Model;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.report.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who awaits whom in place, and which callees a root embeds: all that it reaches, but for those that can reach themselves
 * (an object cannot contain itself), those whose code may not name the root, and what is beyond the limits. The limits keep
 * one class below what the JVM allows, since a callee's code is written once for each root.
 */
final class CallGraph {
    static final int MAX_CALLS_IN_A_ROOT = 32;
    static final int MAX_ROOTS_OF_A_CALL = 64;

    private final Map<CoroutineId, StateMachine> machines = new HashMap<>();
    private final Map<CoroutineId, List<StateMachine>> callees = new HashMap<>();
    private final Set<CoroutineId> recursive = new HashSet<>();
    private final Map<CoroutineId, Integer> rootsOf = new HashMap<>();

    CallGraph(Map<CoroutineId, StateMachine> all) {
        all.forEach((id, machine) -> {
            if (machine.signature().model() == Model.EMBEDDED && machine.suspends()) {
                machines.put(id, machine);
            }
        });
        machines.forEach((id, machine) -> callees.put(id, calleesOf(machine)));
        machines.keySet().stream().filter(this::reachesItself).forEach(recursive::add);
    }

    private List<StateMachine> calleesOf(StateMachine machine) {
        Set<StateMachine> found = new LinkedHashSet<>();
        for (Suspension s : machine.suspensions()) {
            if (s.callee() instanceof Callee.Direct direct) {
                StateMachine callee = machines.get(direct.coroutine().id());
                if (callee != null) {
                    found.add(callee);
                }
            }
        }
        return List.copyOf(found);
    }

    private List<StateMachine> callees(StateMachine of) {
        return callees.getOrDefault(of.signature().id(), List.of());
    }

    private boolean reachesItself(CoroutineId start) {
        Set<CoroutineId> seen = new HashSet<>();
        ArrayDeque<CoroutineId> work = new ArrayDeque<>(List.of(start));
        while (!work.isEmpty()) {
            for (StateMachine callee : callees.getOrDefault(work.remove(), List.of())) {
                CoroutineId id = callee.signature().id();
                if (id.equals(start)) {
                    return true;
                }
                if (seen.add(id)) {
                    work.add(id);
                }
            }
        }
        return false;
    }

    boolean calls(StateMachine caller, StateMachine callee) {
        return callees(caller).contains(callee);
    }

    /** The root itself and what it embeds, callers before callees. To be asked once for each root. */
    List<StateMachine> embeddedIn(StateMachine root) {
        Set<StateMachine> chosen = new LinkedHashSet<>(List.of(root));
        ArrayDeque<StateMachine> work = new ArrayDeque<>(List.of(root));
        while (!work.isEmpty()) { // breadth first: shallow callees before deep ones
            for (StateMachine callee : callees(work.remove())) {
                CoroutineId id = callee.signature().id();
                if (chosen.size() < MAX_CALLS_IN_A_ROOT
                        && !chosen.contains(callee)
                        && !recursive.contains(id)
                        && callee.signature().isAccessibleFrom(root.signature())
                        && rootsOf.merge(id, 1, Integer::sum) <= MAX_ROOTS_OF_A_CALL) {
                    chosen.add(callee);
                    work.add(callee);
                }
            }
        }
        List<StateMachine> calleesFirst = new ArrayList<>();
        visit(root, chosen, new HashSet<>(), calleesFirst);
        Collections.reverse(calleesFirst);
        return calleesFirst;
    }

    /** Why a callee that a call in the root awaits in place is not embedded there. */
    Reason whyNot(EmbeddedLayout layout, CoroutineSignature callee) {
        CoroutineId id = callee.id();
        if (!machines.containsKey(id)) {
            return Reason.NO_FRAME;
        }
        if (recursive.contains(id)) {
            return Reason.CONTAINS_ITSELF;
        }
        if (!callee.isAccessibleFrom(layout.root().signature())) {
            return Reason.NOT_ACCESSIBLE;
        }
        return layout.calls().size() >= MAX_CALLS_IN_A_ROOT ? Reason.CALL_LIMIT : Reason.COPY_LIMIT;
    }

    private void visit(StateMachine call, Set<StateMachine> chosen, Set<StateMachine> seen, List<StateMachine> order) {
        if (chosen.contains(call) && seen.add(call)) {
            callees(call).forEach(callee -> visit(callee, chosen, seen, order));
            order.add(call);
        }
    }
}
