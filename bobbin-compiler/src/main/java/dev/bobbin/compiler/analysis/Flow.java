package dev.bobbin.compiler.analysis;

import dev.bobbin.compiler.read.Insns;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** The control-flow graph of a method, on instruction indices. */
public final class Flow {
    private final InsnList instructions;
    private final List<List<Integer>> handlers;

    public Flow(MethodNode method) {
        this.instructions = method.instructions;
        this.handlers = new ArrayList<>(Collections.nCopies(instructions.size(), List.of()));
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            int handler = instructions.indexOf(block.handler);
            for (int i = instructions.indexOf(block.start); i < instructions.indexOf(block.end); i++) {
                if (handlers.get(i).isEmpty()) {
                    handlers.set(i, new ArrayList<>());
                }
                handlers.get(i).add(handler);
            }
        }
    }

    public int size() {
        return instructions.size();
    }

    /** Where control goes next without an exception. */
    public List<Integer> successors(int index) {
        AbstractInsnNode insn = instructions.get(index);
        List<Integer> next = new ArrayList<>(2);
        if (insn instanceof JumpInsnNode jump) {
            next.add(instructions.indexOf(jump.label));
        } else if (insn instanceof TableSwitchInsnNode table) {
            addAll(next, table.labels, table.dflt);
        } else if (insn instanceof LookupSwitchInsnNode lookup) {
            addAll(next, lookup.labels, lookup.dflt);
        }
        if (!Insns.endsFlow(insn.getOpcode()) && index + 1 < instructions.size()) {
            next.add(index + 1);
        }
        return next;
    }

    /** The handlers of exceptions thrown here. */
    public List<Integer> handlers(int index) {
        return handlers.get(index);
    }

    /** Everything that can run after control has come to one of these instructions. */
    public BitSet reachableFrom(Iterable<Integer> entries) {
        BitSet seen = new BitSet(size());
        List<Integer> work = new ArrayList<>();
        entries.forEach(work::add);
        while (!work.isEmpty()) {
            int i = work.remove(work.size() - 1);
            if (!seen.get(i)) {
                seen.set(i);
                work.addAll(successors(i));
                work.addAll(handlers(i));
            }
        }
        return seen;
    }

    private void addAll(List<Integer> next, List<LabelNode> labels, LabelNode otherwise) {
        for (LabelNode label : labels) {
            next.add(instructions.indexOf(label));
        }
        next.add(instructions.indexOf(otherwise));
    }
}
