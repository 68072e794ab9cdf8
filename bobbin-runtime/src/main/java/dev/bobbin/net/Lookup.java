package dev.bobbin.net;

import dev.bobbin.Async;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Unawaited;
import dev.bobbin.runtime.Workers;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the resolver on a thread that may be blocked.
 *
 * <p>Rejected: {@link dev.bobbin.Blocking#call}. When its task is cancelled it interrupts the call and waits for its end, because what
 * comes may have to be closed. A resolver does not heed interrupts, and nothing is lost with its answer: so whoever waits no longer goes
 * at once.
 *
 * <p>All that changes is guarded by the monitor.
 */
final class Lookup extends Async<List<InetAddress>> implements Runnable {

    private final String host;
    private final Resolver resolver;
    private boolean started;

    /** It has been given to a thread, or will be run by one. */
    private boolean queued;

    /** Nobody waits any longer: it need not begin. */
    private boolean unwanted;

    private @Nullable Awaitable waiter;
    private @Nullable Async<List<InetAddress>> outcome;

    /** {@link InetAddress#getAllByName}, but for tests. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    Lookup(String host, Resolver resolver) {
        this.host = host;
        this.resolver = resolver;
        Unawaited.made(this);
    }

    @Override
    protected String what() {
        return "this resolve";
    }

    @Override
    protected synchronized boolean reserve() {
        boolean free = !started;
        started = true;
        return free;
    }

    @Override
    protected synchronized void release() {
        started = false;
    }

    @Override
    protected @Nullable Object start(Context context) {
        synchronized (this) {
            if (started) {
                throw new IllegalStateException(
                        "this resolve has been awaited before: it runs once. Call resolve again for the next one");
            }
            started = true;
        }
        Unawaited.used(this);
        return wake(context);
    }

    @Override
    protected @Nullable Object wake(Context context) {
        Async<List<InetAddress>> ended;
        boolean queue;
        synchronized (this) {
            ended = outcome;
            unwanted = false;
            queue = ended == null && !queued;
            queued |= queue;
        }
        if (queue) {
            Workers.runBlocking(this);
        }
        return ended == null ? context.suspend(this) : Abi.await(ended, context);
    }

    @Override
    public void run() {
        synchronized (this) {
            if (unwanted) {
                queued = false;
                return;
            }
        }
        Async<List<InetAddress>> result;
        try {
            result = done(List.of(resolver.resolve(host)));
        } catch (Throwable t) { // the lookup's failure, for whoever awaits it
            result = failed(t);
        }
        Awaitable task;
        synchronized (this) {
            outcome = result;
            task = waiter;
            waiter = null;
        }
        if (task != null) {
            Abi.wake(task, this);
        }
    }

    @Override
    protected synchronized boolean park(Awaitable task) {
        if (outcome != null || unwanted) {
            return false;
        }
        waiter = task;
        return true;
    }

    @Override
    protected synchronized void forget(Awaitable task) {
        unwanted = true;
        waiter = null;
    }
}
