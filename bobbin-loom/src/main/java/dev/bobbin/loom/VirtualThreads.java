package dev.bobbin.loom;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** What JDK 21 and later have of virtual threads, by method handles. */
final class VirtualThreads {
    private static final MethodHandle EXECUTOR = executors();
    private static final MethodHandle IS_VIRTUAL = virtuality();

    /** Calls that must fit on the stack before a turn ends or begins: what does that must not overflow half-way. */
    private static final int RESERVE = 100;

    private VirtualThreads() {}

    /** Throws a {@link StackOverflowError} here, where it does no harm, if there is not much stack left. */
    static void reserve() {
        reserve(RESERVE);
    }

    /**
     * As {@link #reserve()}, for a turn that ends or begins by the calling thread's waiting. The VM takes the stack of a virtual thread away then, and throws if it is
     * too large to be kept; by then the turn would be another's. So it is taken away once before. It stays where it is kept until calls return
     * to it, and the wait itself has only the last calls to take.
     */
    static void reserveWait() {
        reserve();
        if (isVirtual(Thread.currentThread())) {
            Thread.yield();
        }
    }

    private static boolean isVirtual(Thread thread) {
        try {
            return (boolean) IS_VIRTUAL.invokeExact(thread);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable t) { // it throws nothing checked
            throw new AssertionError(t);
        }
    }

    private static int reserve(int calls) {
        return calls == 0 ? 0 : reserve(calls - 1) + 1;
    }

    /**
     * An executor that alone refers to the threads it has started: the JDK keeps one that was started otherwise until it has ended, and a
     * stack that nobody resumes any more is to be garbage.
     */
    static ExecutorService starter(ThreadFactory threads) {
        try {
            return (ExecutorService) EXECUTOR.invokeExact(threads);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable t) { // it throws nothing checked
            throw new AssertionError(t);
        }
    }

    private static MethodHandle virtuality() {
        try {
            return MethodHandles.lookup().findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (ReflectiveOperationException e) { // asked on JDK 21 and later only
            throw new ExceptionInInitializerError(e);
        }
    }

    private static MethodHandle executors() {
        try {
            return MethodHandles.lookup()
                    .findStatic(
                            Executors.class,
                            "newThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class, ThreadFactory.class));
        } catch (ReflectiveOperationException e) { // asked on JDK 21 and later only
            throw new ExceptionInInitializerError(e);
        }
    }
}
