package dev.bobbin.lab.timers;

import dev.bobbin.lab.trial.Answer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The JDK's pool for timers, with a thread for each processor; a cancelled timer leaves its queue at once. */
final class PoolAlarms implements Alarms {
    private final ScheduledThreadPoolExecutor pool =
            new ScheduledThreadPoolExecutor(Runtime.getRuntime().availableProcessors(), PoolAlarms::daemon);
    private Future<?>[] timers = {};
    private volatile boolean loaded;

    PoolAlarms() {
        pool.setRemoveOnCancelPolicy(true);
    }

    private static Thread daemon(Runnable body) {
        Thread thread = new Thread(body);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void set(Deadlines deadlines) {
        timers = new Future<?>[deadlines.count()];
        for (int i = 0; i < timers.length; i++) {
            int timer = i;
            timers[i] = pool.schedule(() -> deadlines.fired(timer), deadlines.until(timer), TimeUnit.NANOSECONDS);
        }
        Answer.check("pending timers", timers.length, pool.getQueue().size());
    }

    @Override
    public void cancel(int[] some) {
        int cancelled = 0;
        for (int timer : some) {
            cancelled += timers[timer].cancel(false) ? 1 : 0;
        }
        Answer.check("cancelled timers", some.length, cancelled);
    }

    @Override
    public void awaitUnderLoad(int[] some) throws ExecutionException, InterruptedException {
        loaded = true;
        CountDownLatch spinning = new CountDownLatch(Spin.TASKS);
        for (int i = 0; i < Spin.TASKS; i++) {
            pool.execute(() -> spin(spinning));
        }
        for (int timer : some) {
            timers[timer].get();
        }
        loaded = false;
        spinning.await();
    }

    /** Behind whatever is due. */
    private void spin(CountDownLatch spinning) {
        Spin.once();
        if (loaded) {
            pool.execute(() -> spin(spinning));
        } else {
            spinning.countDown();
        }
    }
}
