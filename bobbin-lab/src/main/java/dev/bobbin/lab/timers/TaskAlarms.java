package dev.bobbin.lab.timers;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Clock;
import dev.bobbin.Scheduler;
import dev.bobbin.Scope;
import dev.bobbin.Task;
import dev.bobbin.lab.drive.Schedulers;
import dev.bobbin.lab.trial.Answer;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/** A task that sleeps for each deadline, on a worker for each processor. */
final class TaskAlarms implements Alarms {
    private static final int BATCH = 1000;

    private final Scheduler scheduler = Schedulers.of("workers");
    private Task<Void>[] tasks = array(0);
    private volatile boolean loaded;

    @Override
    public void set(Deadlines deadlines) {
        tasks = array(deadlines.count());
        scheduler.run(() -> setAll(deadlines));
    }

    private Async<Void> setAll(Deadlines deadlines) {
        for (int i = 0; i < tasks.length; i++) {
            tasks[i] = scheduler.start(sleep(deadlines, i));
            if (i % BATCH == BATCH - 1) {
                Bobbin.yieldNow().await();
            }
        }
        while (!deadlines.allSet()) {
            Bobbin.yieldNow().await();
        }
        return done();
    }

    private static Async<Void> sleep(Deadlines deadlines, int timer) {
        deadlines.set();
        Clock.sleep(Duration.ofNanos(deadlines.until(timer))).await();
        deadlines.fired(timer);
        return done();
    }

    @Override
    public void cancel(int[] timers) {
        scheduler.run(() -> cancelAll(timers));
    }

    private Async<Void> cancelAll(int[] timers) {
        for (int timer : timers) {
            tasks[timer].cancel();
        }
        int cancelled = 0;
        for (int timer : timers) {
            try {
                tasks[timer].await();
            } catch (CancellationException e) {
                cancelled++;
            }
        }
        Answer.check("cancelled tasks", timers.length, cancelled);
        return done();
    }

    @Override
    public void awaitUnderLoad(int[] timers) {
        scheduler.run(() -> awaitAll(timers));
    }

    private Async<Void> awaitAll(int[] timers) {
        loaded = true;
        try (var load = Scope.open()) {
            for (int i = 0; i < Spin.TASKS; i++) {
                load.spawn(spin());
            }
            for (int timer : timers) {
                tasks[timer].await();
            }
            loaded = false;
            load.join().await();
        }
        return done();
    }

    private Async<Void> spin() {
        while (loaded) {
            Spin.once();
            Bobbin.yieldNow().await();
        }
        return done();
    }

    @SuppressWarnings("unchecked")
    private static Task<Void>[] array(int size) {
        return (Task<Void>[]) new Task<?>[size];
    }
}
