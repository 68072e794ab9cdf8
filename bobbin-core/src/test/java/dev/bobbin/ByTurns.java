package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CancellationException;

/** What tests of things to wait for have in common: tasks that run only when they are told to. */
abstract class ByTurns {
    final Scheduler scheduler;

    ByTurns() {
        this(Scheduler.single());
    }

    ByTurns(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** A task that awaits it, and does by now. */
    final <T> Task<T> start(Async<T> async) {
        Task<T> task = scheduler.start(ByHand.awaiting(async));
        turn();
        return task;
    }

    /** Lets all run that are ready. */
    final void turn() {
        for (int i = 0; i < 3; i++) {
            scheduler.run(Bobbin::yieldNow);
        }
    }

    final <T> T result(Async<T> async) {
        return scheduler.run(() -> async);
    }

    final Throwable failure(Async<?> async) {
        try {
            scheduler.run(() -> async);
        } catch (Throwable t) { // what is asked for
            return t;
        }
        throw new AssertionError(async + " has not failed");
    }

    final void cancel(Task<?> task) {
        assertThat(task.cancel()).isTrue();
        turn();
        assertThat(failure(task)).isInstanceOf(CancellationException.class);
    }
}
