package dev.bobbin.netty;

import dev.bobbin.Async;
import org.jspecify.annotations.Nullable;

/** One operation that waits for something, and what docs/netty.md says of its cancellation. */
public abstract class NettyContract implements AutoCloseable {
    /** The operation, to be awaited once. */
    protected abstract Async<?> operation() throws Exception;

    /** What it waits for comes; it may have been cancelled, and have ended. */
    protected abstract void proceed() throws Exception;

    /** Once it has ended, and what it waited for has come: nothing is lost, nothing is left open. */
    protected abstract void check(boolean returned, @Nullable Object result) throws Exception;

    @Override
    public void close() throws Exception {}
}
