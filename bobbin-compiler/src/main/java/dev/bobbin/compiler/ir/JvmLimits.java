package dev.bobbin.compiler.ir;

/** What the JVM allows in a class file. */
public final class JvmLimits {
    /** The largest method, in bytes. */
    public static final int MAX_CODE = 65_535;

    /** The largest constant pool of a class, as the class file counts. */
    public static final int MAX_CONSTANTS = 65_535;

    /** The largest table of exception handlers of a method. */
    public static final int MAX_HANDLERS = 65_535;

    private JvmLimits() {}
}
