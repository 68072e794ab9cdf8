package dev.bobbin.spi;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import org.jspecify.annotations.Nullable;

/** A timer that is nothing else: an action for {@link Dispatcher#schedule}. */
public final class Alarm extends Awaitable {
    private final Runnable action;
    private int place;

    /** @param action must be short and must not block */
    public Alarm(Runnable action) {
        this.action = action;
    }

    @Override
    protected void fire() {
        action.run();
    }

    @Override
    protected int place() {
        return place;
    }

    @Override
    protected void place(int place) {
        this.place = place;
    }

    @Override
    protected @Nullable Object start(Context context) {
        throw new IllegalStateException("an alarm is not awaited but scheduled");
    }
}
