package dev.bobbin.abi;

import org.jspecify.annotations.Nullable;

/**
 * A call of the pull model as an object, which holds its callee. The outermost is at the same time the one heap frame of its host,
 * which is how the task comes to poll it.
 *
 * <p>Owned by the thread that runs the task.
 */
public abstract class Call extends Frame implements Pollable {
    /** The callee, while this call is suspended in it and it is such an object too; read and written by emitted code. */
    public @Nullable Pollable child;

    /** For emitted code. */
    protected Call() {}
}
