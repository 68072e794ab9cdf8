package dev.bobbin.compiler.analysis;

import dev.bobbin.compiler.ir.Refusal;
import dev.bobbin.compiler.ir.VarType;
import dev.bobbin.compiler.read.Insns;
import dev.bobbin.compiler.read.SuspensionPoints;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * {@code new Foo(x, y.await())} has an uninitialised object on the stack while it waits, which no field may hold. So the
 * object is created later, just before its constructor is called: the early NEW stays, for the order in which classes are
 * initialised, but its object is dropped and null takes its place on the stack; at the constructor call the arguments go
 * to fresh locals, the real NEW follows, and the arguments come back.
 */
public final class LiftCreations {
    private LiftCreations() {}

    /**
     * Changes the given copy of a method.
     *
     * @return why it cannot be done, null if it was
     */
    public static @Nullable Refusal in(String owner, MethodNode method) throws AnalyzerException {
        TypeFlow types = new TypeFlow(owner, method);
        Liveness liveness = new Liveness(method, new Flow(method));
        Set<AbstractInsnNode> lifted = acrossSuspensions(method, types, liveness);
        if (lifted.isEmpty()) {
            return null;
        }
        List<Runnable> edits = new ArrayList<>();
        int scratch = method.maxLocals;
        for (int i = 0; i < method.instructions.size(); i++) {
            AbstractInsnNode insn = method.instructions.get(i);
            Frame<VarType> before = types.before(i);
            if (before == null) {
                continue;
            }
            if (lifted.contains(insn)) {
                edits.add(() -> method.instructions.insert(insn, nullInstead()));
            } else if (insn instanceof MethodInsnNode call && call.name.equals("<init>")) {
                Type[] arguments = Type.getArgumentTypes(call.desc);
                int depth = before.getStackSize() - 1 - arguments.length;
                VarType created = before.getStack(depth);
                if (created.creation() == null || !lifted.contains(created.creation())) {
                    continue;
                }
                int copies = copies(before, depth, created);
                if (copies > 2 || isElsewhere(before, depth, copies, created, liveness.after(i))) {
                    return new Refusal(
                            Insns.lineOf(insn),
                            "object-under-construction",
                            "an object under construction is kept in an unusual way across an await()",
                            "await the argument into a local variable first");
                }
                TypeInsnNode creation = (TypeInsnNode) created.creation();
                edits.add(() -> createHere(method, call, creation, arguments, copies, scratch));
            }
            if (insn instanceof FrameNode frame) {
                edits.add(() -> {
                    frame.local = withoutLifted(frame.local, lifted);
                    frame.stack = withoutLifted(frame.stack, lifted);
                });
            }
        }
        edits.forEach(Runnable::run);
        return null;
    }

    private static Set<AbstractInsnNode> acrossSuspensions(MethodNode method, TypeFlow types, Liveness liveness) {
        Set<AbstractInsnNode> creations = new LinkedHashSet<>();
        for (int i = 0; i < method.instructions.size(); i++) {
            Frame<VarType> before = types.before(i);
            if (before == null || !SuspensionPoints.isSuspension(method.instructions.get(i))) {
                continue;
            }
            for (int s = 0; s < before.getStackSize(); s++) {
                AbstractInsnNode creation = before.getStack(s).creation();
                if (creation != null) {
                    creations.add(creation);
                }
            }
            BitSet live = liveness.after(i);
            for (int l = 0;
                    l < before.getLocals();
                    l++) { // javac puts the stack there before a try in a switch expression
                AbstractInsnNode creation = before.getLocal(l).creation();
                if (creation != null && live.get(l)) {
                    creations.add(creation);
                }
            }
        }
        return creations;
    }

    private static InsnList nullInstead() {
        InsnList list = new InsnList();
        list.add(new InsnNode(Opcodes.POP));
        list.add(new InsnNode(Opcodes.ACONST_NULL));
        return list;
    }

    private static int copies(Frame<VarType> before, int depth, VarType created) {
        int n = 0;
        while (depth - n >= 0 && before.getStack(depth - n).equals(created)) {
            n++;
        }
        return n;
    }

    private static boolean isElsewhere(Frame<VarType> before, int depth, int copies, VarType created, BitSet live) {
        for (int s = 0; s < before.getStackSize(); s++) {
            if ((s > depth || s <= depth - copies) && before.getStack(s).equals(created)) {
                return true;
            }
        }
        for (int l = 0; l < before.getLocals(); l++) {
            if (live.get(l) && before.getLocal(l).equals(created)) {
                return true;
            }
        }
        return false;
    }

    private static void createHere(
            MethodNode method, MethodInsnNode call, TypeInsnNode creation, Type[] arguments, int copies, int scratch) {
        InsnList list = new InsnList();
        int[] places = new int[arguments.length];
        int next = scratch;
        for (int a = 0; a < arguments.length; a++) {
            places[a] = next;
            next += arguments[a].getSize();
        }
        method.maxLocals = Math.max(method.maxLocals, next);
        for (int a = arguments.length - 1; a >= 0; a--) {
            list.add(new VarInsnNode(arguments[a].getOpcode(Opcodes.ISTORE), places[a]));
        }
        for (int c = 0; c < copies; c++) {
            list.add(new InsnNode(Opcodes.POP));
        }
        list.add(new TypeInsnNode(Opcodes.NEW, creation.desc));
        if (copies == 2) {
            list.add(new InsnNode(Opcodes.DUP));
        }
        for (int a = 0; a < arguments.length; a++) {
            list.add(new VarInsnNode(arguments[a].getOpcode(Opcodes.ILOAD), places[a]));
        }
        method.instructions.insertBefore(call, list);
    }

    private static @Nullable List<Object> withoutLifted(@Nullable List<Object> entries, Set<AbstractInsnNode> lifted) {
        if (entries == null) {
            return null;
        }
        List<Object> result = new ArrayList<>(entries);
        result.replaceAll(
                entry -> entry instanceof LabelNode label && lifted.contains(creationAt(label)) ? Opcodes.NULL : entry);
        return result;
    }

    private static AbstractInsnNode creationAt(LabelNode label) {
        AbstractInsnNode insn = label;
        while (insn.getOpcode() != Opcodes.NEW) {
            insn = insn.getNext();
        }
        return insn;
    }
}
