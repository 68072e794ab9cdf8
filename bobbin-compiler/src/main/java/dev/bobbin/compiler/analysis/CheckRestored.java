package dev.bobbin.compiler.analysis;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.Refusal;
import dev.bobbin.compiler.ir.VarType;
import dev.bobbin.compiler.read.Insns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Where a value that has been restored is wanted as what the code must not name, by a parameter say: that is refused, since only a cast could make
 * it that again.
 */
final class CheckRestored {
    private CheckRestored() {}

    /** @param fromPackage where the code stands */
    static void in(
            MethodNode method,
            TypeFlow types,
            Restored restored,
            AccessibleTypes accessible,
            String fromPackage,
            Consumer<Refusal> refuse) {
        for (int i = 0; i < method.instructions.size(); i++) {
            Frame<VarType> before = types.before(i);
            AbstractInsnNode insn = method.instructions.get(i);
            if (before == null) {
                continue;
            }
            List<Type> wanted = wanted(insn);
            int bottom = before.getStackSize() - wanted.size();
            for (int w = 0; w < wanted.size(); w++) {
                VarType type = VarType.of(wanted.get(w));
                if (restored.stack(i, bottom + w)
                        && accessible.isOutOfReach(before.getStack(bottom + w), type, fromPackage)) {
                    refuse.accept(refusal(insn, type, accessible.nearest(type, fromPackage)));
                    break;
                }
            }
        }
    }

    /** What the instruction takes from the stack and says the classes of, from below. */
    private static List<Type> wanted(AbstractInsnNode insn) {
        List<Type> wanted = new ArrayList<>();
        if (insn instanceof MethodInsnNode call) {
            if (call.getOpcode() != Opcodes.INVOKESTATIC) {
                wanted.add(Type.getObjectType(call.owner));
            }
            Collections.addAll(wanted, Type.getArgumentTypes(call.desc));
        } else if (insn instanceof InvokeDynamicInsnNode call) {
            Collections.addAll(wanted, Type.getArgumentTypes(call.desc));
        } else if (insn instanceof FieldInsnNode field) {
            boolean ofAnObject = field.getOpcode() == Opcodes.GETFIELD || field.getOpcode() == Opcodes.PUTFIELD;
            boolean written = field.getOpcode() == Opcodes.PUTFIELD || field.getOpcode() == Opcodes.PUTSTATIC;
            if (ofAnObject) {
                wanted.add(Type.getObjectType(field.owner));
            }
            if (written) {
                wanted.add(Type.getType(field.desc));
            }
        }
        return wanted;
    }

    private static Refusal refusal(AbstractInsnNode insn, VarType wanted, VarType restored) {
        String hidden = readable(wanted);
        return new Refusal(
                Insns.lineOf(insn),
                "hidden-class",
                name(insn) + " needs a " + hidden
                        + " that is there before an await(), and code of another package must not name"
                        + " that class: what comes back after the await() is known as " + readable(restored) + " alone",
                "make " + hidden + " public, or get the value after the await()");
    }

    private static String name(AbstractInsnNode insn) {
        if (insn instanceof MethodInsnNode call) {
            return call.name.equals("<init>") ? "a constructor" : AbiNames.written(call.name);
        }
        return insn instanceof FieldInsnNode field ? "the field " + field.name : ((InvokeDynamicInsnNode) insn).name;
    }

    private static String readable(VarType type) {
        return Type.getObjectType(Objects.requireNonNull(type.name()))
                .getClassName()
                .replace('$', '.');
    }
}
