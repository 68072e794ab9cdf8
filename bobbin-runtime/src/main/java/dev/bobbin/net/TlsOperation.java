package dev.bobbin.net;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Unawaited;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One awaitable try-then-wait-then-try-again on a {@link TlsConnection}; as {@link Operation}, but what it waits for is known only
 * after the try: input, output, both, or somebody else's progress.
 *
 * <p>{@link #waiter} is what it is in {@code Operation}, and written under the monitor for the same reason. {@link #wants} and
 * {@link #seen} are written by the running task, before it enlists, and read by others only after they have found it enlisted.
 */
abstract class TlsOperation<T extends @Nullable Object> extends Async<T> {
    /** What {@link #advance} returns when it could not finish. */
    static final Object AGAIN = new Object();

    private static final Awaitable NOBODY = Async.done();

    final TlsConnection connection;
    final TlsEngine engine;

    private volatile @Nullable Awaitable waiter;

    /** Bits of {@link java.nio.channels.SelectionKey}; none if only a change of the engine helps. */
    private int wants;

    /** The engine's changes when the last try gave up. */
    private int seen;

    /** Has not tried: it has had its turn, and waits for the next. */
    private boolean yields;

    TlsOperation(TlsConnection connection) {
        this.connection = connection;
        this.engine = connection.engine();
        Unawaited.made(this);
    }

    /** Whether it takes the place of the one that reads; else that of the one that writes. */
    abstract boolean isInput();

    /** What it does, for people: "read". */
    abstract String verb();

    /** Goes as far as it can without blocking: the result, or {@link #AGAIN} after {@link #blocked}. */
    abstract @Nullable Object advance() throws IOException;

    /** Called when the waiting task was cancelled. */
    void abandoned() {}

    /** Called by the engine, under its monitor, when this operation has to wait. */
    final void blocked(int wanted, int changes) {
        wants = wanted;
        seen = changes;
    }

    /** Whether all of it has been encrypted and sent; if not, as {@link #AGAIN}. The engine is free for the other direction between two records. */
    final boolean send(ByteBuffer source) throws IOException {
        int outcome = TlsEngine.MORE;
        for (int records = 0; outcome == TlsEngine.MORE; records++) {
            if (records == TlsEngine.TURN) {
                yielding();
                return false;
            }
            outcome = engine.write(this, source);
        }
        return outcome == TlsEngine.SENT;
    }

    /** Gives up although it could go on: others get a turn. */
    final Object yielding() {
        yields = true;
        return AGAIN;
    }

    @Override
    protected final String what() {
        return "this " + verb();
    }

    @Override
    protected final synchronized boolean reserve() {
        boolean free = waiter == null;
        waiter = free ? this : waiter;
        return free;
    }

    @Override
    protected final synchronized void release() {
        waiter = waiter == this ? null : waiter;
    }

    @Override
    protected final @Nullable Object start(Context context) {
        synchronized (this) {
            if (waiter != null) {
                throw new IllegalStateException("this " + verb() + " has been awaited before: it runs once. Call "
                        + verb() + " again for the next one");
            }
            waiter = this;
        }
        Unawaited.used(this);
        connection.requireAlone(this);
        if (context.spend()) {
            return step(context);
        }
        yields = true;
        return context.suspend(this);
    }

    private @Nullable Object step(Context context) {
        Object result = null;
        boolean returned = false;
        try {
            result = advance();
            returned = true;
        } catch (IOException e) {
            throw Operation.<RuntimeException>asIs(
                    SocketFailures.named(verb() + " on " + connection, connection.isOpen(), e));
        } finally {
            if (!returned) {
                engine.change();
            }
            connection.tell();
        }
        return result == AGAIN ? context.suspend(this) : result;
    }

    @Override
    protected final boolean park(Awaitable task) {
        synchronized (this) {
            if (waiter != this) {
                return true; // the task was cancelled before it came here, and runs elsewhere
            }
            if (yields) {
                return Abi.park(Bobbin.yieldNow(), task); // data may be here already, so that no channel would wake it
            }
            try {
                return register(task);
            } catch (IOException e) {
                throw Operation.<RuntimeException>asIs(e);
            }
        }
    }

    private boolean register(Awaitable task) throws IOException {
        waiter = task;
        boolean waits = false;
        try {
            waits = connection.enlist(this) && connection.arm(wants) && engine.changes() == seen;
        } finally {
            if (!waits) {
                connection.delist(this);
                waiter = this;
            }
        }
        return waits;
    }

    /** Wakes the task if one waits for some of this, and says whether; called from any thread, perhaps for nothing. */
    final boolean signal(int events) {
        if (events != ~0 && (events & wants) == 0) {
            return false;
        }
        Awaitable task = waiter;
        return task != null && task != this && task != NOBODY && Abi.wake(task, this);
    }

    @Override
    protected final @Nullable Object wake(Context context) {
        synchronized (this) {
            leave();
            waiter = this;
        }
        yields = false;
        try {
            connection.requireAlone(this); // another one may have come first between the try and the wait
        } catch (IllegalStateException e) {
            departed();
            throw e;
        }
        return step(context);
    }

    @Override
    protected final void forget(Awaitable task) {
        synchronized (this) {
            leave();
            waiter = NOBODY;
        }
        abandoned();
        departed();
    }

    /** What it would have done the other one may have to do now. */
    private void departed() {
        engine.departed();
        connection.tell();
    }

    /** Under the monitor. */
    private void leave() {
        Awaitable task = waiter;
        if (task != null && task != this && task != NOBODY) {
            connection.delist(this);
        }
    }
}
