package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.spi.Dispatcher;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The scopes that a task has open, and what is asked of it: to end, or to look at its scopes.
 *
 * <p>Who asks writes {@link #asked} and then calls {@link #cutShort}, which takes the task from its wait if it is in one; who parks
 * publishes that and then looks whether it was asked: so one of them sees the other. See docs/adr/0014-asked-apart.md.
 *
 * <p>{@link #asked} is written by anybody at any time; the chain of scopes by the thread that runs the task, under this object's monitor, under which
 * others read it.
 */
abstract class Cancellable<T extends @Nullable Object> extends Host<T> {
    /** To end: it was cancelled. */
    private static final byte CANCEL = 1;
    /** ... which has been thrown in the coroutine. */
    private static final byte DELIVERED = 1 << 1;
    /** To look at its scopes, one of which has a failure for its body. */
    private static final byte INTERRUPT = 1 << 2;
    /** It has suspended after its cancellation was thrown: see {@link Swallowed}. */
    private static final byte WATCHED = 1 << 3;

    private static final VarHandle ASKED;

    static {
        try {
            ASKED = MethodHandles.lookup().findVarHandle(Cancellable.class, "asked", byte.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile byte asked;

    /** This, whole. */
    @Override
    abstract Task<?> task();

    /** How often {@link #mask} holds. */
    abstract int masks();

    /** By the running task. */
    abstract void masks(int times);

    /** Ends the wait, if it is in one, for what has been asked. By any thread. */
    abstract void cutShort();

    /** As {@link #cutShort}; and cancels the children of its open scopes. */
    abstract void stop(@Nullable String reason);

    /** Why it was cancelled, if anybody said so. */
    abstract @Nullable String reason();

    // ---- its scopes -------------------------------------------------------------------------------------------------

    /** The innermost open scope, around which are the other open ones and then the one that the task is in. */
    final Scope innermostScope() {
        return (Scope) Objects.requireNonNull(owner, "not started");
    }

    /** The innermost open scope, around which are the {@linkplain Scope#enclosing others}; null if none is open. */
    final @Nullable Scope openScope() {
        Scope innermost = innermostScope();
        return innermost.isOpenedBy(this) ? innermost : null;
    }

    /** As {@link #openScope}, without those that were opened for sequences. By the running task. */
    final @Nullable Scope openedByProgram() {
        Scope open = openScope();
        while (open != null && open.isLost()) {
            open = open.enclosing();
        }
        return open;
    }

    /** The scope that the task is in. */
    final Scope scope() {
        Scope scope = innermostScope();
        while (scope.isOpenedBy(this)) {
            scope = Objects.requireNonNull(scope.around());
        }
        return scope;
    }

    /** By any thread: all those scopes have the same. */
    final Dispatcher dispatcher() {
        return innermostScope().dispatcher();
    }

    /** Which of the open scopes are theirs is not known: those that are still open when one around them is closed. */
    @Override
    protected final void lostFrames() {
        if (owner == null) { // the body of a sequence or a coroutine, which is in no scope
            return;
        }
        for (Scope open = openScope(); open != null; open = open.enclosing()) {
            open.mayBeLost();
            open.stopJoin();
        }
    }

    private boolean isOpen(Scope scope) {
        for (Scope s = openScope(); s != null; s = s.enclosing()) {
            if (s == scope) {
                return true;
            }
        }
        return false;
    }

    /** The innermost open scope changes: a cancelled task's new scopes are cancelled too. */
    final void open(Scope scope) {
        boolean stop;
        synchronized (this) {
            owner = scope;
            stop = isToBeCancelled(asked) && masks() == 0;
        }
        if (stop) {
            scope.cancelChildren();
        }
    }

    /** Forgets innermost scopes that others have ended: see {@link Scope#endBeside}. By the running task. */
    final void forgetEnded() {
        Scope open = openScope();
        while (open != null && open.isLost()) {
            Scope outer = open.enclosing();
            if (open.isClosed()) {
                closed(open);
            }
            open = outer;
        }
    }

    final void closed(Scope scope) {
        synchronized (this) {
            if (owner == scope) {
                owner = scope.around();
                return;
            }
            for (Scope open = openScope(); open != null; open = open.enclosing()) {
                if (open.around() == scope) {
                    open.around(scope.around());
                    return;
                }
            }
        }
    }

    /** The open scopes that a cancellation or interrupt reaches now, innermost first. */
    final List<Scope> openScopes() {
        List<Scope> open = new ArrayList<>();
        synchronized (this) {
            if (masks() == 0) { // else unmask() will see to it
                for (Scope s = openScope(); s != null; s = s.enclosing()) {
                    open.add(s);
                }
            }
        }
        return open;
    }

    /** The body has been thrown this, by whatever way: none of its scopes throws it again. */
    final void handed(Throwable thrown) {
        for (Scope open = openScope(); open != null; open = open.enclosing()) {
            open.handed(thrown);
        }
    }

    /** Whether that is why a scope which it has open, and all in there, is stopped. By the running task. */
    final boolean isStoppedBy(Throwable failure) {
        for (Scope open = openScope(); open != null; open = open.enclosing()) {
            if (open.isStoppedBy(failure)) {
                return true;
            }
        }
        return false;
    }

    // ---- what is asked of it ----------------------------------------------------------------------------------------

    /** Whether that had not been asked before. */
    private boolean ask(byte what) {
        return ((byte) ASKED.getAndBitwiseOr(this, what) & what) == 0;
    }

    /** Anything, now or before, also what has been seen to. */
    final boolean hasBeenAsked() {
        return asked != 0;
    }

    /** Something has come that {@link #pending} may hand out. */
    final boolean isAsked() {
        byte a = asked;
        return a != 0 && ((a & INTERRUPT) != 0 || isToBeCancelled(a));
    }

    /** At its scopes, when it suspends next. */
    final void askToLook() {
        ask(INTERRUPT);
    }

    /** To end; false if it was asked before. */
    final boolean askToEnd() {
        return ask(CANCEL);
    }

    /** Its cancellation has been thrown: what it does and what it fails with is clean-up. */
    final boolean cleansUp() {
        return (asked & DELIVERED) != 0;
    }

    /** As if the cancellation had not been thrown yet. */
    final void askToEndAgain() {
        ASKED.getAndBitwiseAnd(this, (byte) ~DELIVERED);
    }

    /** Once, after its cancellation has been thrown. */
    final boolean isToBeWatched() {
        return (asked & (DELIVERED | WATCHED)) == DELIVERED && ask(WATCHED);
    }

    /** Asked only where there is a reason: it tells the source. */
    static boolean mayCutShort(Awaitable source) {
        return Abi.stopWaiting(source);
    }

    /** It was cancelled, which has not been thrown yet. */
    private static boolean isToBeCancelled(byte asked) {
        return (asked & (CANCEL | DELIVERED)) == CANCEL;
    }

    /**
     * A scope of this task has a failure, which its body gets at the next suspension. If it waits in {@code all()},
     * {@code race()} and the like, that gets the failure to throw, unless it has one, and its parts are cancelled. Decided under the monitor
     * that {@link #open} takes: a group opened later finds the flag, one opened before is found here.
     */
    final void interrupt(Scope failed) {
        Scope group = null;
        synchronized (this) {
            if (!failed.hasFailureForBody()) {
                return; // the body has got it meanwhile
            }
            Scope innermostOpen = openScope();
            if (innermostOpen != null && innermostOpen.isGroup() && isOpen(failed) && failed.isInReach()) {
                group = innermostOpen;
            }
            if (group != null && group.takesReason()) {
                Throwable failure = failed.handOver();
                if (failure == null) {
                    return; // as above
                }
                group.interruptGroup(failure);
            } else {
                ask(INTERRUPT);
            }
        }
        if (group != null) {
            group.cancelChildren();
        } else {
            cutShort();
        }
    }

    /** Whether {@link #takeReason} would give one; asked by others while the task is parked. */
    final boolean hasReason() {
        byte a = asked;
        if (masks() == 0 && isToBeCancelled(a)) {
            return true;
        }
        return (a & INTERRUPT) != 0 && hasFailureForBody();
    }

    private boolean hasFailureForBody() {
        for (Scope open : scopesInReach()) {
            if (open.hasFailureForBody()) {
                return true;
            }
        }
        return false;
    }

    /** The open scopes whose failures reach the body now, innermost first: in {@code uncancellable} those that were opened in there. */
    private List<Scope> scopesInReach() {
        List<Scope> inReach = new ArrayList<>();
        synchronized (this) {
            for (Scope open = openScope(); open != null && open.isInReach(); open = open.enclosing()) {
                inReach.add(open);
            }
        }
        return inReach;
    }

    /** As {@link #hasReason}, by the running task: an interrupt is over if the body has got the failure meanwhile. */
    final boolean hasReasonNow() {
        if (!isAsked()) {
            return false;
        }
        if (hasReason()) {
            return true;
        }
        if (masks() > 0) {
            return false;
        }
        ASKED.getAndBitwiseAnd(this, (byte) ~INTERRUPT);
        if (!hasFailureForBody()) {
            return false;
        }
        ask(INTERRUPT); // it has come between the two
        return true;
    }

    /** What is to be thrown at this suspension point: the cancellation, once, or a scope's failure, once. */
    final @Nullable Throwable pending() {
        for (; ; ) {
            byte a = asked;
            if (masks() == 0 && isToBeCancelled(a)) {
                if (ask(DELIVERED)) {
                    endScopes();
                    return new Cancelled(task().wasCancelled());
                }
            } else if ((a & INTERRUPT) != 0) {
                if (((byte) ASKED.getAndBitwiseAnd(this, (byte) ~INTERRUPT) & INTERRUPT) != 0) {
                    Throwable failure = handOver();
                    if (failure != null || masks() > 0) { // what there is still waits until the mask is lifted
                        return failure;
                    }
                }
            } else {
                return null;
            }
        }
    }

    /** Those that it has open end with it: nothing else that stops them may take the place of its cancellation. */
    private void endScopes() {
        for (Scope open = openScope(); open != null; open = open.enclosing()) {
            open.endWithBody();
        }
    }

    /** A scope's failure, of several the innermost. The next one is asked for again: this look was for all that had been. */
    private @Nullable Throwable handOver() {
        Throwable failure = null;
        for (Scope open = openScope(); open != null; open = open.enclosing()) {
            if (failure == null && open.isInReach()) {
                failure = open.handOver();
            } else if (open.hasFailureForBody()) { // one that comes later is told by who brings it
                ask(INTERRUPT);
                break;
            }
        }
        return failure;
    }

    /** Holds back cancellation until {@link #unmask}. Called by the running task. */
    final void mask() {
        synchronized (this) {
            if (masks() == Byte.MAX_VALUE) {
                throw new IllegalStateException("uncancellable nested more than " + Byte.MAX_VALUE + " deep");
            }
            masks(masks() + 1);
        }
    }

    final void unmask() {
        liftMask();
        letCancellationIn();
    }

    /** The first half of {@link #unmask}. */
    final void liftMask() {
        synchronized (this) {
            masks(masks() - 1);
        }
    }

    /** The second half, which may be repeated. */
    final void letCancellationIn() {
        if (masks() == 0 && isToBeCancelled(asked)) {
            stop(reason());
        }
    }

    /** What a wait that could not be cut short has to throw: a cancellation or a scope's failure, if there is one. */
    final @Nullable Throwable takeReason() {
        return isAsked() ? pending() : null;
    }

    final boolean isCancelling() {
        return (asked & CANCEL) != 0;
    }
}
