package dev.bobbin.spi;

/** One pending action of a {@link TimerHeap}. Its fields belong to the heap's lock. */
public final class Timer {
    final long deadline;
    final Runnable action;
    final long order;
    int index = -1;

    Timer(long deadline, long order, Runnable action) {
        this.deadline = deadline;
        this.order = order;
        this.action = action;
    }

    /** What to do when the deadline has come. */
    public Runnable action() {
        return action;
    }
}
