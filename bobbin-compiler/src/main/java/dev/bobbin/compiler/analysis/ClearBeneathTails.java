package dev.bobbin.compiler.analysis;

import dev.bobbin.compiler.ir.VarType;
import dev.bobbin.compiler.read.Insns;
import dev.bobbin.compiler.read.Returns;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * A return takes one value, and the JVM drops what lies beneath; Kotlin's {@code list.add(x ?: return other())} leaves the list there. The returns
 * of a coroutine that are tail calls become jumps to one place, where each must come with its {@code Async} alone: so what is beneath goes before.
 */
public final class ClearBeneathTails {
    private ClearBeneathTails() {}

    /** Changes the given copy of a method. */
    public static void in(String owner, MethodNode method) throws AnalyzerException {
        List<AbstractInsnNode> tails = tails(method);
        if (tails.isEmpty()) {
            return;
        }
        TypeFlow types = new TypeFlow(owner, method);
        List<Runnable> edits = new ArrayList<>();
        for (AbstractInsnNode tail : tails) {
            Frame<VarType> before = types.before(method.instructions.indexOf(tail));
            if (before != null && before.getStackSize() > 1) {
                edits.add(() -> method.instructions.insertBefore(tail, cleared(before)));
            }
        }
        if (!edits.isEmpty()) {
            method.maxStack++; // for the copy above a long
        }
        edits.forEach(Runnable::run);
    }

    private static List<AbstractInsnNode> tails(MethodNode method) {
        Insns insns = new Insns(method);
        List<AbstractInsnNode> tails = new ArrayList<>();
        for (AbstractInsnNode insn : method.instructions) {
            if (insn.getOpcode() == Opcodes.ARETURN && Returns.doneBefore(insn, insns) == null) {
                tails.add(insn);
            }
        }
        return tails;
    }

    /** Drops all but the topmost value, which is a reference; no variable is needed for it, which a handler might miss. */
    private static InsnList cleared(Frame<VarType> frame) {
        InsnList code = new InsnList();
        for (int s = frame.getStackSize() - 2; s >= 0; s--) {
            if (frame.getStack(s).getSize() == 2) {
                code.add(new InsnNode(Opcodes.DUP_X2));
                code.add(new InsnNode(Opcodes.POP));
                code.add(new InsnNode(Opcodes.POP2));
            } else {
                code.add(new InsnNode(Opcodes.SWAP));
                code.add(new InsnNode(Opcodes.POP));
            }
        }
        return code;
    }
}
