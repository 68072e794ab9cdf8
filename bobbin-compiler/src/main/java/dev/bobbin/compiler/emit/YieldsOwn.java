package dev.bobbin.compiler.emit;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.read.Insns;
import java.util.Objects;
import java.util.Set;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Bodies of sequences that yield elements of their own only, and to the yielder that they were given. Whoever wants all elements may run such a one as it was written, with a
 * yielder that suspends nothing: it comes no deeper, and no other body's yielder is used in it, which the {@linkplain Steps step form} would refuse.
 */
final class YieldsOwn {
    private YieldsOwn() {}

    /** @param machine of a body that has the step form */
    static boolean fits(StateMachine machine) {
        Insns insns = new Insns(machine.body());
        Frame<SourceValue>[] frames = frames(machine);
        for (Suspension s : machine.suspensions()) {
            MethodInsnNode call = (MethodInsnNode) Objects.requireNonNull(insns.before(s.call()));
            if (!AbiNames.written(call.name).equals(AbiNames.YIELD)) {
                return false;
            }
            Frame<SourceValue> frame = frames[machine.body().instructions.indexOf(call)];
            SourceValue receiver = frame.getStack(frame.getStackSize() - 1 - Type.getArgumentTypes(call.desc).length);
            if (!isArgument(receiver, machine)) {
                return false;
            }
        }
        return true;
    }

    private static Frame<SourceValue>[] frames(StateMachine machine) {
        try {
            return new Analyzer<>(new SourceInterpreter())
                    .analyze(machine.signature().id().owner(), machine.body());
        } catch (AnalyzerException e) {
            throw new IllegalStateException(machine.signature().id().readable(), e);
        }
    }

    /** Whether it is what the one argument that is a yielder came in as. */
    private static boolean isArgument(SourceValue receiver, StateMachine machine) {
        Set<AbstractInsnNode> sources = receiver.insns;
        return sources.size() == 1
                && sources.iterator().next() instanceof VarInsnNode load
                && load.var == yielder(machine)
                && !isAssigned(load.var, machine);
    }

    private static int yielder(StateMachine machine) {
        int local = machine.signature().isStatic() ? 0 : 1;
        for (Type parameter : Type.getArgumentTypes(machine.signature().id().descriptor())) {
            if (AbiNames.isYielder(parameter.getInternalName())) {
                return local;
            }
            local += parameter.getSize();
        }
        throw new IllegalStateException(machine.signature().id().readable() + " takes no yielder");
    }

    private static boolean isAssigned(int local, StateMachine machine) {
        for (AbstractInsnNode insn : machine.body().instructions) {
            if (insn instanceof VarInsnNode store && Types.isStore(store.getOpcode()) && store.var == local) {
                return true;
            }
        }
        return false;
    }

    /** In the root. */
    static void write(ClassVisitor root) {
        MethodVisitor m = root.visitMethod(Opcodes.ACC_PROTECTED, "yieldsOwn", "()Z", null, null);
        m.visitCode();
        m.visitInsn(Opcodes.ICONST_1);
        m.visitInsn(Opcodes.IRETURN);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }
}
