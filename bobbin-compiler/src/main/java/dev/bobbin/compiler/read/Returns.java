package dev.bobbin.compiler.read;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.ResultKind;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** How a coroutine returns. */
public final class Returns {
    private Returns() {}

    /** The {@code Async.done(v)} or {@code Async.done()} that the return hands on, null if it is anything else. */
    public static @Nullable MethodInsnNode doneBefore(AbstractInsnNode areturn, Insns insns) {
        return insns.before(areturn) instanceof MethodInsnNode call
                        && call.getOpcode() == Opcodes.INVOKESTATIC
                        && call.owner.equals(AbiNames.ASYNC)
                        && call.name.equals("done")
                ? call
                : null;
    }

    /** The boxing call whose result goes into {@code done}, null if something else does. */
    public static @Nullable MethodInsnNode boxBefore(MethodInsnNode done, Insns insns) {
        if (done.desc.startsWith("()")) { // ecj leaves what a lambda for a void method drops on the stack before it
            return null;
        }
        if (!(insns.before(done) instanceof MethodInsnNode call) || call.getOpcode() != Opcodes.INVOKESTATIC) {
            return null;
        }
        ResultKind kind = ResultKind.boxedBy(call.owner);
        boolean boxes = kind != null && call.name.equals("valueOf") && call.desc.equals(kind.boxDescriptor());
        return boxes ? call : null;
    }

    /** Unboxed if every return boxes a primitive of the same type on the spot. */
    public static ResultKind kindOf(MethodNode method, Insns insns) {
        ResultKind common = null;
        for (AbstractInsnNode insn : method.instructions) {
            if (insn.getOpcode() != Opcodes.ARETURN) {
                continue;
            }
            MethodInsnNode done = doneBefore(insn, insns);
            MethodInsnNode box = done == null ? null : boxBefore(done, insns);
            ResultKind kind = box == null ? null : ResultKind.boxedBy(box.owner);
            if (kind == null || common != null && !common.equals(kind)) {
                return ResultKind.OBJECT;
            }
            common = kind;
        }
        return common == null ? ResultKind.OBJECT : common;
    }

    /** Whether every return is {@code done(...)}, and there is one. */
    public static boolean allDone(MethodNode method, Insns insns) {
        boolean any = false;
        for (AbstractInsnNode insn : method.instructions) {
            if (insn.getOpcode() == Opcodes.ARETURN) {
                if (doneBefore(insn, insns) == null) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }
}
