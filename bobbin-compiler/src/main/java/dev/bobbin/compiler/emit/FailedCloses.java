package dev.bobbin.compiler.emit;

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
    private static final int[] JAVAC = {Opcodes.ASTORE, Opcodes.ALOAD, Opcodes.ALOAD};
    private static final int[] ECJ = {
        Opcodes.ASTORE,
        Opcodes.ALOAD,
        Opcodes.IFNONNULL,
        Opcodes.ALOAD,
        Opcodes.ASTORE,
        Opcodes.GOTO,
        Opcodes.ALOAD,
        Opcodes.ALOAD,
        Opcodes.IF_ACMPEQ,
        Opcodes.ALOAD,
        Opcodes.ALOAD
    };

    private FailedCloses() {}

    static Set<AbstractInsnNode> of(MethodNode method) {
        Set<AbstractInsnNode> calls = new HashSet<>();
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            if (closesScope(block)) {
                AbstractInsnNode call = suppression(block.handler);
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

    /**
     * The call in the handler: javac's {@code catch (x) { t.addSuppressed(x); throw t; }} or ecj's {@code catch (x) { if (t ==
     * null) t = x; else if (t != x) t.addSuppressed(x); throw t; }}.
     */
    private static @Nullable AbstractInsnNode suppression(AbstractInsnNode handler) {
        AbstractInsnNode caught = next(handler);
        AbstractInsnNode call = match(caught, JAVAC);
        return call == null ? match(caught, ECJ) : call;
    }

    private static @Nullable AbstractInsnNode match(@Nullable AbstractInsnNode first, int[] opcodes) {
        AbstractInsnNode insn = first;
        for (int opcode : opcodes) {
            if (insn == null || insn.getOpcode() != opcode) {
                return null;
            }
            insn = next(insn);
        }
        return insn instanceof MethodInsnNode call
                        && call.name.equals("addSuppressed")
                        && call.desc.equals("(Ljava/lang/Throwable;)V")
                ? call
                : null;
    }

    private static @Nullable AbstractInsnNode next(AbstractInsnNode insn) {
        AbstractInsnNode next = insn.getNext();
        while (next != null && next.getOpcode() < 0) {
            next = next.getNext();
        }
        return next;
    }
}
