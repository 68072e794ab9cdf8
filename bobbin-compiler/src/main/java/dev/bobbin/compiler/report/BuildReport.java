package dev.bobbin.compiler.report;

import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.Model;
import dev.bobbin.compiler.ir.Saved;
import dev.bobbin.compiler.ir.SlotKind;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.ir.VarType;
import dev.bobbin.compiler.read.Insns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** From a state machine to what there is to say of it under every form. */
final class BuildReport {
    private final StateMachine machine;
    private final MethodNode body;
    private final LocalNames names;

    private BuildReport(StateMachine machine) {
        this.machine = machine;
        this.body = machine.body();
        this.names = new LocalNames(body);
    }

    /** Without warnings and forms. */
    static CoroutineReport of(
            StateMachine machine, String file, @Nullable Model chosen, DescribeAwaits awaits, int codeBytes) {
        return new BuildReport(machine).build(file, chosen, awaits, codeBytes);
    }

    private CoroutineReport build(String file, @Nullable Model chosen, DescribeAwaits awaits, int codeBytes) {
        CoroutineId id = machine.signature().id();
        List<StateReport> states = new ArrayList<>();
        for (Suspension s : machine.suspensions()) {
            states.add(state(s, awaits.of(s)));
        }
        List<Integer> lines = lines(body);
        return new CoroutineReport(
                id.readable(),
                id.owner(),
                id.name() + id.descriptor(),
                file,
                lines.stream().min(Comparator.naturalOrder()).orElse(0),
                lines.stream().max(Comparator.naturalOrder()).orElse(0),
                chosen == null ? null : chosen.flag(),
                states,
                FindEdges.of(machine),
                slots(states),
                atOnce(),
                codeBytes,
                List.of(),
                List.of());
    }

    /** Of one that runs on a stack: there is not much to say. */
    static CoroutineReport ofStackful(CoroutineId id, MethodNode body, String file, int codeBytes) {
        List<Integer> lines = lines(body);
        return new CoroutineReport(
                id.readable(),
                id.owner(),
                id.name() + id.descriptor(),
                file,
                lines.stream().min(Comparator.naturalOrder()).orElse(0),
                lines.stream().max(Comparator.naturalOrder()).orElse(0),
                Model.STACKFUL.flag(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                codeBytes,
                List.of(),
                List.of());
    }

    private static List<Integer> lines(MethodNode body) {
        List<Integer> lines = new ArrayList<>();
        for (AbstractInsnNode insn : body.instructions) {
            if (insn instanceof LineNumberNode line) {
                lines.add(line.line);
            }
        }
        return lines;
    }

    private StateReport state(Suspension s, DescribeAwaits.Awaited awaited) {
        int call = body.instructions.indexOf(s.call());
        List<StateReport.Saved> saved = new ArrayList<>();
        Set<Integer> stored = new HashSet<>();
        for (Saved each : s.saved()) {
            saved.add(saved(each, call));
            if (!each.onStack()) {
                stored.add(each.place());
            }
        }
        List<StateReport.Unsaved> unsaved = new ArrayList<>();
        for (LocalVariableNode variable : names.inScope(call)) {
            if (!stored.contains(variable.index)) {
                boolean isNull = s.locals().get(variable.index).tag() == VarType.Tag.NULL;
                unsaved.add(new StateReport.Unsaved(
                        variable.name,
                        LocalNames.simple(Type.getType(variable.desc)),
                        isNull ? StateReport.Why.NULL : StateReport.Why.DEAD));
            }
        }
        return new StateReport(s.state(), s.line(), awaited.callee(), awaited.reason(), saved, unsaved);
    }

    private StateReport.Saved saved(Saved each, int call) {
        String slot = "" + each.kind().letter() + each.slot();
        if (each.onStack()) {
            return new StateReport.Saved("stack " + each.place(), LocalNames.simple(each.type()), slot);
        }
        LocalVariableNode variable = names.at(each.place(), call);
        return variable == null
                ? new StateReport.Saved("local " + each.place(), LocalNames.simple(each.type()), slot)
                : new StateReport.Saved(variable.name, LocalNames.simple(Type.getType(variable.desc)), slot);
    }

    private static List<SlotReport> slots(List<StateReport> states) {
        record Variable(String name, String type) {}
        Map<String, Map<Variable, List<Integer>>> uses =
                new TreeMap<>(Comparator.comparing((String slot) -> slot.charAt(0))
                        .thenComparingInt(slot -> Integer.parseInt(slot.substring(1))));
        for (StateReport state : states) {
            for (StateReport.Saved saved : state.saved()) {
                uses.computeIfAbsent(saved.slot(), slot -> new LinkedHashMap<>())
                        .computeIfAbsent(new Variable(saved.name(), saved.type()), variable -> new ArrayList<>())
                        .add(state.number());
            }
        }
        List<SlotReport> slots = new ArrayList<>();
        uses.forEach((slot, variables) -> {
            List<SlotReport.Use> list = new ArrayList<>();
            variables.forEach((variable, in) -> list.add(new SlotReport.Use(variable.name(), variable.type(), in)));
            slots.add(new SlotReport(slot, slot.charAt(0) == SlotKind.LONG.letter() ? 8 : 4, list));
        });
        return slots;
    }

    private List<CoroutineReport.AtOnce> atOnce() {
        List<CoroutineReport.AtOnce> result = new ArrayList<>();
        for (AbstractInsnNode insn : body.instructions) {
            CoroutineSignature callee =
                    insn instanceof MethodInsnNode ? machine.immediateCalls().get(insn) : null;
            if (callee != null) {
                result.add(new CoroutineReport.AtOnce(
                        Insns.lineOf(insn), callee.id().readable()));
            }
        }
        return result;
    }
}
