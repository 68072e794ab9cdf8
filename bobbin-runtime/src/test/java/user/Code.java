package user;

import dev.bobbin.Async;
import dev.bobbin.Scheduler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/** What a program does, seen from the runtime: code of a package that is not the runtime's. */
public final class Code {
    private Code() {}

    /** Blocks the thread. */
    public static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Keeps the thread computing. */
    public static void computeUntil(BooleanSupplier end) {
        while (!end.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    /** Waits, as coroutines of another scheduler do. */
    public static <T> T run(Scheduler other, CompletableFuture<T> awaited) {
        return other.run(() -> Async.from(awaited));
    }
}
