package dev.bobbin.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.util.Printer;

/** A method written instruction by instruction, for what no compiler writes, or not so short; places have names. */
public final class Code {
    private final MethodNode method;
    private final Map<String, LabelNode> labels = new HashMap<>();

    private Code(int access, String name, String descriptor) {
        method = new MethodNode(Opcodes.ASM9, access, name, descriptor, null, null);
        method.maxLocals = 10;
        method.maxStack = 10;
    }

    public static Code of(int access, String name, String descriptor) {
        return new Code(access, name, descriptor);
    }

    /** A static one. */
    public static Code of(String descriptor) {
        return of(Opcodes.ACC_STATIC, "m", descriptor);
    }

    public Code add(int... opcodes) {
        for (int opcode : opcodes) {
            add(new InsnNode(opcode));
        }
        return this;
    }

    public Code add(AbstractInsnNode insn) {
        method.instructions.add(insn);
        return this;
    }

    public Code var(int opcode, int index) {
        return add(new VarInsnNode(opcode, index));
    }

    public Code iinc(int index) {
        return add(new IincInsnNode(index, 1));
    }

    public Code jump(int opcode, String label) {
        return add(new JumpInsnNode(opcode, labelled(label)));
    }

    public Code type(int opcode, String type) {
        return add(new TypeInsnNode(opcode, type));
    }

    public Code call(int opcode, String owner, String name, String descriptor) {
        return add(new MethodInsnNode(opcode, owner, name, descriptor, opcode == Opcodes.INVOKEINTERFACE));
    }

    /** {@code x.await()} */
    public Code await() {
        return call(Opcodes.INVOKEVIRTUAL, "dev/bobbin/Async", "await", "()Ljava/lang/Object;");
    }

    public Code label(String name) {
        return add(labelled(name));
    }

    public Code line(int line) {
        return add(new LineNumberNode(line, new LabelNode()));
    }

    public Code frame(List<Object> locals, List<Object> stack) {
        return add(new FrameNode(Opcodes.F_NEW, locals.size(), locals.toArray(), stack.size(), stack.toArray()));
    }

    public Code attempt(String start, String end, String handler) {
        method.tryCatchBlocks.add(
                new TryCatchBlockNode(labelled(start), labelled(end), labelled(handler), "java/lang/Exception"));
        return this;
    }

    public LabelNode labelled(String name) {
        return labels.computeIfAbsent(name, n -> new LabelNode());
    }

    /** The index of the label. */
    public int at(String label) {
        return method.instructions.indexOf(labelled(label));
    }

    /** The real instruction at the label. */
    public AbstractInsnNode after(String label) {
        AbstractInsnNode insn = labelled(label);
        while (insn.getOpcode() < 0) {
            insn = insn.getNext();
        }
        return insn;
    }

    public MethodNode method() {
        return method;
    }

    /** The real instructions and the frames, one a line, for people. */
    public static List<String> listing(MethodNode method) {
        List<String> lines = new ArrayList<>();
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof FrameNode frame) {
                lines.add("frame " + entries(frame.local) + " " + entries(frame.stack));
            } else if (insn.getOpcode() >= 0) {
                lines.add(Printer.OPCODES[insn.getOpcode()] + operand(insn));
            }
        }
        return lines;
    }

    private static List<Object> entries(List<Object> entries) {
        return entries == null
                ? List.of()
                : entries.stream()
                        .map(e -> e instanceof LabelNode ? "uninitialized" : e)
                        .toList();
    }

    private static String operand(AbstractInsnNode insn) {
        if (insn instanceof VarInsnNode var) {
            return " " + var.var;
        } else if (insn instanceof TypeInsnNode type) {
            return " " + type.desc;
        } else if (insn instanceof MethodInsnNode call) {
            return " " + call.owner + "." + call.name;
        }
        return "";
    }
}
