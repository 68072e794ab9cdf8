package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The children of a scope: a list of tasks by their own links, how many live, and who waits for the last of them. Guarded by this
 * object's monitor.
 */
abstract class Parent extends Awaitable {
    private @Nullable Task<?> youngest;
    private int live;
    private boolean stopping;
    private @Nullable String whyStopping;
    private @Nullable Awaitable waiter;
    private @Nullable Awaitable waitsFor;
    private @Nullable Parent heir;

    /** Whether the parent around counts one for the children, of which they do not know; belongs to the body's thread. */
    private boolean entered;

    /** Who is to know that no child lives any more; told outside the monitor. */
    record Quiet(
            @Nullable Awaitable waiter,
            @Nullable Awaitable waitsFor,
            @Nullable Parent heir) {
        void tell() {
            if (waiter != null && waitsFor != null) {
                Abi.wake(waiter, waitsFor);
            }
            if (heir != null) {
                heir.orphansEnded();
            }
        }
    }

    // ---- under the monitor ------------------------------------------------------------------------------------------

    final void add(Task<?> child) {
        Task<?> before = youngest;
        child.older = before;
        if (before != null) {
            before.younger = child;
        }
        youngest = child;
        live++;
    }

    /** Null if nobody is to know of it. */
    final @Nullable Quiet remove(Task<?> child) {
        Task<?> older = child.older;
        Task<?> younger = child.younger;
        if (older != null) {
            older.younger = younger;
        }
        if (younger != null) {
            younger.older = older;
        } else if (youngest == child) {
            youngest = older;
        }
        child.older = null;
        child.younger = null;
        return leave();
    }

    private @Nullable Quiet leave() {
        live--;
        if (live > 0 || waiter == null && heir == null) {
            return null;
        }
        Quiet quiet = new Quiet(waiter, waitsFor, heir);
        waiter = null;
        waitsFor = null;
        heir = null;
        return quiet;
    }

    /** How many have not ended. */
    final int live() {
        return live;
    }

    /** Whether children that come now are to be cancelled too. */
    final boolean isStopping() {
        return stopping;
    }

    /** Of what is {@link #isStopping}, if anybody said so. */
    final @Nullable String whyStopping() {
        return whyStopping;
    }

    /** The children, if any live, count as one for that parent, too; false if it is to be {@linkplain #enter entered} before. */
    final boolean bequeathTo(Parent outer) {
        if (live > 0) {
            if (!entered) {
                return false;
            }
            heir = outer;
            entered = false;
        }
        return true;
    }

    // ---- by the body's thread ---------------------------------------------------------------------------------------

    /**
     * That parent counts one more. Not under the monitor of this: who cancels what is in that one holds its monitor and wants the body's, and who
     * holds that wants the one of this.
     */
    final void enter(Parent outer) {
        outer.countOne();
        entered = true;
    }

    /** If the last child has ended after {@link #enter}. */
    final void leaveInVain(Parent outer) {
        if (entered) {
            outer.orphansEnded();
            entered = false;
        }
    }

    // ---- by anybody -------------------------------------------------------------------------------------------------

    private synchronized void countOne() {
        live++;
    }

    private void orphansEnded() {
        Quiet quiet;
        synchronized (this) {
            quiet = leave();
        }
        if (quiet != null) {
            quiet.tell();
        }
    }

    final synchronized boolean isQuiet() {
        return live == 0;
    }

    /** Registers the body to be woken by {@code source} when no child lives; false if none does. */
    final synchronized boolean awaitQuiet(Awaitable task, Awaitable source) {
        if (live == 0) {
            return false;
        }
        waiter = task;
        waitsFor = source;
        return true;
    }

    /** Undoes {@link #awaitQuiet}. */
    final synchronized void forgetWaiter(Awaitable task) {
        if (waiter == task) {
            waiter = null;
            waitsFor = null;
        }
    }

    /** Sets the flag of all children, youngest first, and adds those that had not got it to the list. */
    final synchronized void requestCancel(List<Task<?>> requested, @Nullable String reason) {
        stopping = true;
        whyStopping = whyStopping == null ? reason : whyStopping;
        for (Task<?> t = youngest; t != null; t = t.older) {
            if (t.requestCancel(reason)) {
                requested.add(t);
            }
        }
    }

    final void cancelChildren() {
        List<Task<?>> cancelled = new ArrayList<>();
        requestCancel(cancelled, null);
        Task.cancelAll(cancelled, null);
    }

    /**
     * Reads children, younger ones first.
     *
     * @param after begins with the next older one; with the youngest if this is null
     * @return how many; -1 if that one has left
     */
    final synchronized int children(@Nullable Task<?> after, Task<?>[] into) {
        Task<?> next = youngest;
        if (after != null) {
            if (after.older == null && after.younger == null && after != youngest) {
                return -1;
            }
            next = after.older;
        }
        int n = 0;
        for (; n < into.length && next != null; next = next.older) {
            into[n++] = next;
        }
        return n;
    }

    /** The oldest first. */
    final synchronized List<Task<?>> children(Predicate<Task<?>> which) {
        List<Task<?>> children = new ArrayList<>();
        for (Task<?> t = youngest; t != null; t = t.older) {
            if (which.test(t)) {
                children.add(t);
            }
        }
        Collections.reverse(children);
        return children;
    }

    /** The names of the children that have not ended, the oldest first. */
    final List<String> running() {
        // they tell whoever waits for them before they leave
        return children(task -> !task.isDone()).stream().map(Task::name).toList();
    }
}
