package dev.bobbin.compiler.analysis;

import dev.bobbin.compiler.ir.VarType;
import dev.bobbin.compiler.read.Insns;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * The verifier's types before each instruction: one walk in order, from the frames that the class file declares at every
 * branch target. No class is loaded and no hierarchy is asked, because nothing is ever merged here; javac has done it.
 */
public final class TypeFlow {
    private final @Nullable Frame<VarType>[] before;

    /** @throws AnalyzerException if the instructions do not fit the frames, or nothing leads to one that has no frame */
    public TypeFlow(String owner, MethodNode method) throws AnalyzerException {
        before = frames(method.instructions.size());
        TypeInterpreter interpreter = new TypeInterpreter();
        Frame<VarType> current = initial(owner, method);
        for (int i = 0; i < method.instructions.size(); i++) {
            AbstractInsnNode insn = method.instructions.get(i);
            try {
                if (insn instanceof FrameNode declared) {
                    current = declared(declared, method);
                }
                if (current == null) {
                    if (insn.getOpcode() >= 0) {
                        throw new AnalyzerException(insn, "at instruction " + i + ": no frame says what it finds");
                    }
                    continue;
                }
                before[i] = new Frame<>(current);
                if (insn.getOpcode() >= 0) {
                    step(current, insn, interpreter);
                }
            } catch (IndexOutOfBoundsException e) { // of a frame, which has no more room or no more values
                throw new AnalyzerException(insn, "at instruction " + i + ": it does not fit its frame", e);
            }
            if (insn.getOpcode() >= 0 && Insns.endsFlow(insn.getOpcode())) {
                current = null;
            }
        }
    }

    /** Null where control never comes. */
    public @Nullable Frame<VarType> before(int index) {
        return before[index];
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Frame<VarType>[] frames(int n) {
        return (Frame<VarType>[]) new Frame<?>[n];
    }

    private static void step(Frame<VarType> frame, AbstractInsnNode insn, TypeInterpreter interpreter)
            throws AnalyzerException {
        VarType created = null;
        String owner = "";
        if (insn instanceof MethodInsnNode call && call.name.equals("<init>")) {
            int arguments = Type.getArgumentTypes(call.desc).length;
            created = frame.getStack(frame.getStackSize() - 1 - arguments);
            owner = call.owner;
        }
        frame.execute(insn, interpreter);
        if (created != null) {
            initialised(frame, created, VarType.ref(owner));
        }
    }

    private static void initialised(Frame<VarType> frame, VarType created, VarType type) {
        for (int i = 0; i < frame.getLocals(); i++) {
            if (frame.getLocal(i).equals(created)) {
                frame.setLocal(i, type);
            }
        }
        for (int i = 0; i < frame.getStackSize(); i++) {
            if (frame.getStack(i).equals(created)) {
                frame.setStack(i, type);
            }
        }
    }

    private static Frame<VarType> initial(String owner, MethodNode method) {
        Frame<VarType> frame = empty(method);
        int local = 0;
        if ((method.access & Opcodes.ACC_STATIC) == 0) {
            frame.setLocal(local++, VarType.ref(owner));
        }
        for (Type argument : Type.getArgumentTypes(method.desc)) {
            VarType type = VarType.of(argument);
            frame.setLocal(local, type);
            local += type.getSize();
        }
        return frame;
    }

    private static Frame<VarType> declared(FrameNode node, MethodNode method) {
        Frame<VarType> frame = empty(method);
        int local = 0;
        for (Object entry : list(node.local)) {
            VarType type = declared(entry);
            frame.setLocal(local, type);
            local += type.getSize();
        }
        for (Object entry : list(node.stack)) {
            frame.push(declared(entry));
        }
        return frame;
    }

    private static List<Object> list(@Nullable List<Object> entries) {
        return entries == null ? List.of() : entries;
    }

    private static VarType declared(Object entry) {
        if (entry instanceof String name) {
            return VarType.ref(name);
        }
        if (entry instanceof LabelNode label) {
            AbstractInsnNode creation = label;
            while (creation.getOpcode() != Opcodes.NEW) {
                creation = creation.getNext();
            }
            return VarType.uninitialized(creation);
        }
        if (entry.equals(Opcodes.INTEGER)) {
            return VarType.INT;
        } else if (entry.equals(Opcodes.FLOAT)) {
            return VarType.FLOAT;
        } else if (entry.equals(Opcodes.LONG)) {
            return VarType.LONG;
        } else if (entry.equals(Opcodes.DOUBLE)) {
            return VarType.DOUBLE;
        } else if (entry.equals(Opcodes.NULL)) {
            return VarType.NULL;
        } else if (entry.equals(Opcodes.UNINITIALIZED_THIS)) {
            return VarType.UNINITIALIZED_THIS;
        }
        return VarType.TOP;
    }

    private static Frame<VarType> empty(MethodNode method) {
        Frame<VarType> frame = new Frame<>(method.maxLocals, method.maxStack + 1);
        for (int i = 0; i < method.maxLocals; i++) {
            frame.setLocal(i, VarType.TOP);
        }
        return frame;
    }
}
