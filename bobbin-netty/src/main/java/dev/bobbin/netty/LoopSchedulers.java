package dev.bobbin.netty;

import dev.bobbin.Scheduler;
import io.netty.channel.EventLoop;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The one scheduler of each event loop on which connections run their coroutines. It goes when the loop ends. */
final class LoopSchedulers {
    private static final ConcurrentMap<EventLoop, Scheduler> SCHEDULERS = new ConcurrentHashMap<>();

    private LoopSchedulers() {}

    static Scheduler of(EventLoop loop) {
        Scheduler scheduler = SCHEDULERS.get(loop);
        return scheduler != null ? scheduler : SCHEDULERS.computeIfAbsent(loop, LoopSchedulers::made);
    }

    private static Scheduler made(EventLoop loop) {
        loop.terminationFuture().addListener(ended -> SCHEDULERS.remove(loop));
        return Netty.on(loop);
    }
}
