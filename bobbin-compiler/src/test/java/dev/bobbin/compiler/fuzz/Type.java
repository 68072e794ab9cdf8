package dev.bobbin.compiler.fuzz;

import java.util.List;
import java.util.stream.Stream;

/** The types that random programs use. */
enum Type {
    BOOLEAN("boolean", "Boolean", "z", "false"),
    BYTE("byte", "Byte", "b", "(byte) 1"),
    CHAR("char", "Character", "c", "'a'"),
    SHORT("short", "Short", "s", "(short) 1"),
    INT("int", "Integer", "i", "1"),
    LONG("long", "Long", "j", "1L"),
    FLOAT("float", "Float", "f", "1f"),
    DOUBLE("double", "Double", "d", "1.0"),
    STRING("String", "String", "step", "\"\""),
    INTEGER("Integer", "Integer", "step", "(Integer) 1"),
    LONG_BOX("Long", "Long", "step", "(Long) 1L"),
    OBJECT("Object", "Object", "Pace.<Object>step", "(Object) \"o\""),
    POINT("Point", "Point", "step", "new Point(1, 2L, \"p\")"),
    COLOR("Color", "Color", "step", "Color.RED"),
    INTS("int[]", "int[]", "step", "new int[] {1, 2, 3}"),
    LONGS("long[]", "long[]", "step", "new long[] {1, 2, 3}"),
    DOUBLES("double[]", "double[]", "step", "new double[] {1, 2, 3}"),
    STRINGS("String[]", "String[]", "step", "new String[] {\"a\", \"b\", \"c\"}"),
    BYTES("byte[]", "byte[]", "step", "new byte[] {1, 2, 3}"),
    CHARS("char[]", "char[]", "step", "new char[] {'a', 'b', 'c'}"),
    SHORTS("short[]", "short[]", "step", "new short[] {1, 2, 3}"),
    FLOATS("float[]", "float[]", "step", "new float[] {1, 2, 3}"),
    BOOLEANS("boolean[]", "boolean[]", "step", "new boolean[] {true, false, true}"),
    OBJECTS("Object[]", "Object[]", "Pace.<Object[]>step", "new Object[] {\"o\", 5, null}"),
    TEXTS(
            "List<String>",
            "List<String>",
            "Pace.<List<String>>step",
            "new ArrayList<String>(Arrays.asList(\"k\", \"l\"))"),
    /** Not a type of values: a cold computation, or a function, where it stands. */
    COLD("", "", "", null);

    /** Everything that a variable can hold, arrays half as often. */
    static final List<Type> ALL = Stream.concat(
                    Stream.of(values()), Stream.of(values()).filter(t -> !t.source.endsWith("[]")))
            .filter(t -> t.simplest != null)
            .toList();

    static final List<Type> INTEGRAL = List.of(BYTE, CHAR, SHORT, INT, LONG);
    static final List<Type> NUMERIC = List.of(BYTE, CHAR, SHORT, INT, LONG, FLOAT, DOUBLE);
    static final List<Type> ARRAYS =
            List.of(INTS, LONGS, DOUBLES, STRINGS, BYTES, CHARS, SHORTS, FLOATS, BOOLEANS, OBJECTS);

    /** The array of that element; null if there is none. */
    Type array() {
        return ARRAYS.stream().filter(a -> a.element() == this).findFirst().orElse(null);
    }

    private final String source;
    private final String boxed;
    private final String step;
    private final String simplest;

    Type(String source, String boxed, String step, String simplest) {
        this.source = source;
        this.boxed = boxed;
        this.step = step;
        this.simplest = simplest;
    }

    /** As in a declaration. */
    String source() {
        return source;
    }

    /** As a type argument. */
    String boxed() {
        return boxed;
    }

    /** The coroutine of {@code Pace} that gives back its argument of this type. */
    String step() {
        return step;
    }

    /** An expression of this type that shrinks no further. */
    String simplest() {
        return simplest;
    }

    boolean isPrimitive() {
        return ordinal() <= DOUBLE.ordinal();
    }

    boolean isNumeric() {
        return NUMERIC.contains(this);
    }

    boolean isIntegral() {
        return INTEGRAL.contains(this);
    }

    Type element() {
        return switch (this) {
            case INTS -> INT;
            case LONGS -> LONG;
            case DOUBLES -> DOUBLE;
            case STRINGS -> STRING;
            case BYTES -> BYTE;
            case CHARS -> CHAR;
            case SHORTS -> SHORT;
            case FLOATS -> FLOAT;
            case BOOLEANS -> BOOLEAN;
            case OBJECTS -> OBJECT;
            default -> throw new IllegalStateException(this + " is no array");
        };
    }
}
