package dev.bobbin.runtime;

import dev.bobbin.spi.Dispatcher;
import dev.bobbin.spi.Metrics;
import dev.bobbin.spi.Poller;
import dev.bobbin.spi.RuntimeProvider;
import java.util.concurrent.Executor;

/** Gives the core its {@link Workers}; named in {@code META-INF/services}. */
public final class WorkerProvider implements RuntimeProvider {
    /** For {@link java.util.ServiceLoader}. */
    public WorkerProvider() {}

    @Override
    public Dispatcher workers(int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("at least 1 worker is needed, not " + workers);
        }
        return new Workers(workers);
    }

    @Override
    public Poller poller() {
        return new NioPoller();
    }

    @Override
    public Dispatcher on(Executor executor) {
        return new OnExecutor(executor);
    }

    @Override
    public void runBlocking(Runnable code) {
        Workers.runBlocking(code);
    }

    @Override
    public boolean isIdle(Thread thread) {
        return BlockingPool.isIdle(thread);
    }

    @Override
    public Metrics.Blocking blocking() {
        return BlockingPool.SHARED.metrics();
    }
}
