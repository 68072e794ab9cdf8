package dev.bobbin.compiler.read;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Neighbours in straight code. */
public final class Insns {
    private final Set<LabelNode> targets = new HashSet<>();

    /** Of this method. */
    public Insns(MethodNode method) {
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof JumpInsnNode jump) {
                targets.add(jump.label);
            } else if (insn instanceof TableSwitchInsnNode table) {
                targets.addAll(table.labels);
                targets.add(table.dflt);
            } else if (insn instanceof LookupSwitchInsnNode lookup) {
                targets.addAll(lookup.labels);
                targets.add(lookup.dflt);
            }
        }
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            targets.add(block.start); // what is inside a try may not be merged with what is outside
            targets.add(block.end);
            targets.add(block.handler);
        }
    }

    /** The instruction executed just before, null where code can be entered in between. */
    public @Nullable AbstractInsnNode before(AbstractInsnNode insn) {
        AbstractInsnNode p = insn.getPrevious();
        while (p != null && p.getOpcode() < 0) {
            if (isBarrier(p)) {
                return null;
            }
            p = p.getPrevious();
        }
        return p;
    }

    /** The instruction executed just after, null where code can be entered in between. */
    public @Nullable AbstractInsnNode after(AbstractInsnNode insn) {
        AbstractInsnNode n = insn.getNext();
        while (n != null && n.getOpcode() < 0) {
            if (isBarrier(n)) {
                return null;
            }
            n = n.getNext();
        }
        return n;
    }

    private boolean isBarrier(AbstractInsnNode pseudo) {
        return pseudo instanceof LabelNode label ? targets.contains(label) : !(pseudo instanceof LineNumberNode);
    }

    /** The source line of an instruction, 0 if the class file does not say. */
    public static int lineOf(AbstractInsnNode insn) {
        for (AbstractInsnNode p = insn; p != null; p = p.getPrevious()) {
            if (p instanceof LineNumberNode line) {
                return line.line;
            }
        }
        return 0;
    }

    /** Whether control never goes on to the next instruction. */
    public static boolean endsFlow(int opcode) {
        return opcode == Opcodes.GOTO
                || opcode == Opcodes.ATHROW
                || opcode == Opcodes.TABLESWITCH
                || opcode == Opcodes.LOOKUPSWITCH
                || opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
    }
}
