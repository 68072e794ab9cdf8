package dev.bobbin.compiler.ir;

import org.objectweb.asm.MethodTooLargeException;

/** What the JVM allows in a class file. */
public final class JvmLimits {
    /** The largest method, in bytes. */
    public static final int MAX_CODE = 65_535;

    /** The largest constant pool of a class, as the class file counts. */
    public static final int MAX_CONSTANTS = 65_535;

    /** The largest table of exception handlers of a method. */
    public static final int MAX_HANDLERS = 65_535;

    private JvmLimits() {}

    /** What to say of a method that was to be emitted and has more code than {@link #MAX_CODE}. */
    public static Refusal exceededBy(MethodTooLargeException tooLarge, int line) {
        String method = tooLarge.getMethodName();
        return new Refusal(
                line,
                "method-too-large",
                AbiNames.written(method) + " would be " + tooLarge.getCodeSize() + " bytes of code; the JVM allows "
                        + MAX_CODE,
                AbiNames.isTwin(method)
                        ? "split it into several methods that take the yielder"
                        : "split it into several coroutines");
    }
}
