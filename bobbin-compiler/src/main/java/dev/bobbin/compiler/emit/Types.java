package dev.bobbin.compiler.emit;

import static dev.bobbin.compiler.ir.AbiNames.ABI;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT;

import dev.bobbin.compiler.ir.ResultKind;
import dev.bobbin.compiler.ir.VarType;
import java.util.Arrays;
import java.util.Objects;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** How types become instructions. */
public final class Types {
    private Types() {}

    public static int load(VarType type) {
        return switch (type.tag()) {
            case INT -> Opcodes.ILOAD;
            case FLOAT -> Opcodes.FLOAD;
            case LONG -> Opcodes.LLOAD;
            case DOUBLE -> Opcodes.DLOAD;
            default -> Opcodes.ALOAD;
        };
    }

    static boolean isStore(int opcode) {
        return opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE;
    }

    public static int store(VarType type) {
        return load(type) + (Opcodes.ISTORE - Opcodes.ILOAD);
    }

    /** As an entry of a stack map frame. */
    public static Object frameEntry(VarType type) {
        return switch (type.tag()) {
            case TOP -> Opcodes.TOP;
            case INT -> Opcodes.INTEGER;
            case FLOAT -> Opcodes.FLOAT;
            case LONG -> Opcodes.LONG;
            case DOUBLE -> Opcodes.DOUBLE;
            case NULL -> Opcodes.NULL;
            case UNINITIALIZED_THIS -> Opcodes.UNINITIALIZED_THIS;
            case UNINITIALIZED -> throw new IllegalStateException("an object under construction needs its label");
            case REF -> Objects.requireNonNull(type.name());
        };
    }

    public static void pushInt(MethodVisitor out, int value) {
        if (value >= -1 && value <= 5) {
            out.visitInsn(Opcodes.ICONST_0 + value);
        } else if (value == (byte) value) {
            out.visitIntInsn(Opcodes.BIPUSH, value);
        } else {
            out.visitIntInsn(Opcodes.SIPUSH, value);
        }
    }

    public static void pop(MethodVisitor out, VarType type) {
        out.visitInsn(type.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
    }

    /** The callee's result or failure, from the context on the stack. */
    public static void take(MethodVisitor out, ResultKind kind) {
        switch (kind.type().tag()) {
            case INT -> out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "takeInt", "()I", false);
            case LONG -> out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "takeLong", "()J", false);
            case FLOAT -> out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "takeFloat", "()F", false);
            case DOUBLE -> out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "takeDouble", "()D", false);
            default -> out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "take", "()Ljava/lang/Object;", false);
        }
    }

    /** Stores the result on the stack in the context beneath it. */
    public static void leave(MethodVisitor out, ResultKind kind) {
        switch (kind.type().tag()) {
            case INT -> out.visitFieldInsn(Opcodes.PUTFIELD, CONTEXT, "intResult", "I");
            case LONG -> out.visitFieldInsn(Opcodes.PUTFIELD, CONTEXT, "longResult", "J");
            case FLOAT -> out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "floatResult", "(F)V", false);
            case DOUBLE -> out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "doubleResult", "(D)V", false);
            default -> out.visitFieldInsn(Opcodes.PUTFIELD, CONTEXT, "result", "Ljava/lang/Object;");
        }
    }

    public static void box(MethodVisitor out, ResultKind kind) {
        if (kind.isPrimitive()) {
            out.visitMethodInsn(Opcodes.INVOKESTATIC, kind.boxName(), "valueOf", kind.boxDescriptor(), false);
        }
    }

    /** Pushes a value of the type that means nothing. */
    static void pushDefault(MethodVisitor out, VarType type) {
        switch (type.tag()) {
            case INT -> out.visitInsn(Opcodes.ICONST_0);
            case LONG -> out.visitInsn(Opcodes.LCONST_0);
            case FLOAT -> out.visitInsn(Opcodes.FCONST_0);
            case DOUBLE -> out.visitInsn(Opcodes.DCONST_0);
            default -> out.visitInsn(Opcodes.ACONST_NULL);
        }
    }

    /** Returns nothing in particular: the signal in the context says why. */
    public static void returnNothing(MethodVisitor out, ResultKind kind) {
        pushDefault(out, kind.type());
        out.visitInsn(Type.getType(kind.descriptor()).getOpcode(Opcodes.IRETURN));
    }

    /** From a raw value on the stack, as a slot holds it, to the type. */
    public static void fromSlot(MethodVisitor out, VarType type) {
        switch (type.tag()) {
            case FLOAT -> out.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Float", "intBitsToFloat", "(I)F", false);
            case DOUBLE ->
                out.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Double", "longBitsToDouble", "(J)D", false);
            case REF -> {
                if (!VarType.OBJECT.equals(type)) {
                    out.visitTypeInsn(Opcodes.CHECKCAST, Objects.requireNonNull(type.name()));
                }
            }
            default -> {}
        }
    }

    /** From the type to what a slot holds. */
    public static void toSlot(MethodVisitor out, VarType type) {
        if (type.tag() == VarType.Tag.FLOAT) {
            out.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Float", "floatToRawIntBits", "(F)I", false);
        } else if (type.tag() == VarType.Tag.DOUBLE) {
            out.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Double", "doubleToRawLongBits", "(D)J", false);
        }
    }

    /** Of all parameters of a static method of this descriptor. */
    public static int words(String descriptor) {
        return (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1;
    }

    /** The local variables of a static method of this descriptor, as a stack map frame has them. */
    public static Object[] frameLocals(String descriptor) {
        return Arrays.stream(Type.getArgumentTypes(descriptor))
                .map(type -> frameEntry(VarType.of(type)))
                .toArray();
    }

    /** Throws that the coroutine is not suspended. */
    static void throwNotSuspended(MethodVisitor out, String coroutine) {
        out.visitLdcInsn(coroutine);
        out.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                ABI,
                "notSuspended",
                "(Ljava/lang/String;)Ljava/lang/IllegalStateException;",
                false);
        out.visitInsn(Opcodes.ATHROW);
    }

    /** Pushes all parameters of a static method of this descriptor. */
    public static void loadParameters(MethodVisitor out, String descriptor) {
        int local = 0;
        for (Type parameter : Type.getArgumentTypes(descriptor)) {
            out.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), local);
            local += parameter.getSize();
        }
    }

    /** From the top of the stack into a slot of the object in local 0. */
    public static void putBeneath(MethodVisitor out, Room room, VarType type, int slot) {
        toSlot(out, type);
        out.visitVarInsn(Opcodes.ALOAD, 0);
        if (type.getSize() == 2) {
            out.visitInsn(Opcodes.DUP_X2);
            out.visitInsn(Opcodes.POP);
        } else {
            out.visitInsn(Opcodes.SWAP);
        }
        room.put(out, type.slotKind(), slot);
    }
}
