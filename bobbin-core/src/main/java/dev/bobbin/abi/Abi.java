package dev.bobbin.abi;

import org.jspecify.annotations.Nullable;

/**
 * The version of the contract between emitted code and this runtime, and the way to the protected methods of
 * {@link Awaitable}.
 */
public final class Abi {
    /** Raised by every change of this package that emitted code can see: code that was compiled for a later one may not run. */
    public static final int VERSION = 7;

    /** The first whose emitted code still runs. Raised to {@link #VERSION} by a change that emitted code of before does not survive. */
    public static final int OLDEST = 6;

    private Abi() {}

    /**
     * Called once from the static initialiser of each emitted class of roots or frames.
     *
     * @throws LinkageError if the class was compiled for a version that this runtime does not know, or not any more; both are named
     */
    public static void require(int compiledFor, String className) {
        if (compiledFor < OLDEST || compiledFor > VERSION) {
            throw new LinkageError(className + " was compiled by Bobbin for ABI version " + compiledFor
                    + ", this runtime has version " + VERSION
                    + (compiledFor > VERSION
                            ? ": run it with bobbin-core and bobbin-runtime as new as the Bobbin that compiled it"
                            : " and runs what was compiled for " + OLDEST
                                    + " or later: transform it again with the Bobbin it runs with"));
        }
    }

    /**
     * Called once from the static initialiser of an emitted root for each callee of another class that it has room for.
     *
     * @param compiledWith the layout of the callee's frame for which the root has room
     * @param found the layout of the callee's class as it is now; null if it has none
     * @throws LinkageError if they differ; both are named
     */
    public static void requireLayout(String compiledWith, @Nullable String found, String callee, String root) {
        if (!compiledWith.equals(found)) {
            throw new LinkageError(root + " was compiled with " + callee + " of layout " + compiledWith + ", which has "
                    + (found == null ? "none that is known" : "layout " + found)
                    + " now: it was compiled again without its callers; transform them together, by building the project"
                    + " anew");
        }
    }

    /** Emitted for {@code x.await()}: the result, the failure thrown, or null with {@link Context#signal} set. */
    public static @Nullable Object await(Awaitable awaited, Context context) {
        return awaited.start(context);
    }

    /** Emitted for {@code x.await()} where the stack of whoever runs this is to be left: in what yields, under the stackful model. */
    public static @Nullable Object awaitOnStack(Awaitable awaited) {
        return awaited.awaitOnStack();
    }

    /**
     * Emitted for a return of something else than {@code done(...)}: a value is handed on, anything else is a tail call,
     * which the caller runs.
     */
    public static @Nullable Object tail(@Nullable Awaitable next, Context context, String coroutine) {
        if (next == null) {
            throw new NullPointerException(coroutine + " returned null instead of an Async; write `return done()`");
        }
        return next.isSettled() ? next.start(context) : context.tail(next);
    }

    /** Emitted for a resume form that is entered without a state. */
    public static IllegalStateException notSuspended(String coroutine) {
        return new IllegalStateException(coroutine + " was resumed but is not suspended");
    }

    /** Emitted where the body of a try-with-resources has failed and closing its scope has, too. */
    public static void suppress(Throwable body, Throwable close) {
        if (!(close instanceof NotJoined)) { // the body has not come to its join()
            addSuppressed(body, close);
        }
    }

    /**
     * Suppresses the later failure into the first, unless that is the same, a cause of it or suppressed into it: who walks through causes and
     * suppressed failures is never led in a circle.
     */
    public static void addSuppressed(Throwable first, Throwable later) {
        if (!Reached.from(later).contains(first)) {
            first.addSuppressed(later);
        }
    }

    /**
     * See {@link Awaitable#at}.
     *
     * @return see {@link Awaitable#caller}
     */
    public static int at(Awaitable host, int frame, Context asking) {
        host.at(frame, asking);
        return host.caller(frame);
    }

    /** For workers: runs a task that was dispatched, until it suspends or ends. */
    public static void run(Awaitable task, Context context) {
        context.beginTurn();
        task.run(context);
    }

    /** For sources: see {@link Awaitable#wakeFrom}. */
    public static boolean wake(Awaitable task, Awaitable source) {
        return task.wakeFrom(source);
    }

    /** See {@link Awaitable#park}. */
    public static boolean park(Awaitable source, Awaitable task) {
        return source.park(task);
    }

    /** See {@link Awaitable#forget}. */
    public static void forget(Awaitable source, Awaitable task) {
        source.forget(task);
    }

    /** See {@link Frame#abandoned}. */
    public static void abandon(Frame frame) {
        frame.abandoned();
    }

    /** See {@link Awaitable#wake}. */
    public static @Nullable Object resume(Awaitable source, Context context) {
        return source.wake(context);
    }

    /** See {@link Awaitable#stopWaiting}. */
    public static boolean stopWaiting(Awaitable source) {
        return source.stopWaiting();
    }

    /** See {@link Awaitable#isSelectable}. */
    public static boolean isSelectable(Awaitable source) {
        return source.isSelectable();
    }

    /** See {@link Awaitable#reserve}. */
    public static boolean reserve(Awaitable source) {
        return source.reserve();
    }

    /** See {@link Awaitable#release}. */
    public static void release(Awaitable source) {
        source.release();
    }

    /** See {@link Awaitable#what}. */
    public static String what(Awaitable source) {
        return source.what();
    }

    /** See {@link Awaitable#steps}. */
    public static @Nullable Step steps(Awaitable body) {
        return body.steps();
    }

    /** See {@link Awaitable#fire}. */
    public static void fire(Awaitable timer) {
        timer.fire();
    }

    /** See {@link Awaitable#place}. */
    public static int place(Awaitable timer) {
        return timer.place();
    }

    /** See {@link Awaitable#place(int)}. */
    public static void place(Awaitable timer, int place) {
        timer.place(place);
    }
}
