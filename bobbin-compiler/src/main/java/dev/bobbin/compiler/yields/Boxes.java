package dev.bobbin.compiler.yields;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Values as objects and back. */
final class Boxes {
    private Boxes() {}

    static boolean isPrimitive(Type type) {
        return type.getSort() < Type.ARRAY && type.getSort() != Type.VOID;
    }

    private static String boxName(Type primitive) {
        return switch (primitive.getSort()) {
            case Type.BOOLEAN -> "java/lang/Boolean";
            case Type.BYTE -> "java/lang/Byte";
            case Type.CHAR -> "java/lang/Character";
            case Type.SHORT -> "java/lang/Short";
            case Type.INT -> "java/lang/Integer";
            case Type.LONG -> "java/lang/Long";
            case Type.FLOAT -> "java/lang/Float";
            case Type.DOUBLE -> "java/lang/Double";
            default -> throw new IllegalArgumentException(primitive.toString());
        };
    }

    static void box(MethodVisitor out, Type primitive) {
        String box = boxName(primitive);
        out.visitMethodInsn(
                Opcodes.INVOKESTATIC, box, "valueOf", "(" + primitive.getDescriptor() + ")L" + box + ";", false);
    }

    /** From an object on the stack, as {@link #box} has made it. */
    static void unbox(MethodVisitor out, Type primitive) {
        String box = boxName(primitive);
        out.visitTypeInsn(Opcodes.CHECKCAST, box);
        out.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                box,
                primitive.getClassName() + "Value",
                "()" + primitive.getDescriptor(),
                false);
    }

    /** What is on the stack, of one type, as another, the way Java converts an argument or a result of a method reference; false if not so. */
    static boolean adapt(MethodVisitor out, Type from, Type to) {
        if (from.equals(to)) {
            return true;
        }
        if (from.getSort() == Type.VOID || to.getSort() == Type.VOID) {
            return false;
        }
        if (isPrimitive(from)) {
            if (isPrimitive(to)) {
                return false;
            }
            box(out, from);
            return true;
        }
        if (isPrimitive(to)) {
            unbox(out, to);
            return from.getSort() == Type.OBJECT
                    && (from.getInternalName().equals(boxName(to))
                            || from.getInternalName().equals("java/lang/Object"));
        }
        if (!to.getInternalName().equals("java/lang/Object")) {
            out.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
        }
        return true;
    }
}
