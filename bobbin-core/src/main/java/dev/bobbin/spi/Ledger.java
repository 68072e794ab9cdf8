package dev.bobbin.spi;

/**
 * Where the tasks of a scheduler are: each that was started is running, queued, parked or done.
 *
 * <p>The five numbers are counted apart, each where it happens, and are not derived from each other. While tasks move they are
 * read one after the other and need not fit; when nothing runs and nothing is queued, {@link #isBalanced} says whether every task
 * is accounted for. The ledger of a scheduler that has been closed is not exact: what was queued is gone, and a worker may
 * not have counted its last task yet.
 *
 * @param submitted tasks that were started
 * @param running tasks that a worker runs
 * @param queued tasks that are ready to run
 * @param parked tasks that wait for something
 * @param done tasks that have ended, well or badly
 */
public record Ledger(long submitted, long running, long queued, long parked, long done) {
    /** Whether each task is in one place. */
    public boolean isBalanced() {
        return submitted == running + queued + parked + done;
    }

    /** Whether nothing runs or is about to, so that the numbers have to fit. */
    public boolean isQuiet() {
        return running == 0 && queued == 0;
    }
}
