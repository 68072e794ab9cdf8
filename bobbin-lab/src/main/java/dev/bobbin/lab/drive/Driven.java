package dev.bobbin.lab.drive;

import dev.bobbin.Async;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import dev.bobbin.lab.trial.Answer;
import java.util.function.Function;

/** One task that waits for a {@link Signal} over and over, and is woken by hand on a {@link Stepper}. Confined to one thread. */
public final class Driven implements Woken {
    private final Stepper stepper = new Stepper();
    private final Scheduler scheduler = new Scheduler(stepper);
    private Signal signal = new Signal();
    private Task<Long> task;

    /** Nothing is started before {@link #begin}. */
    @SuppressWarnings("NullAway.Init")
    public Driven() {}

    /** Starts it and runs it until it waits. */
    public void begin(Function<Signal, Async<Long>> computation) {
        signal = new Signal();
        task = scheduler.start(computation.apply(signal));
        stepper.enter();
        stepper.step();
    }

    @Override
    public void wake() {
        signal.give();
        stepper.step();
    }

    @Override
    public long end() {
        signal.end();
        wake();
        stepper.leave();
        Answer.check("tasks that ended", 1, task.isDone() ? 1 : 0);
        return scheduler.run(() -> task);
    }
}
