package dev.bobbin.spi;

import java.time.Duration;
import java.util.List;

/**
 * What a scheduler has done so far and how it stands. The numbers are read one after the other while work goes on, so they need not
 * fit each other to the last one. Totals include workers that have gone.
 *
 * @param ledger where its tasks are
 * @param runs how often a task has been run until it waited or ended
 * @param steals how often a worker without work has taken some from another
 * @param polls how often channels and timers have been looked at or waited for
 * @param timers how many timers are pending
 * @param queuedGlobally tasks that are ready and in no worker's own queue
 * @param stuck how often a worker was reported, because its task did not come back
 * @param workers the threads that run tasks; none if they are an executor's
 * @param blocking the threads that {@code Blocking.call} uses, and with it files, lookups of hosts and TLS; shared by all schedulers
 */
public record Metrics(
        Ledger ledger,
        long runs,
        long steals,
        long polls,
        long timers,
        long queuedGlobally,
        long stuck,
        List<Worker> workers,
        Blocking blocking) {
    /**
     * A thread that runs tasks.
     *
     * @param name the thread's
     * @param substitute whether it is there for another, which is stuck, and will go
     * @param asleep whether it waits for work
     * @param queued tasks that are ready in its own queue
     * @param runs how often it has run a task
     * @param steals how often it has taken work from another worker
     * @param stolen how many tasks those were
     * @param sleeps how often it has gone to sleep
     * @param idle for how long it has slept, all together
     */
    public record Worker(
            String name,
            boolean substitute,
            boolean asleep,
            int queued,
            long runs,
            long steals,
            long stolen,
            long sleeps,
            Duration idle) {}

    /**
     * The threads for code that blocks, of which there is a bound. Those that wait for streams ({@code StreamInput}, say) are not among
     * them: each of these is there for one read or write, and keeps nothing else waiting.
     *
     * @param threads how many there are
     * @param idle how many of them wait for something to do
     * @param queued calls that wait for a thread
     */
    public record Blocking(int threads, int idle, int queued) {
        /** Where there are no such threads. */
        public static final Blocking NONE = new Blocking(0, 0, 0);
    }
}
