package dev.bobbin.spi;

/** Who can end a wait; of several waits the last one counts. */
public enum WokenBy {
    /** Other tasks: of a channel, a lock, a scope, a task. */
    TASKS,
    /** The dispatcher's own clock. */
    TIME,
    /** Whoever has the completer of an {@code Async.create}, or completes a future: another task, or anybody. */
    CALLBACKS,
    /** What goes on outside of the scheduler by itself: code that blocks, a socket, a file, a stream; or the task is about to be queued. */
    SYSTEM
}
