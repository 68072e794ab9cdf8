package dev.bobbin.loom;

import dev.bobbin.spi.Stack;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A virtual thread that runs only while the thread that resumes it waits.
 *
 * <p>Whose turn it is says {@link #resumer}, and everything else is published by it. An interrupt goes with the turn: one that comes to
 * the resumer while it waits is handed on, one that the call leaves is handed back.
 *
 * <p>Each thread has an executor of its own, see {@link VirtualThreads#starter}.
 */
final class ThreadStack implements Stack {
    private static final ThreadFactory VIRTUAL = virtualThreads();

    private final Runnable call;
    private @Nullable ExecutorService starter;
    /** Set before it is started. */
    private @Nullable Thread thread;

    /** Who waits for the call to suspend or end; null if it is not the call's turn. */
    private volatile @Nullable Thread resumer;

    private boolean interrupted;

    ThreadStack(Runnable call) {
        this.call = call;
    }

    @Override
    public void run() {
        VirtualThreads.reserveWait();
        Thread me = Thread.currentThread();
        interrupted = Thread.interrupted();
        resumer = me;
        if (thread == null) {
            start();
        } else {
            LockSupport.unpark(thread);
        }
        while (resumer == me) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                handOn(me);
            }
        }
        if (interrupted) {
            me.interrupt();
        }
    }

    private void start() {
        try {
            starter = starter();
            starter.execute(this::body);
        } catch (Throwable t) { // no thread to be had
            thread = null;
            resumer = null;
            throw t;
        }
    }

    private ExecutorService starter() {
        ThreadFactory noted = code -> {
            Thread made = VIRTUAL.newThread(code);
            made.setContextClassLoader(Thread.currentThread().getContextClassLoader());
            thread = made;
            return made;
        };
        return VirtualThreads.starter(noted);
    }

    private void body() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            call.run();
        } finally {
            handBack();
        }
    }

    @Override
    public void suspend() {
        VirtualThreads.reserveWait();
        handBack();
        boolean woken = false;
        while (resumer == null) {
            LockSupport.park(this);
            woken |= Thread.interrupted();
        }
        if (woken || interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void handBack() {
        Thread waiting;
        synchronized (this) {
            interrupted = Thread.interrupted();
            waiting = resumer;
            resumer = null;
        }
        LockSupport.unpark(waiting);
    }

    private synchronized void handOn(Thread me) {
        if (resumer == me && thread != null) {
            thread.interrupt();
        } else {
            interrupted = true;
        }
    }

    @Override
    public boolean hasThread() {
        return true;
    }

    @Override
    public StackTraceElement[] trace() {
        Thread begun = thread;
        return begun == null ? new StackTraceElement[0] : begun.getStackTrace();
    }

    @Override
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** {@code Thread.ofVirtual().name("coroutine").inheritInheritableThreadLocals(false).factory()} */
    private static ThreadFactory virtualThreads() {
        try {
            Class<?> builders = Class.forName("java.lang.Thread$Builder");
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Object named = builders.getMethod("name", String.class).invoke(builder, "coroutine");
            Object alone = builders.getMethod("inheritInheritableThreadLocals", boolean.class)
                    .invoke(named, false);
            return (ThreadFactory) builders.getMethod("factory").invoke(alone);
        } catch (ReflectiveOperationException e) { // asked on JDK 21 and later only
            throw new ExceptionInInitializerError(e);
        }
    }
}
