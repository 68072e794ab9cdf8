package dev.bobbin;

import dev.bobbin.abi.Abi;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code await()} does in code that Bobbin did not compile: suspends the task in {@link Bridge#run}, parks a virtual thread,
 * explains itself anywhere else.
 *
 * <p>With the system property {@code dev.bobbin.untransformed=park} it blocks any thread: the same program as blocking
 * code, for comparison and for debugging.
 */
final class Untransformed {
    private static final boolean PARK = "park".equals(System.getProperty("dev.bobbin.untransformed"));
    private static final StackWalker CALLER = StackWalker.getInstance();

    /** Between a program's call and this. */
    private static final Set<String> OURS =
            Set.of(Untransformed.class.getName(), Async.class.getName(), Abi.class.getName());

    /** {@code Thread.isVirtual}, where the JDK has it. */
    private static final @Nullable MethodHandle IS_VIRTUAL = findIsVirtual();

    private Untransformed() {}

    @SuppressWarnings({"unchecked", "NullAway"}) // T may itself be nullable
    static <T extends @Nullable Object> T await(Async<T> awaited) {
        Bridged<?> bridged = Bridged.here();
        if (bridged != null) {
            return (T) bridged.await(awaited);
        }
        if (PARK || isVirtual(Lent.heldUp()) || Bridge.mayBlock()) {
            return Bobbin.run(() -> awaited);
        }
        throw new IllegalStateException(
                "await() was called outside a coroutine, by code that Bobbin has not compiled, or for the stackful model: "
                        + CALLER.walk(frames -> frames.dropWhile(Untransformed::isOurs)
                                .findFirst()
                                .map(Object::toString)
                                .orElse("unknown caller"))
                        + ". Under the stackful model put it into what Bobbin.run(() -> ...) calls. Else add the bobbin-maven-plugin to the"
                        + " POM, run it with `./bobbin run FILE.java`, or rewrite its class files with `./bobbin compile DIR -o DIR`"
                        + " after javac; code that is to stay as it is awaits inside Bridge.run(() -> ...)");
    }

    private static boolean isOurs(StackWalker.StackFrame frame) {
        return OURS.contains(frame.getClassName());
    }

    private static boolean isVirtual(Thread thread) {
        try {
            return IS_VIRTUAL != null && (boolean) IS_VIRTUAL.invokeExact(thread);
        } catch (Throwable t) { // isVirtual throws nothing
            throw new AssertionError(t);
        }
    }

    private static @Nullable MethodHandle findIsVirtual() {
        try {
            return MethodHandles.lookup().findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (NoSuchMethodException | IllegalAccessException e) { // JDK 17 to 20
            return null;
        }
    }
}
