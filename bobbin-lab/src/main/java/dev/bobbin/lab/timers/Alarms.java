package dev.bobbin.lab.timers;

/** A subject of the bench: someone who can wait for many deadlines, and be told not to. */
interface Alarms {
    /** Sets all timers; returns when they are pending. */
    void set(Deadlines deadlines) throws Exception;

    /** Cancels some; returns when whoever waited for them has ended. */
    void cancel(int[] timers) throws Exception;

    /** Waits until some have fired; meanwhile two tasks for each processor do nothing but {@link Spin}, and let others run. */
    void awaitUnderLoad(int[] timers) throws Exception;
}
