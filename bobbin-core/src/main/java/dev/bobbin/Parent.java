package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Leaving;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The children of a scope: a list of tasks by their own links, how many live, and who waits for the last of them. Guarded by this
 * object's monitor.
 *
 * <p>But a child that ends does not wait for that monitor, which the body wants for each spawn, on another processor as it may be. Those that have ended one after the
 * other on one thread, some at a time ({@link Leaving}), go onto a stack of {@link #departed}, by one compare-and-set, and whoever makes the stack {@link #enough} high takes all
 * of it out of the list ({@link #clear}); if they are as many themselves, they need no stack. So a scope may keep up to {@link #FEW} children less one that have ended, until
 * others do or it ends, and each thread that runs its children as many, while it does.
 *
 * <p>Nobody misses the last one. While somebody waits, the stack is high enough when all who live are on it: who begins to wait, or has cleared it, writes how
 * high that is, and looks at the stack after that; who departs puts itself on the stack, and reads how high it is to be after that. All four are
 * volatile, so one of the two sees the other; who needs no stack goes under the monitor instead. To have a child count down a number would do the same for that, but not
 * take it out of the list.
 * ParentLincheckTest and ParentTest.
 */
abstract class Parent extends Awaitable {
    /** How many depart together. */
    static final int FEW = 16;

    private static final VarHandle DEPARTED;

    static {
        try {
            DEPARTED = MethodHandles.lookup().findVarHandle(Parent.class, "departed", Task.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The child that was the last to depart: its item is the one before, its place how many they are. Taken under the monitor only. */
    private volatile @Nullable Task<?> departed;

    /** Written under the monitor. */
    private volatile int enough;

    /** What that is while nobody waits. */
    private final int most;

    private @Nullable Task<?> youngest;
    private int live; // with those that have departed
    private boolean stopping;
    private @Nullable String whyStopping;
    private @Nullable Awaitable waiter;
    private @Nullable Awaitable waitsFor;
    private @Nullable Parent heir;

    /** Whether the parent around counts one for the children, of which they do not know; belongs to the body's thread. */
    private boolean entered;

    /** @param most how high the stack is to become: {@link #FEW}, or 1, where no two threads are known to run tasks */
    Parent(int most) {
        this.most = most;
        this.enough = most;
    }

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
        unlink(child);
        return clear();
    }

    private void unlink(Task<?> child) {
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
        live--;
    }

    /** Those from the last, by their items. */
    private void unlinkAll(@Nullable Task<?> last) {
        Task<?> child = last;
        while (child != null) {
            Task<?> before = (Task<?>) child.item();
            child.item(null);
            unlink(child);
            child = before;
        }
    }

    /** Takes those that have departed out of the list; null if nobody is to know of it. */
    private @Nullable Quiet clear() {
        do {
            unlinkAll(departed == null ? null : (Task<?>) DEPARTED.getAndSet(this, null));
            if (waiter == null && heir == null) {
                mayGrowTo(most);
                return null;
            }
            if (live == 0) {
                Quiet quiet = new Quiet(waiter, waitsFor, heir);
                waiter = null;
                waitsFor = null;
                heir = null;
                mayGrowTo(most);
                return quiet;
            }
        } while (!watch());
        return null;
    }

    /** For who is to wait; false if all have departed who live, some of whom may not know that they are waited for. */
    private boolean watch() {
        mayGrowTo(Math.min(most, live));
        return live() > 0;
    }

    private void mayGrowTo(int height) {
        if (enough != height) {
            enough = height;
        }
    }

    /** How many have not left: none only if all have ended, and what they mean to others has been done. */
    final int live() {
        return live - height(departed);
    }

    /** How many have not ended, of which some may have left no more than that. Looks at all. */
    final int unended() {
        int n = live;
        for (Task<?> t = youngest; t != null; t = t.older) {
            if (t.isDone()) {
                n--;
            }
        }
        return n;
    }

    private static int height(@Nullable Task<?> departed) {
        return departed == null ? 0 : departed.place();
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
        if (live() > 0) {
            if (!entered) {
                return false;
            }
            if (watch()) { // before the rest: it may run out of stack
                heir = outer;
                entered = false;
            }
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

    /** Outside the monitor. */
    static void tell(@Nullable Quiet quiet) {
        if (quiet != null) {
            quiet.tell();
        }
    }

    private synchronized void countOne() {
        live++;
    }

    private void orphansEnded() {
        Quiet quiet;
        synchronized (this) {
            live--;
            quiet = clear();
        }
        tell(quiet);
    }

    /** A child has ended, and nothing follows from that. */
    final void depart(Task<?> child, Context context) {
        Leaving leaving = context.leaving();
        if (leaving == null) {
            child.item(null);
            depart(child, 1);
            return;
        }
        Task<?> before = (Task<?>) leaving.last;
        if (before != null && before.owner != this) {
            leaving.tell();
            before = null;
        }
        child.item(before);
        leaving.last = child;
        leaving.count++;
        if (leaving.count >= FEW) {
            leaving.tell();
        }
    }

    /** Takes those that are kept there, which are of this parent. By their thread. */
    final void take(Leaving children) {
        Task<?> last = (Task<?>) Objects.requireNonNull(children.last);
        int count = children.count;
        children.last = null;
        children.count = 0;
        depart(last, count);
    }

    private static Task<?> firstOf(Task<?> last) {
        Task<?> first = last;
        for (Object before = first.item(); before != null; before = first.item()) {
            first = (Task<?>) before;
        }
        return first;
    }

    /** Those from the last, by their items. */
    private void depart(Task<?> last, int count) {
        if (count >= enough) {
            letGo(last);
        } else if (push(firstOf(last), last, count) >= enough) {
            letGo(null);
        }
    }

    /** These, and those that have departed. */
    private void letGo(@Nullable Task<?> last) {
        Quiet quiet;
        synchronized (this) {
            unlinkAll(last);
            quiet = clear();
        }
        tell(quiet);
    }

    /** As no child can come any more that would have others do it. */
    final void letGoAtLast() {
        if (departed != null) {
            letGo(null);
        }
    }

    private int push(Task<?> first, Task<?> last, int count) {
        Task<?> before;
        int height;
        do {
            before = departed;
            height = height(before) + count;
            first.item(before);
            last.place(height);
        } while (!DEPARTED.compareAndSet(this, before, last));
        return height;
    }

    final synchronized boolean isQuiet() {
        return live() == 0;
    }

    /** Registers the body to be woken by {@code source} when no child lives; false if none does. */
    final synchronized boolean awaitQuiet(Awaitable task, Awaitable source) {
        if (!watch()) {
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
            if (!next.isDone()) {
                into[n++] = next;
            }
        }
        return n;
    }

    /** Those that have not ended, the oldest first. They tell whoever waits for them before they leave. */
    final synchronized List<Task<?>> running(Predicate<Task<?>> which) {
        List<Task<?>> children = new ArrayList<>();
        for (Task<?> t = youngest; t != null; t = t.older) {
            if (!t.isDone() && which.test(t)) {
                children.add(t);
            }
        }
        Collections.reverse(children);
        return children;
    }

    /** The names of the children that have not ended, the oldest first. */
    final List<String> running() {
        return running(task -> true).stream().map(Task::name).toList();
    }
}
