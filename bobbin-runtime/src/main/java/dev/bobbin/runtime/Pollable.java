package dev.bobbin.runtime;

import java.nio.channels.SelectionKey;

/**
 * What is registered with the {@link Poller} for one channel. A class, not an interface, so that public channel types need
 * not make {@link #ready} public.
 */
public abstract class Pollable {
    protected Pollable() {}

    /**
     * Called on the poller's thread when the channel has become ready; must be short and must not block.
     *
     * @param operations bits of {@link SelectionKey}, which were of interest and are not any more
     */
    protected abstract void ready(int operations);
}
