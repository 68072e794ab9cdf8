package dev.bobbin.compiler.analysis;

import dev.bobbin.compiler.ir.VarType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Interpreter;

/** What each instruction does to the types; never merges, since the class file gives the types at every branch target. */
final class TypeInterpreter extends Interpreter<VarType> {
    TypeInterpreter() {
        super(Opcodes.ASM9);
    }

    @Override
    public @Nullable VarType newValue(@Nullable Type type) {
        if (type == null) {
            return VarType.TOP;
        }
        return type.getSort() == Type.VOID ? null : VarType.of(type);
    }

    @Override
    public VarType newOperation(AbstractInsnNode insn) throws AnalyzerException {
        return switch (insn.getOpcode()) {
            case Opcodes.ACONST_NULL -> VarType.NULL;
            case Opcodes.LCONST_0, Opcodes.LCONST_1 -> VarType.LONG;
            case Opcodes.FCONST_0, Opcodes.FCONST_1, Opcodes.FCONST_2 -> VarType.FLOAT;
            case Opcodes.DCONST_0, Opcodes.DCONST_1 -> VarType.DOUBLE;
            case Opcodes.LDC -> ofConstant(((LdcInsnNode) insn).cst);
            case Opcodes.GETSTATIC -> VarType.of(Type.getType(((FieldInsnNode) insn).desc));
            case Opcodes.NEW -> VarType.uninitialized(insn);
            case Opcodes.JSR -> throw new AnalyzerException(insn, "jsr");
            default -> VarType.INT;
        };
    }

    private static VarType ofConstant(Object constant) {
        if (constant instanceof Integer) {
            return VarType.INT;
        } else if (constant instanceof Float) {
            return VarType.FLOAT;
        } else if (constant instanceof Long) {
            return VarType.LONG;
        } else if (constant instanceof Double) {
            return VarType.DOUBLE;
        } else if (constant instanceof String) {
            return VarType.ref("java/lang/String");
        } else if (constant instanceof Type type) {
            return VarType.ref(type.getSort() == Type.METHOD ? "java/lang/invoke/MethodType" : "java/lang/Class");
        } else if (constant instanceof Handle) {
            return VarType.ref("java/lang/invoke/MethodHandle");
        } else if (constant instanceof ConstantDynamic dynamic) {
            return VarType.of(Type.getType(dynamic.getDescriptor()));
        }
        throw new IllegalArgumentException("constant " + constant);
    }

    @Override
    public VarType copyOperation(AbstractInsnNode insn, VarType value) {
        return value;
    }

    @Override
    public @Nullable VarType unaryOperation(AbstractInsnNode insn, VarType value) {
        return switch (insn.getOpcode()) {
            case Opcodes.I2L, Opcodes.F2L, Opcodes.D2L, Opcodes.LNEG -> VarType.LONG;
            case Opcodes.I2F, Opcodes.L2F, Opcodes.D2F, Opcodes.FNEG -> VarType.FLOAT;
            case Opcodes.I2D, Opcodes.L2D, Opcodes.F2D, Opcodes.DNEG -> VarType.DOUBLE;
            case Opcodes.GETFIELD -> VarType.of(Type.getType(((FieldInsnNode) insn).desc));
            case Opcodes.NEWARRAY -> VarType.ref("[" + primitive(((IntInsnNode) insn).operand));
            case Opcodes.ANEWARRAY ->
                VarType.ref("[" + Type.getObjectType(((TypeInsnNode) insn).desc).getDescriptor());
            case Opcodes.CHECKCAST -> VarType.ref(((TypeInsnNode) insn).desc);
            case Opcodes.IINC,
                    Opcodes.INEG,
                    Opcodes.L2I,
                    Opcodes.F2I,
                    Opcodes.D2I,
                    Opcodes.I2B,
                    Opcodes.I2C,
                    Opcodes.I2S,
                    Opcodes.ARRAYLENGTH,
                    Opcodes.INSTANCEOF -> VarType.INT;
            default -> null;
        };
    }

    private static String primitive(int operand) {
        return switch (operand) {
            case Opcodes.T_BOOLEAN -> "Z";
            case Opcodes.T_CHAR -> "C";
            case Opcodes.T_FLOAT -> "F";
            case Opcodes.T_DOUBLE -> "D";
            case Opcodes.T_BYTE -> "B";
            case Opcodes.T_SHORT -> "S";
            case Opcodes.T_INT -> "I";
            default -> "J";
        };
    }

    @Override
    public @Nullable VarType binaryOperation(AbstractInsnNode insn, VarType left, VarType right) {
        return switch (insn.getOpcode()) {
            case Opcodes.LALOAD,
                    Opcodes.LADD,
                    Opcodes.LSUB,
                    Opcodes.LMUL,
                    Opcodes.LDIV,
                    Opcodes.LREM,
                    Opcodes.LSHL,
                    Opcodes.LSHR,
                    Opcodes.LUSHR,
                    Opcodes.LAND,
                    Opcodes.LOR,
                    Opcodes.LXOR -> VarType.LONG;
            case Opcodes.FALOAD, Opcodes.FADD, Opcodes.FSUB, Opcodes.FMUL, Opcodes.FDIV, Opcodes.FREM -> VarType.FLOAT;
            case Opcodes.DALOAD, Opcodes.DADD, Opcodes.DSUB, Opcodes.DMUL, Opcodes.DDIV, Opcodes.DREM -> VarType.DOUBLE;
            case Opcodes.AALOAD -> element(left);
            case Opcodes.IF_ICMPEQ,
                    Opcodes.IF_ICMPNE,
                    Opcodes.IF_ICMPLT,
                    Opcodes.IF_ICMPGE,
                    Opcodes.IF_ICMPGT,
                    Opcodes.IF_ICMPLE,
                    Opcodes.IF_ACMPEQ,
                    Opcodes.IF_ACMPNE,
                    Opcodes.PUTFIELD -> null;
            default -> VarType.INT;
        };
    }

    private static VarType element(VarType array) {
        String name = array.name();
        if (name == null || !name.startsWith("[")) {
            return VarType.NULL; // an element of null: never gets there
        }
        return VarType.of(Type.getType(name.substring(1)));
    }

    @Override
    public @Nullable VarType ternaryOperation(AbstractInsnNode insn, VarType a, VarType b, VarType c) {
        return null;
    }

    @Override
    public @Nullable VarType naryOperation(AbstractInsnNode insn, List<? extends VarType> values) {
        if (insn instanceof MultiANewArrayInsnNode array) {
            return VarType.ref(array.desc);
        }
        String descriptor = insn instanceof InvokeDynamicInsnNode dynamic ? dynamic.desc : ((MethodInsnNode) insn).desc;
        return newValue(Type.getReturnType(descriptor));
    }

    @Override
    public void returnOperation(AbstractInsnNode insn, VarType value, VarType expected) {}

    @Override
    public VarType merge(VarType a, VarType b) {
        throw new UnsupportedOperationException("types are never merged");
    }
}
