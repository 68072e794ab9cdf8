package dev.bobbin.runtime;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;

/** A task that is queued and taken, but never run. */
final class Numbered extends Awaitable {
    final int number;

    Numbered(int number) {
        this.number = number;
    }

    @Override
    protected Object start(Context context) {
        throw new AssertionError("only queued");
    }
}
