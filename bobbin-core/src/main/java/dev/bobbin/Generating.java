package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Relay;
import dev.bobbin.abi.RelayingStep;
import dev.bobbin.abi.Step;
import dev.bobbin.abi.Unawaited;
import dev.bobbin.abi.Yields;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of a sequence that runs, a piece at a time, on the thread of whoever asks for the next element: a coroutine that no scheduler
 * knows. It waits for nothing but to be asked, so that no step of it is atomic. This object is what it suspends on.
 *
 * <p>A body may have the elements of others handed out in the place of its own ({@code yieldAll}); those may be of a body that does so again, and so
 * on. The outermost knows the {@link #innermost}, and asks that: an element costs the same however many there are.
 *
 * <p>Used by one thread at a time.
 */
abstract class Generating extends Async<Void> implements AutoCloseable, Relay {
    private static final int NEW = 0;
    private static final int SUSPENDED = 1;
    private static final int RUNNING = 2;
    private static final int CLOSING = 3;
    private static final int ENDED = 4;

    private int state = NEW;
    private boolean ready;

    /** The body, if it is steps that send whoever has them on to this, which is an iterator then. Other steps are not known here: see {@link Relay#close}. */
    private @Nullable RelayingStep relaying;

    private @Nullable Task<?> body;
    private @Nullable Context context;

    /** What is handed out before the body goes on, if it is not {@link #within}. */
    private @Nullable Iterator<?> others;

    /** Whether {@link #others} end with the body. */
    private boolean closesOthers;

    /** Whether {@link #others} have been asked, and have not yet answered. */
    private boolean asking;

    /** What is handed out before the body goes on: that of a body, to be asked from now on. */
    private @Nullable Generating within;

    /** Whose body waits until this has no more elements. */
    private @Nullable Generating outer;

    /** Whether it is being closed, and all whose elements are handed out. */
    private boolean isClosingAll;

    /** Of the outermost: whose elements are handed out; null if it is this, and no others are. */
    private @Nullable Generating innermost;

    /**
     * Once, before anything can be asked for.
     *
     * @param cold which knows its yielder
     * @return the iterator, if it is not this
     */
    final @Nullable Step begin(Async<Void> cold) {
        Unawaited.used(cold); // whether or not anything is asked for
        Step own = Abi.steps(cold);
        if (own != null) {
            own.begin(this);
            relaying = own instanceof RelayingStep relays ? relays : null;
        } else {
            body = cold instanceof Task<?> task ? task : new Spawned<>(Once.reserved(cold));
            Unawaited.used(body);
        }
        return own;
    }

    /** Whether there is an element; computes it if that is not known. What the body throws is thrown. */
    public final boolean hasNext() {
        return ready || advance();
    }

    /** The element is handed out. */
    final void take() {
        if (!hasNext()) {
            throw new NoSuchElementException("the sequence has no more elements");
        }
        ready = false;
    }

    private boolean advance() {
        if (isClosingAll || innermost != null && innermost.isBusy()) {
            throw Yields.runs();
        }
        if (relaying != null) {
            return advanceRelaying();
        }
        if (innermost == null) {
            boolean more = goOn();
            if (!more) {
                ended();
            }
            if (!more || others == null && within == null) {
                ready = more;
                return more;
            }
            innermost = this;
        }
        ready = advanceInnermost();
        return ready;
    }

    /** The body stands where others' elements are handed out; if it yields one of its own then, the {@link #relaying} has it. */
    private boolean advanceRelaying() {
        if (innermost == null) {
            innermost = this;
        }
        boolean more = advanceInnermost();
        ready = more && (innermost != this || others != null);
        if (!ready) {
            innermost = null;
        }
        return more;
    }

    private void ended() {
        body = null; // and all that it holds
        state = ENDED;
    }

    private boolean goOn() {
        if (relaying != null) {
            return relaying.step();
        }
        if (state > SUSPENDED) {
            return isOver();
        }
        boolean more = false;
        state = RUNNING;
        try {
            more = step();
        } finally {
            state = more ? SUSPENDED : ENDED;
        }
        return more;
    }

    /** There are no more elements; or it is no time to ask. */
    private boolean isOver() {
        if (state != ENDED) {
            throw Yields.runs();
        }
        return false;
    }

    /** A body that has callees which yield. */
    private boolean step() {
        Context running = context;
        if (running == null) {
            running = new Context(this);
            context = running;
        }
        if (Objects.requireNonNull(body).step(running)) {
            running.takeSource();
            return true;
        }
        running.take(); // or throws
        return false;
    }

    /** Ends the body where it stands, so that its {@code finally} blocks run. What those throw is thrown. Does nothing if it has ended. */
    @Override
    public final void close() {
        if (isClosingAll || innermost != null && innermost.isBusy()) {
            throw Yields.runs();
        }
        ready = false;
        Generating at = innermost;
        innermost = null;
        Throwable failure = null;
        isClosingAll = true;
        try {
            for (; at != null && at != this; at = at.outer) {
                failure = at.endedBy(failure);
            }
            failure = endedBy(failure);
        } finally {
            isClosingAll = false;
        }
        if (failure != null) {
            throw Rethrow.asIs(failure);
        }
    }

    @Override
    public final void close(Step body) {
        if (body instanceof RelayingStep) {
            close();
            return;
        }
        Throwable reason = new Cancelled("the sequence was closed");
        try {
            body.endBy(reason);
        } catch (Throwable t) { // of the body, or those before it
            Throwable failure = Suppressed.besides(reason, t);
            if (failure != null) {
                throw Rethrow.asIs(failure);
            }
        }
    }

    /** Closes it, for what the body inside of it has thrown or just to end it; what this one throws then, which is null if it just ends. */
    private @Nullable Throwable endedBy(@Nullable Throwable inner) {
        Throwable ofOthers = closeOthers();
        Throwable failure = ofOthers == null ? inner : ofOthers;
        Throwable reason = failure == null ? new Cancelled("the sequence was closed") : failure;
        try {
            close(reason);
            return null;
        } catch (Throwable t) { // of the body, or those before it
            return failure == null ? Suppressed.besides(reason, t) : t;
        }
    }

    /** What that throws; null if nothing. */
    private @Nullable Throwable closeOthers() {
        Iterator<?> open = others;
        others = null;
        if (closesOthers && open instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Throwable t) { // for the body, which waits for them
                return t;
            }
        }
        return null;
    }

    private void close(Throwable reason) {
        if (relaying != null) {
            relaying.endBy(reason);
            return;
        }
        if (state == NEW || state == ENDED) {
            state = ENDED;
            return;
        }
        if (state != SUSPENDED) {
            throw Yields.runs();
        }
        state = CLOSING;
        try {
            Objects.requireNonNull(context).fail(reason);
            step();
        } finally {
            state = ENDED;
            body = null;
        }
    }

    // ---- the elements of others -------------------------------------------------------------------------------------

    /** In place of a yield. */
    @Override
    public final void handOut(Object elements) {
        Iterator<?> open = open(elements);
        Object giver = open instanceof RelayingStep step ? step.relay() : open;
        if (giver.getClass() == getClass() && ((Generating) giver).isNew()) {
            within = (Generating) giver;
        } else {
            others = open;
            closesOthers = true;
        }
    }

    /** In place of a yield. */
    @Override
    public final void handOutRest(Iterator<?> elements) {
        others = elements;
        closesOthers = false;
    }

    /** An iterator of these, which is closed if it can be. */
    abstract Iterator<?> open(Object elements);

    /** Whose element was found. */
    final Generating giver() {
        Generating at = innermost;
        return at == null ? this : at;
    }

    /** Keeps the next of the elements as if the body had yielded it. */
    abstract void fetch(Iterator<?> elements);

    /** The iterator that has the body's own element, which was found; null if it is kept here. */
    final @Nullable Iterator<?> own() {
        return others == null ? (Iterator<?>) relaying : null;
    }

    private boolean isNew() {
        return relaying != null ? relaying.state == Step.NEW : !ready && state == NEW;
    }

    /** Whether it is computing an element. */
    private boolean isBusy() {
        return asking || isRunning();
    }

    private boolean isRunning() {
        return relaying != null ? relaying.state == Step.RUNNING : state == RUNNING || state == CLOSING;
    }

    /** Goes down to those whose elements are handed out, and up again to bodies that go on, until there is an element. */
    private boolean advanceInnermost() {
        Generating at = Objects.requireNonNull(innermost);
        for (; ; ) {
            boolean more = false;
            Throwable failure = null;
            innermost = at;
            try {
                more = at.proceed();
            } catch (Throwable t) { // for the body that waits for the end of these elements
                failure = t;
            }
            if (more) {
                Generating inner = at.within;
                if (inner == null) {
                    return true;
                }
                at.within = null;
                inner.outer = at;
                at = inner;
            } else {
                at.ended();
                Generating waiting = at.outer;
                if (at == this || waiting == null) {
                    innermost = null;
                    if (failure != null) {
                        throw Rethrow.asIs(failure);
                    }
                    return false;
                }
                if (failure != null) {
                    waiting.fail(failure);
                }
                at = waiting;
            }
        }
    }

    /** Whether there is an element, or something is {@link #within}. */
    private boolean proceed() {
        for (; ; ) {
            if (within != null || others != null && fetchOther()) {
                return true;
            }
            if (!goOn()) {
                return false;
            }
            if (others == null) {
                return true;
            }
        }
    }

    private boolean fetchOther() {
        Iterator<?> open = Objects.requireNonNull(others);
        asking = true;
        try {
            if (open.hasNext()) {
                fetch(open);
                return true;
            }
        } catch (Throwable t) { // for the body, which waits for their end
            Throwable later = closeOthers();
            if (later != null) {
                Abi.addSuppressed(t, later);
            }
            fail(t);
        } finally {
            asking = false;
        }
        others = null;
        return false;
    }

    /** The failure is thrown where the body goes on. */
    private void fail(Throwable failure) {
        if (relaying != null) {
            relaying.fail(failure);
            return;
        }
        Objects.requireNonNull(context).fail(failure);
    }

    // ---- as what the body awaits ------------------------------------------------------------------------------------

    @Override
    protected final @Nullable Object start(Context running) {
        requireBody(running);
        return running.suspend(this);
    }

    /** The body could not be suspended after all. */
    @Override
    protected final void forget(Awaitable task) {
        others = null;
        within = null;
    }

    final void requireBody(Context running) {
        if (running != context || state == CLOSING) {
            throw misused();
        }
    }

    /** By whoever has been given the yielder and was not compiled. */
    final IllegalStateException misused() {
        boolean isUnknown = body == null && relaying == null && state == NEW; // of steps
        return isUnknown || isRunning() ? Yields.misused(state == CLOSING) : Yields.outside();
    }
}
