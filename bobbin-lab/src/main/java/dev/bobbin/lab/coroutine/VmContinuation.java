package dev.bobbin.lab.coroutine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** {@code jdk.internal.vm.Continuation}, of JDK 21 and later, by handles that are constants for the JIT. */
final class VmContinuation {
    private static final MethodHandle MAKE;
    private static final MethodHandle RUN;
    private static final MethodHandle YIELD;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Class<?> vm = Class.forName("jdk.internal.vm.Continuation");
            Class<?> scopes = Class.forName("jdk.internal.vm.ContinuationScope");
            Object scope = lookup.findConstructor(scopes, MethodType.methodType(void.class, String.class))
                    .invoke("dev.bobbin.lab");
            MAKE = lookup.findConstructor(vm, MethodType.methodType(void.class, scopes, Runnable.class))
                    .bindTo(scope)
                    .asType(MethodType.methodType(Object.class, Runnable.class));
            RUN = lookup.findVirtual(vm, "run", MethodType.methodType(void.class))
                    .asType(MethodType.methodType(void.class, Object.class));
            YIELD = lookup.findStatic(vm, "yield", MethodType.methodType(boolean.class, scopes))
                    .bindTo(scope);
        } catch (Throwable t) {
            throw new ExceptionInInitializerError(t);
        }
    }

    private final Object continuation;

    VmContinuation(Runnable body) {
        try {
            continuation = (Object) MAKE.invokeExact(body);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    /** Until the body leaves it, or has ended. */
    void run() {
        try {
            RUN.invokeExact(continuation);
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    /** Leaves the one that runs. */
    static void leave() {
        try {
            boolean left = (boolean) YIELD.invokeExact();
        } catch (Throwable t) {
            throw failed(t);
        }
    }

    private static IllegalStateException failed(Throwable t) {
        return new IllegalStateException("the VM's continuation failed", t);
    }
}
