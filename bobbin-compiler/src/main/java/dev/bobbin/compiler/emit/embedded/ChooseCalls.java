package dev.bobbin.compiler.emit.embedded;

import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.report.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which callees each root embeds: all that it reaches, but for those that can reach themselves (an object cannot contain
 * itself), those whose code may not name the root, and what is beyond the limits. There are three, since a callee's code is
 * written once for each root: calls in a root, roots of a call, and what all copies in one class take ({@link CopyBudget}).
 *
 * <p>All roots choose in turns, each time one level of callees. So when a class's budget is spent, each of its callers has
 * embedded what is nearest to it; to serve one root after the other would leave nothing to those that come late.
 */
final class ChooseCalls {
    static final int MAX_CALLS_IN_A_ROOT = 32;
    static final int MAX_ROOTS_OF_A_CALL = 64;

    /** Of one root. */
    private static final class Choice {
        final StateMachine root;
        final Set<CoroutineId> chosen = new LinkedHashSet<>();
        final Map<CoroutineId, Reason> refused = new HashMap<>();
        List<CoroutineId> level;

        Choice(StateMachine root) {
            this.root = root;
            CoroutineId id = root.signature().id();
            chosen.add(id);
            level = List.of(id);
        }
    }

    private final CallGraph graph;
    private final CopyBudget budget;
    private final Map<CoroutineId, Choice> choices = new LinkedHashMap<>();
    private final Map<CoroutineId, Integer> rootsOf = new HashMap<>();

    ChooseCalls(CallGraph graph, CopyBudget budget) {
        this.graph = graph;
        this.budget = budget;
        graph.machines().forEach((id, machine) -> choices.put(id, new Choice(machine)));
        boolean more = true;
        while (more) {
            more = false;
            for (Choice choice : choices.values()) {
                descend(choice);
                more |= !choice.level.isEmpty();
            }
        }
    }

    private void descend(Choice choice) {
        List<CoroutineId> next = new ArrayList<>();
        for (CoroutineId caller : choice.level) {
            for (CoroutineId callee : graph.callees(caller)) {
                if (choice.chosen.contains(callee) || choice.refused.containsKey(callee)) {
                    continue;
                }
                Reason reason = refusal(choice, callee);
                if (reason == null) {
                    rootsOf.merge(callee, 1, Integer::sum);
                    choice.chosen.add(callee);
                    next.add(callee);
                } else {
                    choice.refused.put(callee, reason);
                }
            }
        }
        choice.level = next;
    }

    /** Null if the root embeds it, whose share of the budget is then taken. */
    private @Nullable Reason refusal(Choice choice, CoroutineId callee) {
        StateMachine machine = graph.machines().get(callee);
        if (machine == null) {
            return Reason.NO_FRAME;
        }
        if (graph.isRecursive(callee)) {
            return Reason.CONTAINS_ITSELF;
        }
        if (!machine.signature().isAccessibleFrom(choice.root.signature())) {
            return Reason.NOT_ACCESSIBLE;
        }
        if (choice.chosen.size() >= MAX_CALLS_IN_A_ROOT) {
            return Reason.CALL_LIMIT;
        }
        if (rootsOf.getOrDefault(callee, 0) >= MAX_ROOTS_OF_A_CALL) {
            return Reason.COPY_LIMIT;
        }
        return budget.take(machine) ? null : Reason.CLASS_LIMIT;
    }

    /** The root itself and what it embeds, callers before callees. */
    List<StateMachine> embeddedIn(StateMachine root) {
        Choice choice = choices.get(root.signature().id());
        if (choice == null) { // it never suspends
            return List.of(root);
        }
        List<StateMachine> calleesFirst = new ArrayList<>();
        visit(root.signature().id(), choice.chosen, new HashSet<>(), calleesFirst);
        Collections.reverse(calleesFirst);
        return calleesFirst;
    }

    /** Why a callee that a call in the root awaits in place is not embedded there. */
    Reason whyNot(CoroutineId root, CoroutineId callee) {
        Choice choice = choices.get(root);
        Reason refused = choice == null ? null : choice.refused.get(callee);
        if (refused != null) {
            return refused;
        }
        return graph.isRecursive(callee)
                ? Reason.CONTAINS_ITSELF
                : Reason.NO_FRAME; // the root itself, or without a state
    }

    private void visit(CoroutineId call, Set<CoroutineId> chosen, Set<CoroutineId> seen, List<StateMachine> order) {
        StateMachine machine = graph.machines().get(call);
        if (machine != null && chosen.contains(call) && seen.add(call)) {
            graph.callees(call).forEach(callee -> visit(callee, chosen, seen, order));
            order.add(machine);
        }
    }
}
