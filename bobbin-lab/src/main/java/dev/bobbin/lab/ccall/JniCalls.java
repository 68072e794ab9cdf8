package dev.bobbin.lab.ccall;

/** The functions of {@code calls.c} by JNI. */
public final class JniCalls {
    private JniCalls() {}

    /** Once in a JVM, before the first call. */
    public static void load(String library) {
        System.load(library);
    }

    static native long next(long x);

    /** Blocks the calling thread, in C, until {@link #release}; not at all after that. */
    public static native void hold();

    /** Lets all go that are held. */
    public static native void release();
}
