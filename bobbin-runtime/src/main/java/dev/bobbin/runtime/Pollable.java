package dev.bobbin.runtime;

import java.nio.channels.SelectionKey;

/**
 * What is registered with a {@link NioPoller} for one channel. A class, not an interface, so that public channel types need
 * not make {@link #ready} public.
 */
public abstract class Pollable {
    protected Pollable() {}

    /**
     * Called by the thread that polls when the channel has become ready; must be short and must not block.
     *
     * @param operations bits of {@link SelectionKey}
     * @return those of them that somebody waited for who has been woken by this call
     */
    protected abstract int ready(int operations);

    /** Which of the operations somebody waits for, who may have been woken already and not have run since; none, if it does not say. */
    protected int awaited(int operations) {
        return 0;
    }
}
