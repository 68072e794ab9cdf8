package dev.bobbin;

import org.jspecify.annotations.Nullable;

/** What has a thread of its own on which it runs: plain code that is a part of a task, or the body of a coroutine that somebody resumes. */
interface OwnThread {
    /** Of the calling thread; null if it is somebody else's. */
    ThreadLocal<@Nullable OwnThread> CURRENT = new ThreadLocal<>();

    /** The code that is a part of a task, and awaits for it; null if there is none. */
    @Nullable
    Bridged<?> bridged();

    /**
     * Called on that thread: suspends it and whoever waits for it, until the task goes on.
     *
     * @throws IllegalStateException if one of them cannot be suspended where it is; nothing has changed then
     */
    void leave();
}
