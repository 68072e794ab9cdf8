package dev.bobbin.compiler.emit;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.ResultKind;
import dev.bobbin.compiler.ir.Saved;
import dev.bobbin.compiler.ir.SlotKind;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.read.Insns;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * What a step form does with the element that it yields to a sequence. If that is computed of variables that live on, and of nothing else, so
 * it is when it is asked for, and not stored at all; else a primitive that is boxed on the spot is stored, and boxed when it is asked for.
 * The JIT does without a box that it sees made and opened.
 */
final class Yielded {
    /** Longer ones are not worth it. */
    private static final int LONGEST = 16;

    private final MethodInsnNode call;
    private final Suspension suspension;
    private final Deque<AbstractInsnNode> expression;
    private final @Nullable ResultKind boxed;

    private Yielded(
            MethodInsnNode call,
            Suspension suspension,
            Deque<AbstractInsnNode> expression,
            @Nullable ResultKind boxed) {
        this.call = call;
        this.suspension = suspension;
        this.expression = expression;
        this.boxed = boxed;
    }

    /** @param call that of the yielder's twin */
    static Yielded at(Suspension s, MethodInsnNode call, Insns insns) {
        AbstractInsnNode before = insns.before(call);
        ResultKind boxed = before instanceof MethodInsnNode box ? boxedBy(box) : null;
        Yielded yielded = new Yielded(call, s, expression(s, before, insns), boxed);
        return yielded.isOfOthers() ? new Yielded(call, s, new ArrayDeque<>(), null) : yielded;
    }

    /** Empty if it is something else than that. */
    private static Deque<AbstractInsnNode> expression(Suspension s, @Nullable AbstractInsnNode last, Insns insns) {
        Deque<AbstractInsnNode> expression = new ArrayDeque<>();
        AbstractInsnNode insn = last;
        for (int wanted = 1; wanted > 0; ) {
            if (insn == null || expression.size() == LONGEST) {
                return new ArrayDeque<>();
            }
            int taken = taken(insn, s);
            if (taken < 0) {
                return new ArrayDeque<>();
            }
            expression.push(insn);
            wanted += taken - 1;
            insn = insns.before(insn);
        }
        return expression;
    }

    /** How many values it takes from the stack, to push one which depends on them alone; negative if it does anything else. */
    private static int taken(AbstractInsnNode insn, Suspension s) {
        int opcode = insn.getOpcode();
        if (insn instanceof VarInsnNode load) {
            return opcode <= Opcodes.ALOAD && saved(load, s) != null ? 0 : -1;
        }
        if (insn instanceof LdcInsnNode constant) {
            return constant.cst instanceof Number || constant.cst instanceof String ? 0 : -1;
        }
        if (insn instanceof MethodInsnNode box) {
            return boxedBy(box) == null ? -1 : 1;
        }
        if (opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.SIPUSH) {
            return 0;
        }
        if (opcode >= Opcodes.INEG && opcode <= Opcodes.DNEG || opcode >= Opcodes.I2L && opcode <= Opcodes.I2S) {
            return 1;
        }
        boolean divides = opcode == Opcodes.IDIV // which may throw
                || opcode == Opcodes.LDIV
                || opcode == Opcodes.IREM
                || opcode == Opcodes.LREM;
        return opcode >= Opcodes.IADD && opcode <= Opcodes.LXOR && !divides ? 2 : -1;
    }

    private static @Nullable Saved saved(VarInsnNode load, Suspension s) {
        return s.saved().stream()
                .filter(saved -> !saved.onStack() && saved.place() == load.var)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable ResultKind boxedBy(MethodInsnNode call) {
        ResultKind kind = call.getOpcode() == Opcodes.INVOKESTATIC ? ResultKind.boxedBy(call.owner) : null;
        return kind != null && call.name.equals("valueOf") && call.desc.equals(kind.boxDescriptor()) ? kind : null;
    }

    int state() {
        return suspension.state();
    }

    /** Whether it is no element of the body's own: {@code yieldAll}. */
    boolean isOfOthers() {
        return AbiNames.written(call.name).equals(AbiNames.YIELD_ALL);
    }

    /** Whether it is an object, of the body's own, which has to be stored. */
    boolean isObject() {
        Type stored = stored();
        return !isOfOthers() && stored != null && stored.getSort() == Type.OBJECT;
    }

    /** The instructions that the form leaves out. */
    List<AbstractInsnNode> leftOut(Insns insns) {
        List<AbstractInsnNode> leftOut = new ArrayList<>(expression);
        leftOut.add(call);
        if (expression.isEmpty() && boxed != null) {
            leftOut.add(Objects.requireNonNull(insns.before(call)));
        }
        return leftOut;
    }

    /** Of what is stored; null if nothing is. */
    @Nullable
    Type stored() {
        if (!expression.isEmpty()) {
            return null;
        }
        return boxed == null ? Type.getArgumentTypes(call.desc)[0] : Type.getType(boxed.descriptor());
    }

    /** The field that holds it, of the form's object, or if it is an object of every such one. */
    static String field(Type stored) {
        return stored.getSort() == Type.OBJECT ? "value" : "e" + stored.getDescriptor();
    }

    /** The yielder is on the stack, and above it the element, an object, which goes into a variable. */
    static void handIn(MethodVisitor out, int variable, String stepClass) {
        out.visitVarInsn(Opcodes.ASTORE, variable);
        isHandedTo(out, stepClass);
    }

    private static void isHandedTo(MethodVisitor out, String stepClass) {
        out.visitVarInsn(Opcodes.ALOAD, 0);
        out.visitInsn(Opcodes.SWAP);
        out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, stepClass, "hand", "(Ljava/lang/Object;)V", false);
    }

    /** The yielder is on the stack, and above it the element, if that is stored. */
    void hand(MethodVisitor out, String stepClass) {
        if (isOfOthers()) {
            handOthers(out);
            return;
        }
        Type stored = stored();
        if (stored != null && stored.getSize() == 2) {
            out.visitInsn(Opcodes.DUP2_X1);
            out.visitInsn(Opcodes.POP2);
        } else if (stored != null) {
            out.visitInsn(Opcodes.SWAP);
        }
        isHandedTo(out, stepClass);
        if (stored != null) {
            out.visitVarInsn(Opcodes.ALOAD, 0);
            if (stored.getSize() == 2) {
                out.visitInsn(Opcodes.DUP_X2);
                out.visitInsn(Opcodes.POP);
            } else {
                out.visitInsn(Opcodes.SWAP);
            }
            out.visitFieldInsn(Opcodes.PUTFIELD, stepClass, field(stored), stored.getDescriptor());
        }
    }

    private void handOthers(MethodVisitor out) {
        String type = Type.getArgumentTypes(call.desc)[0].getInternalName();
        out.visitVarInsn(Opcodes.ALOAD, 0);
        out.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                AbiNames.RELAYING_STEP,
                type.startsWith("java/util/") && type.contains("Iterator") ? "handOutRest" : "handOut",
                "(Ljava/lang/Object;Ljava/lang/Object;L" + AbiNames.RELAYING_STEP + ";)V",
                false);
    }

    /** Returns it from the method of the form's object that is asked for it. */
    void give(MethodVisitor out, String stepClass, Room room) {
        Type stored = stored();
        if (stored == null) {
            expression.forEach(insn -> evaluate(insn, out, room));
        } else if (stored.getSort() == Type.OBJECT) {
            out.visitVarInsn(Opcodes.ALOAD, 0);
            out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, stepClass, "taken", "()Ljava/lang/Object;", false);
        } else {
            out.visitVarInsn(Opcodes.ALOAD, 0);
            out.visitFieldInsn(Opcodes.GETFIELD, stepClass, field(stored), stored.getDescriptor());
            if (boxed != null) {
                Types.box(out, boxed);
            }
        }
        out.visitInsn(Type.getArgumentTypes(call.desc)[0].getOpcode(Opcodes.IRETURN));
    }

    private void evaluate(AbstractInsnNode insn, MethodVisitor out, Room room) {
        if (insn instanceof VarInsnNode load) {
            Saved saved = Objects.requireNonNull(saved(load, suspension));
            out.visitVarInsn(Opcodes.ALOAD, 0);
            room.get(out, saved.kind(), saved.slot());
            if (saved.kind() != SlotKind.REF) { // a reference is all that the expression is
                Types.fromSlot(out, saved.type());
            }
        } else {
            insn.accept(out);
        }
    }

    /** Whether both are given by the same code. */
    boolean isGivenAs(Yielded other) {
        return stored() != null && Objects.equals(stored(), other.stored()) && Objects.equals(boxed, other.boxed);
    }
}
