package dev.bobbin;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The way from coroutines into code that Bobbin has not compiled and that awaits all the same. */
public final class Bridge {
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    /** Of a thread that is there to be blocked. */
    private static final ThreadLocal<@Nullable Boolean> BLOCKS = new ThreadLocal<>();

    private Bridge() {}

    /**
     * Runs code as a part of the task that awaits this, on a thread of its own: in it, and in all that it calls, {@code await()} suspends
     * the task, no thread. {@link Scope#open}, cancellation, failures and {@link Local} are as in any coroutine, and closing a scope
     * waits.
     *
     * <pre>{@code Report report = Bridge.run(() -> legacy.report(customer)).await(); }</pre>
     *
     * <p>It needs bobbin-loom and JDK 21 or later, and runs on a virtual thread, for which a worker waits while the code runs and not
     * while it awaits. So thread-locals stay, and it may hold locks across an {@code await()}. What pins a virtual thread, a class
     * initialiser say, or {@code synchronized} before JDK 24, keeps a carrier of virtual threads from others while it awaits.
     *
     * <p>The context class loader is at first that of the thread that begins the task, a worker say, which has that of whoever has made its
     * scheduler; inheritable thread-locals are not inherited.
     *
     * <p>Elsewhere, which is said once on standard error, it runs on a thread of {@link Blocking#call}, which {@code await()} blocks: the
     * result is the same, but each call has a thread until it ends, what is awaited runs as a task of {@link Scheduler#shared},
     * {@code Scope.open()} is refused, and a cancellation is an interrupt.
     */
    public static <T extends @Nullable Object> Async<T> run(Callable<T> code) {
        Objects.requireNonNull(code, "code");
        String missing = Stackful.missing();
        if (missing == null) {
            return new Bridged<>(code);
        }
        if (TOLD.compareAndSet(false, true)) {
            System.err.println("bobbin: Bridge.run takes a thread for each call: " + missing);
        }
        return Blocking.call(() -> {
            BLOCKS.set(true);
            try {
                return code.call();
            } finally {
                BLOCKS.remove();
            }
        });
    }

    /**
     * As {@link Scheduler#executor}, but each piece of work is {@linkplain #run run} as here, and so may await: an executor of coroutines for libraries
     * that know executors. Where {@link #run} takes threads, so does this.
     *
     * <pre>{@code CompletableFuture.supplyAsync(() -> ask(shop).await(), Bridge.executor(Scheduler.shared())) }</pre>
     */
    public static ExecutorService executor(Scheduler scheduler) {
        return new TaskExecutor(Objects.requireNonNull(scheduler, "scheduler"), Bridge::run);
    }

    /** Whether {@code await()} is to block the calling thread. */
    static boolean mayBlock() {
        return BLOCKS.get() != null;
    }
}
