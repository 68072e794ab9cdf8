package dev.bobbin;

import dev.bobbin.abi.Abi;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A waiter without a task, so that waiting is three operations that never block, which Lincheck can order: to ask, to look whether it
 * has been served, and to give up.
 */
final class Ticket extends BareWaiter {
    private enum State {
        WAITING,
        SERVED,
        GIVEN_UP
    }

    private final Async<?> source;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    private Ticket(Async<?> source) {
        this.source = source;
    }

    /** Waits for it; null if that is ready. */
    static Ticket of(Async<?> source, Object brought) {
        Ticket ticket = new Ticket(source);
        ticket.item(brought);
        return Abi.park(source, ticket) ? ticket : null;
    }

    /** Whether whoever it waits for has served it. */
    boolean isServed() {
        return state.get() == State.SERVED;
    }

    /** As a task that is cancelled does; false if it has been served. */
    boolean giveUp() {
        if (!state.compareAndSet(State.WAITING, State.GIVEN_UP)) {
            return false;
        }
        Abi.forget(source, this);
        return true;
    }

    @Override
    int claim() {
        return state.compareAndSet(State.WAITING, State.SERVED) ? CLAIMED : LOST;
    }
}
