package dev.bobbin.lab.drive;

import dev.bobbin.Async;
import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A source that makes whoever awaits it wait, each time, until the harness gives it a value. Confined to one thread. */
public final class Signal extends Async<Integer> {
    private static final Integer ZERO = 0;
    private static final Integer ONE = 1;

    private @Nullable Awaitable waiter;
    private Integer value = ONE;

    /** From now on it brings zeros. */
    public void end() {
        value = ZERO;
    }

    /** Wakes the waiting task; false if it does not wait for this. */
    public boolean give() {
        return Abi.wake(Objects.requireNonNull(waiter, "nobody waits"), this);
    }

    @Override
    protected @Nullable Object start(Context context) {
        return context.suspend(this);
    }

    @Override
    protected boolean park(Awaitable task) {
        waiter = task;
        return true;
    }

    @Override
    protected Object wake(Context context) {
        return value;
    }
}
