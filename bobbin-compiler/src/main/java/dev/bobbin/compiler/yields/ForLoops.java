package dev.bobbin.compiler.yields;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.read.Insns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * {@code for (T e : seq)}, as javac writes it: asks the iterator for the next element or {@link AbiNames#END} in the place
 * of whether there is one and then for it. So no element need be kept between the two questions.
 *
 * <pre>
 *       invoke Seq.iterator; astore i                   the same; invokestatic Abi.require
 * head: aload i; invoke hasNext; ifeq end               aload i; invoke next$orEnd; dup; END; if_acmpne more; pop; goto end
 *       aload i; invoke next                      more:
 * </pre>
 *
 * <p>The element stays on the operand stack: so the JVM's words for one that is null name a method, and not a variable that nobody has written. What is not written just
 * like that stays as it is, and so does a loop whose variable may hold another iterator, which need not be one of a sequence.
 */
public final class ForLoops {
    /** Instructions, labels and lines: a method near the size that HotSpot still compiles, 8,000 bytes, is not made larger. */
    private static final int LARGEST = 2_000;

    private static final String ITERATOR = "java/util/Iterator";
    private static final String OBJECT_TYPE = "Ljava/lang/Object;";

    /** A loop's head, and what is asked there. */
    private record Loop(
            VarInsnNode kept,
            FrameNode head,
            MethodInsnNode hasNext,
            JumpInsnNode end,
            VarInsnNode iterator,
            MethodInsnNode next) {}

    private ForLoops() {}

    /** Changes those of a class; whether there are any. */
    public static boolean shorten(ClassNode owner) {
        if ((owner.version & 0xFFFF) < Opcodes.V1_7) {
            return false; // where code is entered would have to be found without stack map frames
        }
        boolean changed = false;
        for (MethodNode method : owner.methods) {
            changed |= method.instructions.size() <= LARGEST && shorten(method, owner.name.replace('/', '.'));
        }
        return changed;
    }

    private static boolean shorten(MethodNode method, String owner) {
        List<MethodInsnNode> calls = new ArrayList<>();
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof MethodInsnNode call && isIterator(call)) {
                calls.add(call);
            }
        }
        if (calls.isEmpty()) {
            return false;
        }
        Insns insns = new Insns(method);
        List<Loop> loops = new ArrayList<>();
        for (MethodInsnNode call : calls) {
            Loop loop = loop(call, insns);
            if (loop != null) {
                loops.add(loop);
            }
        }
        loops = withOneIterator(loops, method, owner);
        loops.forEach(loop -> shorten(method.instructions, loop, owner));
        return !loops.isEmpty();
    }

    /** Those at whose heads the variable can only hold the sequence's iterator: nothing else is stored there, and nobody comes from elsewhere. */
    private static List<Loop> withOneIterator(List<Loop> loops, MethodNode method, String owner) {
        if (loops.isEmpty()) {
            return loops;
        }
        Frame<SourceValue>[] frames;
        try {
            frames = new Analyzer<>(new SourceInterpreter()).analyze(owner, method);
        } catch (AnalyzerException e) {
            return List.of(); // no code that runs
        }
        return loops.stream()
                .filter(loop -> {
                    Frame<SourceValue> head = frames[method.instructions.indexOf(loop.head)];
                    return head != null && head.getLocal(loop.kept.var).insns.equals(Set.of(loop.kept));
                })
                .toList();
    }

    private static boolean isIterator(MethodInsnNode call) {
        return call.owner.equals(AbiNames.SEQ)
                && call.name.equals("iterator")
                && call.desc.equals("()L" + AbiNames.SEQ_ITERATOR + ";");
    }

    private static @Nullable Loop loop(MethodInsnNode call, Insns insns) {
        if (!(insns.after(call) instanceof VarInsnNode kept) || kept.getOpcode() != Opcodes.ASTORE) {
            return null;
        }
        FrameNode head = frameBehind(kept);
        AbstractInsnNode asked = head == null ? null : insns.after(head);
        if (head == null
                || asked == null
                || !isLoad(asked, kept.var)
                || !(insns.after(asked) instanceof MethodInsnNode hasNext)
                || !isOfIterator(hasNext, "hasNext", "()Z")
                || !(insns.after(hasNext) instanceof JumpInsnNode end)
                || end.getOpcode() != Opcodes.IFEQ
                || !(insns.after(end) instanceof VarInsnNode iterator)
                || !isLoad(iterator, kept.var)
                || !(insns.after(iterator) instanceof MethodInsnNode next)
                || !isOfIterator(next, "next", "()" + OBJECT_TYPE)
                || frameBehind(next) != null) {
            return null;
        }
        return new Loop(kept, head, hasNext, end, iterator, next);
    }

    /** The stack map frame before the next instruction: code is entered there. */
    private static @Nullable FrameNode frameBehind(AbstractInsnNode insn) {
        AbstractInsnNode next = insn.getNext();
        while (next != null && next.getOpcode() < 0) {
            if (next instanceof FrameNode frame) {
                return frame;
            }
            next = next.getNext();
        }
        return null;
    }

    private static boolean isLoad(AbstractInsnNode insn, int var) {
        return insn.getOpcode() == Opcodes.ALOAD && ((VarInsnNode) insn).var == var;
    }

    private static boolean isOfIterator(MethodInsnNode call, String name, String descriptor) {
        return (call.owner.equals(ITERATOR) || call.owner.equals(AbiNames.SEQ_ITERATOR))
                && call.name.equals(name)
                && call.desc.equals(descriptor);
    }

    private static void shorten(InsnList code, Loop loop, String owner) {
        InsnList required = new InsnList();
        required.add(new IntInsnNode(Opcodes.BIPUSH, AbiNames.VERSION));
        required.add(new LdcInsnNode(owner));
        required.add(
                new MethodInsnNode(Opcodes.INVOKESTATIC, AbiNames.ABI, "require", "(ILjava/lang/String;)V", false));
        code.insertBefore(loop.kept, required);
        LabelNode more = new LabelNode();
        InsnList asked = new InsnList();
        asked.add(new MethodInsnNode(
                Opcodes.INVOKEINTERFACE, AbiNames.SEQ_ITERATOR, AbiNames.NEXT_OR_END, "()" + OBJECT_TYPE, true));
        asked.add(new InsnNode(Opcodes.DUP));
        asked.add(new FieldInsnNode(Opcodes.GETSTATIC, AbiNames.OBJECT_STEP, AbiNames.END, OBJECT_TYPE));
        asked.add(new JumpInsnNode(Opcodes.IF_ACMPNE, more));
        asked.add(new InsnNode(Opcodes.POP));
        code.insertBefore(loop.hasNext, asked);
        code.remove(loop.hasNext);
        loop.end.setOpcode(Opcodes.GOTO);
        code.remove(loop.iterator);
        InsnList taken = new InsnList();
        taken.add(more);
        taken.add(withOneMore(loop.head));
        code.insert(loop.next, taken);
        code.remove(loop.next);
    }

    /** What holds at a loop's head, and an element on the stack. */
    private static FrameNode withOneMore(FrameNode head) {
        List<Object> stack = new ArrayList<>(head.stack);
        stack.add("java/lang/Object");
        return new FrameNode(Opcodes.F_NEW, head.local.size(), head.local.toArray(), stack.size(), stack.toArray());
    }
}
