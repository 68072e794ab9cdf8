package dev.bobbin.abi;

import org.jspecify.annotations.Nullable;

/**
 * Children of one parent that have ended on one thread, one after the other, and of whose leaving the parent has not been told: it is told of several at
 * once, which costs as much as being told of one. Nobody waits for that: as long as the thread runs children of that parent, one of them lives, so that the parent would
 * have to wait anyway. Before the thread chooses to run anything else, and before it waits, the parent is {@linkplain #tell told}: so a body that has waited for
 * the last of them is there to be chosen.
 *
 * <p>Belongs to the thread of its {@link Context}.
 */
public final class Leaving {
    /** Who has ended last; null if there are none. The others hang on it, as the parent has linked them. */
    public @Nullable Awaitable last;

    /** How many they are. */
    public int count;

    Leaving() {}

    /** The parent, if there is one, is told, and there are none any more. */
    public void tell() {
        Awaitable child = last;
        if (child != null) {
            child.leave(this);
        }
    }
}
