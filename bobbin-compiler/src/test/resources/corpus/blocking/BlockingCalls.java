package corpus.blocking;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;
import dev.bobbin.Blocking;
import dev.bobbin.Bobbin;
import dev.bobbin.Cancelled;
import dev.bobbin.Completer;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;

/** Code that blocks, on a thread of its own. */
public class BlockingCalls {
    private static final String WHY = "side by side, blocking code needs threads";
    private static final String CALLED = "the core that blocks has no runtime";

    /** What a blocking call tells a coroutine. */
    private static final class Signal {
        private Completer<Void> completer;
        private boolean given;

        synchronized void give() {
            given = true;
            if (completer != null) {
                completer.complete(null);
            }
        }

        synchronized boolean isGiven() {
            return given;
        }

        Async<Void> taken() {
            return Async.create(c -> {
                synchronized (this) {
                    completer = c;
                    if (given) {
                        c.complete(null);
                    }
                }
            });
        }
    }

    private static String forever(Signal begun) throws InterruptedException {
        begun.give();
        new CountDownLatch(1).await();
        return "never";
    }

    @Expect(value = "42", because = CALLED)
    public static Async<Integer> value() {
        int x = i(20).await();
        int y = Blocking.call(() -> x).await();
        return done(x + y + Blocking.call(() -> 2).await());
    }

    @Expect(value = "null", because = CALLED)
    public static Async<String> nullResult() {
        return done("" + Blocking.<Object>call(() -> null).await());
    }

    @Expect(value = "true", because = CALLED)
    public static Async<Boolean> onAnotherThread() {
        Thread here = Thread.currentThread();
        return done(Blocking.call(() -> Thread.currentThread() != here).await());
    }

    @Expect(value = "true", because = CALLED)
    public static Async<Boolean> contextClassLoader() {
        ClassLoader here = Thread.currentThread().getContextClassLoader();
        return done(Blocking.call(() -> Thread.currentThread().getContextClassLoader() == here).await());
    }

    @Expect(value = "true0 ~ finally", because = CALLED)
    public static Async<String> checkedExceptionAsItself() {
        IOException thrown = new IOException("on purpose");
        try {
            return done(Blocking.<String>call(() -> {
                        throw thrown;
                    })
                    .await());
        } catch (Exception e) {
            return done("" + (e == thrown) + e.getSuppressed().length);
        } finally {
            log("finally");
            pause().await();
        }
    }

    @Expect(value = "true", because = CALLED)
    public static Async<String> errorAsItself() {
        Error thrown = new AssertionError("on purpose");
        try {
            return done(Blocking.<String>call(() -> {
                        throw thrown;
                    })
                    .await());
        } catch (Error e) {
            return done("" + (e == thrown));
        }
    }

    @Expect(
            value = "Blocking.call() has been awaited before, or was handed on to be: an Async runs once. Call the method again, or"
                    + " spawn it and await the Task as often as you like",
            because = CALLED)
    public static Async<String> awaitedTwice() {
        Async<Integer> call = Blocking.call(() -> 1);
        call.await();
        try {
            call.await();
            return done("twice");
        } catch (IllegalStateException e) {
            return done(e.getMessage());
        }
    }

    public static Async<String> ofNothing() {
        try {
            return done("" + Blocking.call(null).await());
        } catch (NullPointerException e) {
            return done(e.getMessage());
        }
    }

    @Expect(value = "4950", because = CALLED)
    public static Async<Integer> aHundredSideBySide() {
        int sum = 0;
        try (Scope scope = Scope.open()) {
            java.util.List<Task<Integer>> tasks = new java.util.ArrayList<>();
            for (int i = 0; i < 100; i++) {
                int n = i;
                tasks.add(scope.spawn(Blocking.call(() -> n)));
            }
            for (Task<Integer> task : tasks) {
                sum += task.await();
            }
            scope.join().await();
        }
        return done(sum);
    }

    private static Async<String> logged(Signal begun, boolean givesAResult) {
        try {
            String result = Blocking.call(() -> {
                        try {
                            return forever(begun);
                        } catch (InterruptedException e) {
                            log("interrupted");
                            if (givesAResult) {
                                return "result";
                            }
                            throw e;
                        }
                    })
                    .await();
            log(result);
            Bobbin.yieldNow().await();
            return done(result);
        } catch (Cancelled e) {
            if (!begun.isGiven()) {
                log("interrupted"); // the time limit was past before the call could begin: it never will
            }
            log("cancelled");
            throw e;
        } finally {
            log("finally");
            Bobbin.yieldNow().await();
            log("end");
        }
    }

    @Expect(value = "true ~ interrupted cancelled finally end", because = WHY)
    public static Async<Boolean> cancelledWhileItRuns() {
        try (Scope scope = Scope.open()) {
            Signal begun = new Signal();
            Task<String> task = scope.spawn(logged(begun, false));
            begun.taken().await();
            task.cancel();
            try {
                task.await();
            } catch (CancellationException e) {
                return done(true);
            }
        }
        return done(false);
    }

    @Expect(value = "true ~ interrupted result cancelled finally end", because = WHY)
    public static Async<Boolean> resultInSpiteOfItsCancellation() {
        try (Scope scope = Scope.open()) {
            Signal begun = new Signal();
            Task<String> task = scope.spawn(logged(begun, true));
            begun.taken().await();
            task.cancel();
            try {
                task.await();
            } catch (CancellationException e) {
                return done(true);
            }
        }
        return done(false);
    }

    private static Async<String> afterItsCancellation() {
        try {
            return done(Blocking.call(() -> forever(new Signal())).await());
        } finally {
            log("finally");
        }
    }

    @Expect(value = "true ~ finally", because = WHY)
    public static Async<Boolean> cancelledBeforeIt() {
        try (Scope scope = Scope.open()) {
            Task<String> task = scope.spawn(() -> {
                scope.cancel();
                return afterItsCancellation();
            });
            try {
                task.await();
            } catch (CancellationException e) {
                return done(true);
            }
        } catch (Cancelled e) {
            return done(false);
        }
        return done(false);
    }

    @Expect(value = "out of time ~ interrupted cancelled finally end", because = WHY)
    public static Async<String> outOfTime() {
        Signal begun = new Signal();
        try {
            return done(logged(begun, false).timeout(Duration.ofMillis(20)).await());
        } catch (Exception e) {
            return done(e instanceof TimeoutException ? "out of time" : "" + e);
        }
    }

    @Expect(value = "on purpose ~ interrupted finally end", because = WHY)
    public static Async<String> siblingFails() {
        try (Scope scope = Scope.open()) {
            Signal begun = new Signal();
            scope.spawn(() -> {
                begun.taken().await();
                throw new IOException("on purpose");
            });
            logged(begun, false).await();
            scope.join().await();
        } catch (Exception e) {
            return done(e.getMessage());
        }
        return done("none");
    }

    @Expect(value = "result ~ result", because = WHY)
    public static Async<String> uncancellable() {
        try (Scope scope = Scope.open()) {
            Signal begun = new Signal();
            CountDownLatch on = new CountDownLatch(1);
            Task<String> task = scope.spawn(Async.uncancellable(waitsFor(begun, on)));
            begun.taken().await();
            task.cancel();
            on.countDown();
            return done(task.await());
        }
    }

    private static Async<String> waitsFor(Signal begun, CountDownLatch on) {
        return done(log(Blocking.call(() -> {
                    begun.give();
                    on.await();
                    return "result";
                })
                .await()));
    }
}
