package dev.bobbin.compiler.analysis;

import dev.bobbin.compiler.ir.VarType;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.Interpreter;
import org.objectweb.asm.tree.analysis.Value;

/**
 * Which values may have lived through a suspension and are of a class that the code must not name: they come back as their nearest {@linkplain
 * AccessibleTypes accessible type}. All others are to the verifier what they were; a stack map frame may say so, whatever the class. The classical
 * forward data flow, over normal and exceptional edges.
 */
final class Restored {
    /** What is known of a value. Where ways meet the greatest counts: of those that do not fit nothing is used. */
    private enum Mark implements Value {
        WIDE,
        WHOLE,
        RESTORED;

        static Mark of(VarType type) {
            return type.getSize() == 2 ? WIDE : WHOLE;
        }

        @Override
        public int getSize() {
            return this == WIDE ? 2 : 1;
        }
    }

    private final Marks marks = new Marks();
    private final BitSet work = new BitSet();
    private final @Nullable Frame<Mark>[] before;

    /**
     * @param suspensions the indices of the instructions that suspend
     * @param isHidden of which types the code must not name the class
     */
    Restored(MethodNode method, Flow flow, TypeFlow types, BitSet suspensions, Predicate<VarType> isHidden)
            throws AnalyzerException {
        before = frames(flow.size());
        Frame<VarType> first = types.before(0);
        if (first == null) {
            return;
        }
        Frame<Mark> initial = new Frame<>(method.maxLocals, method.maxStack + 1);
        for (int l = 0; l < first.getLocals(); l++) {
            initial.setLocal(l, Mark.of(first.getLocal(l)));
        }
        merge(0, initial);
        for (int i = work.nextSetBit(0); i >= 0; i = work.nextSetBit(0)) {
            work.clear(i);
            Frame<Mark> now = Objects.requireNonNull(before[i]);
            AbstractInsnNode insn = method.instructions.get(i);
            Frame<Mark> after = new Frame<>(now);
            if (insn.getOpcode() >= 0) {
                after.execute(insn, marks);
            }
            boolean suspends = suspensions.get(i);
            if (suspends) {
                restore(after, Objects.requireNonNull(types.before(i)), isHidden);
            }
            for (int next : flow.successors(i)) {
                merge(next, after);
            }
            for (int handler : flow.handlers(i)) {
                Frame<Mark> thrown = new Frame<>(suspends ? after : now);
                thrown.clearStack();
                thrown.push(Mark.WHOLE);
                merge(handler, thrown);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Frame<Mark>[] frames(int n) {
        return (Frame<Mark>[]) new Frame<?>[n];
    }

    /** All but what is awaited, on top of the stack. */
    private static void restore(Frame<Mark> after, Frame<VarType> before, Predicate<VarType> isHidden) {
        for (int l = 0; l < before.getLocals(); l++) {
            if (isHidden.test(before.getLocal(l))) {
                after.setLocal(l, Mark.RESTORED);
            }
        }
        for (int s = 0; s < before.getStackSize() - 1; s++) {
            if (isHidden.test(before.getStack(s))) {
                after.setStack(s, Mark.RESTORED);
            }
        }
    }

    private void merge(int to, Frame<Mark> frame) throws AnalyzerException {
        Frame<Mark> known = before[to];
        if (known == null) {
            before[to] = new Frame<>(frame);
            work.set(to);
        } else if (known.merge(frame, marks)) {
            work.set(to);
        }
    }

    /** Whether the local variable may be one of them, before the instruction of that index. */
    boolean local(int index, int local) {
        Frame<Mark> frame = before[index];
        return frame != null && frame.getLocal(local) == Mark.RESTORED;
    }

    /** The same of an operand, counted from the bottom of the stack. */
    boolean stack(int index, int place) {
        Frame<Mark> frame = before[index];
        return frame != null && frame.getStack(place) == Mark.RESTORED;
    }

    /** What is moved keeps its mark, and what is taken out of an array has that of the array. */
    private static final class Marks extends Interpreter<Mark> {
        private final TypeInterpreter types = new TypeInterpreter();

        Marks() {
            super(Opcodes.ASM9);
        }

        private static @Nullable Mark of(@Nullable VarType type) {
            return type == null ? null : Mark.of(type);
        }

        @Override
        public @Nullable Mark newValue(@Nullable Type type) {
            return of(types.newValue(type));
        }

        @Override
        public Mark newOperation(AbstractInsnNode insn) throws AnalyzerException {
            return Mark.of(types.newOperation(insn));
        }

        @Override
        public Mark copyOperation(AbstractInsnNode insn, Mark value) {
            return value;
        }

        @Override
        public @Nullable Mark unaryOperation(AbstractInsnNode insn, Mark value) {
            return of(types.unaryOperation(insn, VarType.TOP));
        }

        @Override
        public @Nullable Mark binaryOperation(AbstractInsnNode insn, Mark left, Mark right) {
            return insn.getOpcode() == Opcodes.AALOAD
                    ? left
                    : of(types.binaryOperation(insn, VarType.TOP, VarType.TOP));
        }

        @Override
        public @Nullable Mark ternaryOperation(AbstractInsnNode insn, Mark a, Mark b, Mark c) {
            return null;
        }

        @Override
        public @Nullable Mark naryOperation(AbstractInsnNode insn, List<? extends Mark> values) {
            return of(types.naryOperation(insn, List.of()));
        }

        @Override
        public void returnOperation(AbstractInsnNode insn, Mark value, Mark expected) {}

        @Override
        public Mark merge(Mark a, Mark b) {
            return a.compareTo(b) >= 0 ? a : b;
        }
    }
}
