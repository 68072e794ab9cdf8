package dev.bobbin.compiler.emit;

import dev.bobbin.compiler.ir.FrameTypes;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.ir.VarType;
import dev.bobbin.compiler.read.Insns;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Where a form that is entered at suspension points has its local variables, for debuggers. That is less than the source says: a variable that was dead at
 * a suspension is not restored, and a debugger that reads it fails ("invalid slot"). One walk in order is enough, since after
 * every jump a frame says what the slots hold.
 */
final class VariableRanges {
    /** A variable and a stretch of code in which its slot holds its value. */
    record Range(LocalVariableNode variable, Label from, Label to) {}

    /** A range that has begun, after so many instructions. */
    private record Begun(Label at, int instructions) {}

    private final StateMachine machine;
    private final List<LocalVariableNode> variables;
    private final List<Range> ranges = new ArrayList<>();
    private final Map<LocalVariableNode, Begun> open = new HashMap<>();
    private final List<LocalVariableNode> inScope = new ArrayList<>();
    private BitSet held = new BitSet();
    private int instructions;

    private VariableRanges(StateMachine machine, List<LocalVariableNode> variables) {
        this.machine = machine;
        this.variables = variables;
    }

    /**
     * @param begins whether it is entered at the beginning too, with the arguments
     * @param emitted which instructions of the body it has
     * @param label the emitted label of one of the body
     * @param goOn the emitted label after each await
     */
    static List<Range> of(
            StateMachine machine,
            boolean begins,
            Predicate<AbstractInsnNode> emitted,
            Function<LabelNode, Label> label,
            Function<Suspension, Label> goOn,
            Label end) {
        VariableRanges walk = new VariableRanges(machine, machine.body().localVariables);
        if (begins) {
            walk.held.set(
                    0, Type.getArgumentsAndReturnSizes(machine.signature().id().descriptor()) >> 2);
        }
        Map<AbstractInsnNode, Suspension> suspensions = new HashMap<>();
        machine.suspensions().forEach(s -> suspensions.put(s.call(), s));
        Label last = end;
        for (AbstractInsnNode insn : machine.body().instructions) {
            Suspension suspension = suspensions.get(insn);
            if (insn instanceof LabelNode node) {
                last = label.apply(node);
                walk.scope(node);
                walk.update(last);
            } else if (suspension != null) {
                walk.instructions++;
                walk.held = held(suspension.locals());
                walk.update(goOn.apply(suspension));
            } else if (emitted.test(insn)) {
                walk.step(insn, last);
            } else if (insn.getOpcode() >= 0) {
                walk.held.clear();
            }
        }
        walk.held.clear();
        walk.update(end);
        return walk.ranges;
    }

    private void step(AbstractInsnNode insn, Label last) {
        if (insn instanceof FrameNode) {
            FrameTypes types = machine.frames().get(insn);
            held = held(types == null ? List.of() : types.locals());
            update(last);
        } else if (insn.getOpcode() >= 0) {
            instructions++;
            if (insn instanceof VarInsnNode var && var.getOpcode() >= Opcodes.ISTORE) {
                held.set(var.var);
            } else if (Insns.endsFlow(insn.getOpcode())) {
                held.clear();
            }
        }
    }

    private static BitSet held(List<VarType> locals) {
        BitSet held = new BitSet();
        for (int l = 0; l < locals.size(); l++) {
            held.set(l, !locals.get(l).equals(VarType.TOP));
        }
        return held;
    }

    private void scope(LabelNode here) {
        for (LocalVariableNode variable : variables) {
            if (variable.start == here) {
                inScope.add(variable);
            } else if (variable.end == here) {
                inScope.remove(variable);
            }
        }
    }

    /** Begins and ends ranges at a place in the code. */
    private void update(Label here) {
        for (LocalVariableNode variable : variables) {
            boolean there = inScope.contains(variable) && held.get(variable.index);
            Begun begun = open.get(variable);
            if (there && begun == null) {
                open.put(variable, begin(variable, here));
            } else if (!there && begun != null) {
                open.remove(variable);
                if (begun.instructions < instructions) {
                    ranges.add(new Range(variable, begun.at, here));
                }
            }
        }
    }

    /** Takes up the variable's last range if that ended here. */
    private Begun begin(LocalVariableNode variable, Label here) {
        Range last = lastOf(variable);
        if (last == null || last.to != here) {
            return new Begun(here, instructions);
        }
        ranges.remove(last);
        return new Begun(last.from, -1);
    }

    private @Nullable Range lastOf(LocalVariableNode variable) {
        for (int n = ranges.size() - 1; n >= 0; n--) {
            if (ranges.get(n).variable == variable) {
                return ranges.get(n);
            }
        }
        return null;
    }
}
