package dev.bobbin.loom;

import dev.bobbin.spi.Carrier;
import dev.bobbin.spi.Stack;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A virtual thread whose scheduler is this object: a worker that resumes it carries it, so nothing is handed from thread to thread.
 *
 * <p>A virtual thread that can go on gives its scheduler a piece of code to run, {@link #next}. It is suspended by {@code Thread.yield()}:
 * that code is then the rest of the call, and {@link #run} returns, to run it the next time. One that cannot leave its carrier, because
 * something pins it, is known by not having given any; it is refused, and goes on. If the call waits for something else, a lock say, the
 * resumer waits for the code.
 *
 * <p>All fields belong to whoever has the turn. An interrupt of a resumer that is no {@link Carrier} goes with it: one that comes
 * meanwhile is handed on, one that the call leaves is handed back.
 */
final class CarriedStack implements Stack, Executor {
    /** Where virtual threads run that name no scheduler. */
    private static final @Nullable Executor DEFAULT = defaultScheduler();

    private static final @Nullable MethodHandle MAKE = DEFAULT == null ? null : maker();

    private final Runnable call;
    private final Thread thread;

    /** Refers to the thread while that runs nowhere, see {@link VirtualThreads#starter}; null before it is started. */
    private @Nullable ExecutorService starter;

    /** The thread's piece of code, always the same; null before it is started. */
    private @Nullable Runnable own;

    /** What the thread has to run; given by whoever wakes it. */
    private volatile @Nullable Runnable next;

    /** Who runs {@link #next}. */
    private volatile @Nullable Thread carrier;

    /** The call is about to leave its carrier. */
    private boolean suspended;

    private volatile boolean ended;

    /** Whether an interrupt that the call leaves is the resumer's. */
    private boolean handsBack;

    /** Whether the call has the turn; guarded by this. */
    private boolean turn;

    /** An interrupt on its way to whoever has the turn next; guarded by this. */
    private boolean interrupted;

    CarriedStack(Runnable call) {
        this.call = call;
        try {
            this.thread = (Thread)
                    Objects.requireNonNull(MAKE).invokeExact((Executor) this, "coroutine", (Runnable) this::body);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable t) { // it throws nothing checked
            throw new AssertionError(t);
        }
    }

    /** Whether {@code java.base/java.lang} is open to this module, and the JDK has virtual threads with schedulers. */
    static boolean isOpen() {
        return MAKE != null;
    }

    @Override
    public void run() {
        Thread me = Thread.currentThread();
        boolean carries = me instanceof Carrier;
        if (carries) {
            VirtualThreads.reserve();
        } else {
            VirtualThreads.reserveWait();
        }
        if (starter == null) {
            thread.setContextClassLoader(me.getContextClassLoader());
        }
        boolean handed = Thread.interrupted();
        synchronized (this) {
            turn = true;
            interrupted = handed;
        }
        suspended = false;
        handsBack = !carries; // a carrier nobody interrupts: what the thread has is its own
        if (carries) {
            carry();
        } else {
            HiredCarrier.carry(this);
        }
        boolean handedBack;
        synchronized (this) {
            handedBack = interrupted;
        }
        if (handedBack) {
            me.interrupt();
        }
    }

    /** Until the call has suspended or ended. */
    void carry() {
        carrier = Thread.currentThread();
        if (starter == null) {
            begin();
        }
        do {
            Runnable code = next;
            if (code == null) {
                LockSupport.park(this);
                continue;
            }
            next = null;
            code.run();
        } while (!ended && !(suspended && next != null));
        carrier = null;
    }

    private void begin() {
        ExecutorService executor = VirtualThreads.starter(code -> thread);
        executor.execute(() -> {});
        own = next;
        starter = executor;
    }

    /** By the resumer, while the stack is carried for it. */
    synchronized void interruptedResumer() {
        if (turn) {
            thread.interrupt();
        } else {
            interrupted = true;
        }
    }

    /**
     * The scheduler of the thread: called by whoever wakes it, and by its carrier when it yields. A virtual thread that the call starts inherits it, as
     * do those that one starts; they belong to the JDK's own.
     */
    @Override
    public void execute(Runnable code) {
        Runnable known = own;
        if (known != null && code != known) {
            Objects.requireNonNull(DEFAULT).execute(code);
            return;
        }
        next = code;
        Thread waiting = carrier;
        if (waiting != null && waiting != Thread.currentThread()) {
            LockSupport.unpark(waiting);
        }
    }

    // ---- on the stack -----------------------------------------------------------------------------------------------

    private void body() {
        takeTurn();
        try {
            call.run();
        } finally {
            giveTurn();
            ended = true;
        }
    }

    @Override
    public void suspend() {
        VirtualThreads.reserve();
        giveTurn();
        suspended = true;
        try {
            Thread.yield();
        } catch (Throwable t) { // too large to be kept, or no memory for it
            stay();
            throw t;
        }
        if (suspended) { // it was not left: nobody has resumed it
            stay();
            throw Pinned.refusal();
        }
        takeTurn();
    }

    /** Takes back the turn that was given away in vain: or the next thing that the call waits for would pass for a suspension. */
    private void stay() {
        suspended = false;
        synchronized (this) {
            turn = true;
        }
        takeTurn();
    }

    private void takeTurn() {
        boolean handed;
        synchronized (this) {
            handed = interrupted;
            interrupted = false;
        }
        if (handed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void giveTurn() {
        interrupted = handsBack && Thread.interrupted();
        turn = false;
    }

    @Override
    public boolean hasThread() {
        return true;
    }

    @Override
    public StackTraceElement[] trace() {
        return thread.getStackTrace();
    }

    @Override
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** {@code VirtualThread.DEFAULT_SCHEDULER}, null if it is closed. */
    private static @Nullable Executor defaultScheduler() {
        try {
            Class<?> threads = Class.forName("java.lang.VirtualThread");
            return (Executor) MethodHandles.privateLookupIn(threads, MethodHandles.lookup())
                    .findStaticVarHandle(threads, "DEFAULT_SCHEDULER", ForkJoinPool.class)
                    .get();
        } catch (ReflectiveOperationException e) { // as below
            return null;
        }
    }

    /**
     * {@code ThreadBuilders.newVirtualThread(Executor scheduler, String name, int characteristics, Runnable)} without inheritance, null if it is
     * closed.
     */
    private static @Nullable MethodHandle maker() {
        try {
            Class<?> builders = Class.forName("java.lang.ThreadBuilders");
            MethodHandle maker = MethodHandles.privateLookupIn(builders, MethodHandles.lookup())
                    .findStatic(
                            builders,
                            "newVirtualThread",
                            MethodType.methodType(
                                    Thread.class, Executor.class, String.class, int.class, Runnable.class));
            int inheritsNothing = (int) MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
                    .findStaticVarHandle(Thread.class, "NO_INHERIT_THREAD_LOCALS", int.class)
                    .get();
            return MethodHandles.insertArguments(maker, 2, inheritsNothing);
        } catch (ReflectiveOperationException e) { // JDK 17 to 20, or not open, or another JDK than is known
            return null;
        }
    }
}
