package dev.bobbin.runtime;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which workers sleep, and how many search the queues of others for work.
 *
 * <p>Invariant: while a task is queued and a worker sleeps, some worker searches, or is about to look at the queues again,
 * or some thread is about to wake one. The argument, after that of the Go scheduler:
 *
 * <ul>
 *   <li>Who queues a task first writes the queue's tail or size, then, behind a full fence ({@link #claim}), reads {@link
 *       #searching} and {@link #sleeping}. A worker that goes to sleep first leaves the searchers and enters the sleepers
 *       ({@link #sleep}), then reads all queues' tails and sizes, all of them volatiles. So of the two writes each side's read
 *       cannot both be missed.
 *   <li>If the queueing thread sees no sleeper, each worker that sleeps later reads the sizes later and finds the task.
 *   <li>If it sees a searcher, it wakes nobody. That searcher leaves later in that order: to sleep, and then it reads the
 *       sizes and finds the task; or with another task, and then it reads the sizes too and wakes a successor
 *       ({@link Worker#search}). A sleeper that was {@linkplain #claim claimed} counts as a searcher from that moment on.
 *   <li>Tasks move between queues in a worker's hands, where nobody sees them; that worker wakes another when it has put
 *       them down, and runs them itself if there is none.
 * </ul>
 *
 * <p>Each clause has a test that hangs without it: {@code WorkersTest.dispatch_pingPongWithIdleWorkers_losesNoWakeUp} and
 * {@code dispatch_asManyAsWorkersAtOnce_wakesThemAll}.
 *
 * <p>What is in a worker's slot is not queued in this sense: its owner is awake and runs it next, and {@link Monitor} wakes
 * another if it does not.
 *
 * <p>Writes happen under the monitor. Waking only when nobody searches keeps a burst of dispatches from waking everybody.
 */
final class IdleWorkers {
    private @Nullable Worker[] stack;
    private volatile int workers;
    private volatile int sleeping;
    private volatile int searching;

    IdleWorkers(int workers) {
        stack = new Worker[workers];
        this.workers = workers;
    }

    /** Takes a sleeper, for the caller to unpark, and counts it as searching; null if none sleeps or another searches. */
    @Nullable
    Worker claim() {
        VarHandle.fullFence(); // between the caller's write to a queue and the reads here
        if (searching > 0 || sleeping == 0) {
            return null;
        }
        synchronized (this) {
            if (searching > 0 || sleeping == 0) {
                return null;
            }
            int top = sleeping - 1;
            Worker worker = stack[top];
            if (top > 0 && worker != null && worker.isPoller()) { // let it go on waiting for channels
                worker = stack[top - 1];
                stack[top - 1] = stack[top];
            }
            stack[top] = null;
            sleeping = top;
            searching = searching + 1;
            if (worker != null) {
                worker.asleep = false;
            }
            return worker;
        }
    }

    /** Whether a worker sleeps. */
    boolean hasSleeper() {
        return sleeping > 0;
    }

    /** A worker without work begins to search; false if half of those awake do, and it had better sleep. */
    boolean beginSearch() {
        if (2 * searching >= workers - sleeping) {
            return false;
        }
        synchronized (this) {
            searching = searching + 1;
            return true;
        }
    }

    /** There is a worker more, which is awake. */
    synchronized void added() {
        workers = workers + 1;
        if (stack.length < workers) {
            stack = Arrays.copyOf(stack, 2 * workers);
        }
    }

    /** There is a worker less, which was awake and did not search. */
    synchronized void removed() {
        workers = workers - 1;
    }

    /** Whether no worker runs anything, or will without being woken. */
    boolean allAsleep() {
        return sleeping == workers;
    }

    /** A searcher has found work. */
    synchronized void endSearch() {
        searching = searching - 1;
    }

    /** A worker has found nothing, or does not search. It must look at the queues once more before it parks. */
    synchronized void sleep(Worker worker, boolean searched) {
        searching = searching - (searched ? 1 : 0);
        worker.asleep = true;
        stack[sleeping] = worker;
        sleeping = sleeping + 1;
    }

    /** A worker that was about to park searches again, whether it was claimed meanwhile or not. */
    synchronized void stayAwake(Worker worker) {
        if (!worker.asleep) {
            return; // claimed: counted already
        }
        int i = 0;
        while (stack[i] != worker) {
            i++;
        }
        int top = sleeping - 1;
        stack[i] = stack[top];
        stack[top] = null;
        sleeping = top;
        searching = searching + 1;
        worker.asleep = false;
    }
}
