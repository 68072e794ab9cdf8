package dev.bobbin.loom;

import dev.bobbin.spi.Stack;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** A continuation of the VM, what virtual threads are made of. It runs on the thread that resumes it. */
final class VmStack implements Stack {
    /** Null where they cannot be reached. */
    private static final @Nullable Handles VM = Handles.find();

    // Constants for the JIT.
    private static final MethodHandle MAKE = VM == null ? absent() : VM.make();
    private static final MethodHandle RUN = VM == null ? absent() : VM.run();
    private static final MethodHandle YIELD = VM == null ? absent() : VM.yield();
    private static final MethodHandle CURRENT = VM == null ? absent() : VM.current();

    private static final VarHandle RESUMER;

    static {
        try {
            RESUMER = MethodHandles.lookup().findVarHandle(VmStack.class, "resumer", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Object continuation;

    /**
     * The one that may run it: C2 takes the current thread from before a suspension for the one after it, and a lock its holder. Null until one is about to.
     */
    private volatile @Nullable Thread resumer;

    /** Whether it has been run; of the resumer. */
    private boolean begun;

    VmStack(Runnable call) {
        try {
            continuation = (Object) MAKE.invokeExact(call);
        } catch (Throwable t) {
            throw asIs(t);
        }
    }

    /** Whether {@code java.base/jdk.internal.vm} is exported to this module, and the VM has continuations. */
    static boolean isOpen() {
        return VM != null;
    }

    @Override
    public boolean bind() {
        Thread me = Thread.currentThread();
        Thread bound = resumer;
        if (bound == null) {
            bound = (Thread) RESUMER.compareAndExchange(this, null, me);
        }
        if (bound != null && bound != me) {
            throw new IllegalStateException("cannot resume a stackful coroutine on " + me + ": it has been resumed on "
                    + bound + ", which its locks and thread-locals belong to; resume it there, or run java with"
                    + " -Ddev.bobbin.stackful=threads, or use Coroutine.of");
        }
        return true;
    }

    @Override
    public void unbind() {
        if (!begun) {
            resumer = null;
        }
    }

    @Override
    public void run() {
        begun = true;
        try {
            RUN.invokeExact(continuation);
        } catch (Throwable t) {
            throw asIs(t);
        }
    }

    @Override
    public void suspend() {
        boolean suspended;
        try {
            suspended = (boolean) YIELD.invokeExact();
        } catch (Throwable t) {
            throw asIs(t);
        }
        if (!suspended) {
            throw Pinned.refusal();
        }
    }

    @Override
    public boolean isCurrent() {
        try {
            return (Object) CURRENT.invokeExact() == continuation;
        } catch (Throwable t) {
            throw asIs(t);
        }
    }

    private static MethodHandle absent() {
        return MethodHandles.zero(void.class);
    }

    /** What was thrown, none of which is checked. */
    private static RuntimeException asIs(Throwable t) {
        if (t instanceof Error error) {
            throw error;
        }
        return (RuntimeException) t;
    }

    /** The methods of {@code jdk.internal.vm.Continuation}, in a scope of ours, and the constructor of {@link QuietContinuation}. */
    private record Handles(MethodHandle make, MethodHandle run, MethodHandle yield, MethodHandle current) {
        static @Nullable Handles find() {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                Class<?> vm = Class.forName("jdk.internal.vm.Continuation");
                Class<?> scopes = Class.forName("jdk.internal.vm.ContinuationScope");
                Class<?> quiet = QuietContinuation.define(lookup);
                Object scope = lookup.findConstructor(scopes, MethodType.methodType(void.class, String.class))
                        .invoke("dev.bobbin");
                MethodHandle make =
                        lookup.findConstructor(quiet, MethodType.methodType(void.class, scopes, Runnable.class));
                MethodHandle run = lookup.findVirtual(vm, "run", MethodType.methodType(void.class));
                MethodHandle yield = lookup.findStatic(vm, "yield", MethodType.methodType(boolean.class, scopes));
                MethodHandle current =
                        lookup.findStatic(vm, "getCurrentContinuation", MethodType.methodType(vm, scopes));
                return new Handles(
                        make.bindTo(scope).asType(MethodType.methodType(Object.class, Runnable.class)),
                        run.asType(MethodType.methodType(void.class, Object.class)),
                        yield.bindTo(scope),
                        current.bindTo(scope).asType(MethodType.methodType(Object.class)));
            } catch (ReflectiveOperationException e) { // not exported
                return null;
            } catch (Throwable t) { // a VM without them
                if (t instanceof LinkageError || t instanceof UnsupportedOperationException) {
                    return null;
                }
                throw asIs(t);
            }
        }
    }
}
