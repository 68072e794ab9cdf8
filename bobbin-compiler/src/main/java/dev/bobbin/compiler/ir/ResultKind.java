package dev.bobbin.compiler.ir;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * How the start form returns its result: unboxed where every return of the coroutine boxes a value on the spot, else as an
 * object, since {@code done(null)} is a legal {@code Async<Integer>}.
 *
 * @param descriptor of the start form's result
 * @param box the class whose {@code valueOf} boxes it, null for objects
 */
public record ResultKind(String descriptor, @Nullable String box) {
    public static final ResultKind OBJECT = new ResultKind("Ljava/lang/Object;", null);

    private static final Map<String, String> PRIMITIVES = Map.of(
            "java/lang/Integer", "I",
            "java/lang/Long", "J",
            "java/lang/Float", "F",
            "java/lang/Double", "D",
            "java/lang/Boolean", "Z",
            "java/lang/Byte", "B",
            "java/lang/Character", "C",
            "java/lang/Short", "S");

    /** The kind of results boxed by this class, null if it is no box. */
    public static @Nullable ResultKind boxedBy(String box) {
        String primitive = PRIMITIVES.get(box);
        return primitive == null ? null : new ResultKind(primitive, box);
    }

    public boolean isPrimitive() {
        return box != null;
    }

    /** The box's class; only of primitive kinds. */
    public String boxName() {
        if (box == null) {
            throw new IllegalStateException("not a primitive");
        }
        return box;
    }

    /** {@code valueOf}'s descriptor. */
    public String boxDescriptor() {
        return "(" + descriptor + ")L" + boxName() + ";";
    }

    /** {@code intValue} and the like. */
    public String unboxName() {
        return switch (descriptor) {
            case "I" -> "intValue";
            case "J" -> "longValue";
            case "F" -> "floatValue";
            case "D" -> "doubleValue";
            case "Z" -> "booleanValue";
            case "B" -> "byteValue";
            case "C" -> "charValue";
            case "S" -> "shortValue";
            default -> throw new IllegalStateException(descriptor);
        };
    }

    /** Its type on the stack. */
    public VarType type() {
        return VarType.of(Type.getType(descriptor));
    }
}
