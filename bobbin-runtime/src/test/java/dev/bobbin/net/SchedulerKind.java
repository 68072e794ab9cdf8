package dev.bobbin.net;

import dev.bobbin.Scheduler;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Each kind of scheduler that coroutines of sockets can run on. */
enum SchedulerKind {
    SINGLE(Scheduler::single),
    ONE_WORKER(() -> Scheduler.workers(1)),
    THREE_WORKERS(() -> Scheduler.workers(3)),
    POOL(() -> Scheduler.on(Threads.POOL)),
    CALLER(() -> Scheduler.on(Runnable::run));

    private final Supplier<Scheduler> maker;

    SchedulerKind(Supplier<Scheduler> maker) {
        this.maker = maker;
    }

    Scheduler open() {
        return maker.get();
    }

    private static final class Threads {
        static final ExecutorService POOL = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
    }
}
