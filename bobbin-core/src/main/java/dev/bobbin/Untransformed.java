package dev.bobbin;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * What {@code await()} does in code that Bobbin did not compile: parks a virtual thread, explains itself anywhere else.
 *
 * <p>With the system property {@code dev.bobbin.untransformed=park} it blocks any thread: the same program as blocking
 * code, for comparison and for debugging.
 */
final class Untransformed {
    private static final boolean PARK = "park".equals(System.getProperty("dev.bobbin.untransformed"));
    private static final StackWalker CALLER = StackWalker.getInstance();

    /** {@code Thread.isVirtual}, where the JDK has it. */
    private static final @Nullable MethodHandle IS_VIRTUAL = isVirtual();

    private Untransformed() {}

    static <T extends @Nullable Object> T await(Async<T> awaited) {
        if (PARK || onVirtualThread()) {
            return Bobbin.run(() -> awaited);
        }
        throw new IllegalStateException("await() was called in code that Bobbin has not compiled: "
                + CALLER.walk(frames ->
                        frames.skip(2).findFirst().map(Object::toString).orElse("unknown caller"))
                + ". Run it with `./bobbin run FILE.java`, or rewrite its class files with"
                + " `./bobbin compile DIR -o DIR` after javac");
    }

    private static boolean onVirtualThread() {
        try {
            return IS_VIRTUAL != null && (boolean) IS_VIRTUAL.invokeExact(Thread.currentThread());
        } catch (Throwable t) { // isVirtual throws nothing
            throw new AssertionError(t);
        }
    }

    private static @Nullable MethodHandle isVirtual() {
        try {
            return MethodHandles.lookup().findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (NoSuchMethodException | IllegalAccessException e) { // JDK 17 to 20
            return null;
        }
    }
}
