package dev.bobbin.lab.threads;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** The two kinds of thread that the JDK has. Virtual ones are found by reflection, so that this loads on JDK 17 too. */
public enum Threads {
    PLATFORM,
    VIRTUAL;

    /** The feature version that brought virtual threads. */
    public static final int FIRST_WITH_VIRTUAL = 21;

    private static final class Virtual {
        static final Method START = find();

        private static Method find() {
            try {
                return Thread.class.getMethod("startVirtualThread", Runnable.class);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("virtual threads come with JDK " + FIRST_WITH_VIRTUAL, e);
            }
        }
    }

    /** A new thread of this kind, which runs. */
    public Thread start(Runnable body) {
        return start(body, 0);
    }

    /**
     * A new thread of this kind, which runs.
     *
     * @param stack how many bytes a platform thread's stack may take at most, 0 for as many as is usual
     */
    public Thread start(Runnable body, long stack) {
        if (this == PLATFORM) {
            Thread thread = new Thread(null, body, "lab", stack);
            thread.start();
            return thread;
        }
        try {
            return (Thread) Virtual.START.invoke(null, body);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a virtual thread could not be started", e);
        }
    }

    /** Waits for its end. Nobody interrupts the threads that measure. */
    public static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
