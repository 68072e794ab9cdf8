package dev.bobbin.lab.timers;

import dev.bobbin.lab.threads.Threads;
import dev.bobbin.lab.trial.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A virtual thread that sleeps for each deadline; an interrupt cancels it. */
final class ThreadAlarms implements Alarms {
    private final AtomicInteger interrupted = new AtomicInteger();
    private Thread[] threads = {};
    private volatile boolean loaded;

    @Override
    public void set(Deadlines deadlines) {
        threads = new Thread[deadlines.count()];
        for (int i = 0; i < threads.length; i++) {
            int timer = i;
            threads[i] = Threads.VIRTUAL.start(() -> sleep(deadlines, timer));
        }
        while (!deadlines.allSet()) {
            Thread.yield();
        }
    }

    private void sleep(Deadlines deadlines, int timer) {
        deadlines.set();
        try {
            TimeUnit.NANOSECONDS.sleep(deadlines.until(timer));
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            return;
        }
        deadlines.fired(timer);
    }

    @Override
    public void cancel(int[] timers) {
        interrupted.set(0);
        for (int timer : timers) {
            threads[timer].interrupt();
        }
        join(timers);
        Answer.check("interrupted threads", timers.length, interrupted.get());
    }

    @Override
    public void awaitUnderLoad(int[] timers) {
        loaded = true;
        List<Thread> load = new ArrayList<>();
        for (int i = 0; i < Spin.TASKS; i++) {
            load.add(Threads.VIRTUAL.start(this::spin));
        }
        join(timers);
        loaded = false;
        load.forEach(Threads::join);
    }

    private void spin() {
        while (loaded) {
            Spin.once();
            Thread.yield();
        }
    }

    private void join(int[] timers) {
        for (int timer : timers) {
            Threads.join(threads[timer]);
        }
    }
}
