package dev.bobbin.compiler.emit;

import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;

/** Whether a method uses the yielder that it is given for anything else than to yield by it, or yields by another one. */
final class FollowYielder extends BasicInterpreter {
    private static final BasicValue YIELDER = new BasicValue(Type.getObjectType("the yielder"));
    private static final BasicValue PERHAPS = new BasicValue(Type.getObjectType("the yielder, or something else"));

    private final int yielder;
    private final Set<AbstractInsnNode> yields;
    private boolean elsewhere;

    /** @param yielder the variable that it comes in */
    FollowYielder(int yielder, Set<AbstractInsnNode> yields) {
        super(Opcodes.ASM9);
        this.yielder = yielder;
        this.yields = yields;
    }

    /** Known when the method has been analysed. */
    boolean isElsewhere() {
        return elsewhere;
    }

    private static boolean mayBeYielder(BasicValue value) {
        return value == YIELDER || value == PERHAPS;
    }

    private void uses(BasicValue value) {
        elsewhere |= mayBeYielder(value);
    }

    @Override
    public BasicValue newParameterValue(boolean isInstanceMethod, int local, Type type) {
        return local == yielder ? YIELDER : super.newParameterValue(isInstanceMethod, local, type);
    }

    @Override
    public BasicValue unaryOperation(AbstractInsnNode insn, BasicValue value) throws AnalyzerException {
        uses(value);
        return super.unaryOperation(insn, value);
    }

    @Override
    public BasicValue binaryOperation(AbstractInsnNode insn, BasicValue first, BasicValue second)
            throws AnalyzerException {
        uses(first);
        uses(second);
        return super.binaryOperation(insn, first, second);
    }

    @Override
    public BasicValue ternaryOperation(AbstractInsnNode insn, BasicValue first, BasicValue second, BasicValue third)
            throws AnalyzerException {
        uses(first);
        uses(second);
        uses(third);
        return super.ternaryOperation(insn, first, second, third);
    }

    @Override
    public BasicValue naryOperation(AbstractInsnNode insn, List<? extends BasicValue> values) throws AnalyzerException {
        boolean isYield = yields.contains(insn);
        elsewhere |= isYield && values.get(0) != YIELDER;
        values.subList(isYield ? 1 : 0, values.size()).forEach(this::uses);
        return super.naryOperation(insn, values);
    }

    @Override
    public BasicValue merge(BasicValue one, BasicValue other) {
        if (one == other) {
            return one;
        }
        return mayBeYielder(one) || mayBeYielder(other) ? PERHAPS : super.merge(one, other);
    }
}
