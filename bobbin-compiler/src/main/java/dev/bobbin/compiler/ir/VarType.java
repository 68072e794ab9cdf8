package dev.bobbin.compiler.ir;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.analysis.Value;

/**
 * The type of a local variable or a stack entry, as the JVM's verifier sees it.
 *
 * @param name of a reference type: internal name or array descriptor
 * @param creation of an uninitialised object: its NEW instruction
 */
public record VarType(
        Tag tag, @Nullable String name, @Nullable AbstractInsnNode creation) implements Value {
    /** The verifier's kinds of types. */
    public enum Tag {
        TOP,
        INT,
        FLOAT,
        LONG,
        DOUBLE,
        NULL,
        UNINITIALIZED_THIS,
        UNINITIALIZED,
        REF
    }

    public static final VarType TOP = new VarType(Tag.TOP, null, null);
    public static final VarType INT = new VarType(Tag.INT, null, null);
    public static final VarType FLOAT = new VarType(Tag.FLOAT, null, null);
    public static final VarType LONG = new VarType(Tag.LONG, null, null);
    public static final VarType DOUBLE = new VarType(Tag.DOUBLE, null, null);
    public static final VarType NULL = new VarType(Tag.NULL, null, null);
    public static final VarType UNINITIALIZED_THIS = new VarType(Tag.UNINITIALIZED_THIS, null, null);
    public static final VarType OBJECT = ref("java/lang/Object");

    /** As a value of the type lies in a local variable or on the stack. */
    public static VarType of(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT -> INT;
            case Type.FLOAT -> FLOAT;
            case Type.LONG -> LONG;
            case Type.DOUBLE -> DOUBLE;
            default -> ref(type.getInternalName());
        };
    }

    public static VarType ref(String name) {
        return new VarType(Tag.REF, name, null);
    }

    public static VarType uninitialized(AbstractInsnNode creation) {
        return new VarType(Tag.UNINITIALIZED, null, creation);
    }

    /** Local variables or stack words it takes. */
    @Override
    public int getSize() {
        return tag == Tag.LONG || tag == Tag.DOUBLE ? 2 : 1;
    }

    /** Whether a value of this type must be stored to survive a suspension; null and nothing need not. */
    public boolean isStored() {
        return tag != Tag.TOP && tag != Tag.NULL;
    }

    public SlotKind slotKind() {
        return switch (tag) {
            case INT, FLOAT -> SlotKind.INT;
            case LONG, DOUBLE -> SlotKind.LONG;
            case REF -> SlotKind.REF;
            default -> throw new IllegalStateException(tag + " cannot be stored");
        };
    }
}
