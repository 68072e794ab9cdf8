package dev.bobbin.compiler.emit;

import dev.bobbin.compiler.read.Insns;
import dev.bobbin.compiler.read.SuspensionPoints;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The {@code addSuppressed} calls that a try-with-resources makes when the body has failed and {@code Scope.close()} fails
 * too. A scope may throw what the body has thrown already, from another way to the same failure; suppressing an exception
 * into itself is an error that would hide it.
 */
final class FailedCloses {
    private FailedCloses() {}

    static Set<AbstractInsnNode> of(MethodNode method, Insns insns) {
        Set<AbstractInsnNode> calls = new HashSet<>();
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            if (closesScope(block)) {
                AbstractInsnNode call = suppression(block.handler, insns);
                if (call != null) {
                    calls.add(call);
                }
            }
        }
        return calls;
    }

    private static boolean closesScope(TryCatchBlockNode block) {
        for (AbstractInsnNode insn = block.start; insn != null && insn != block.end; insn = insn.getNext()) {
            if (SuspensionPoints.isScopeClose(insn)) {
                return true;
            }
        }
        return false;
    }

    /** The handler's {@code astore x; aload t; aload x; t.addSuppressed(x)}. */
    private static @Nullable AbstractInsnNode suppression(AbstractInsnNode handler, Insns insns) {
        AbstractInsnNode insn = handler;
        while (insn != null && insn.getOpcode() < 0) {
            insn = insn.getNext();
        }
        int[] expected = {Opcodes.ASTORE, Opcodes.ALOAD, Opcodes.ALOAD};
        for (int opcode : expected) {
            if (insn == null || insn.getOpcode() != opcode) {
                return null;
            }
            insn = insns.after(insn);
        }
        return insn instanceof MethodInsnNode call && call.name.equals("addSuppressed") ? call : null;
    }
}
