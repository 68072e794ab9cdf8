package dev.bobbin.lab.trial;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM: the measuring processes end at once, and what they leave behind counts for nothing; then the lab's main
 * thread has the time it needs to show and write what it had measured before, since the JVM ends only when that is done.
 *
 * <p>The VM hands such a signal to a shutdown hook, which stays here until {@link #finished} is called.
 */
public final class Interruption {
    /** A process may be started while others are being killed: its turn comes after so long. */
    private static final long KILL_AGAIN_MILLIS = 50;

    /**
     * A terminal sends Ctrl-C to the measuring processes too, which may be gone before this JVM has been told. That they failed
     * therefore means something only if nothing has come for so long.
     */
    private static final long TOLD_BY_NOW_MILLIS = 500;

    /** To show and write takes a moment. Should it take so long, something is stuck, and whoever wants the lab to end is right. */
    private static final long GIVE_UP_MILLIS = 60_000;

    private static final CountDownLatch BEGUN = new CountDownLatch(1);
    private static final CountDownLatch FINISHED = new CountDownLatch(1);
    private static volatile boolean prepared;

    private Interruption() {}

    /** Once, at the start; whoever calls it must call {@link #finished} before the JVM can end. */
    public static void prepare() {
        prepared = true;
        Runtime.getRuntime().addShutdownHook(new Thread(Interruption::end, "lab-end"));
    }

    /** The lab has nothing more to say: the JVM may end. */
    public static void finished() {
        FINISHED.countDown();
    }

    /** Whether the lab is to end. */
    public static boolean hasBegun() {
        return BEGUN.getCount() == 0;
    }

    /** Whether a process that has just failed did so because all is to end. Takes a moment if it did not. */
    public static boolean isWhyItFailed() {
        return prepared && await(BEGUN, TOLD_BY_NOW_MILLIS);
    }

    /** What is thrown away at the end must not be missed by the main thread, which may be using it. */
    static void awaitFinished() {
        if (prepared) {
            await(FINISHED, GIVE_UP_MILLIS);
        }
    }

    private static void end() {
        BEGUN.countDown();
        long begin = System.nanoTime();
        do {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        } while (!await(FINISHED, KILL_AGAIN_MILLIS)
                && System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(GIVE_UP_MILLIS));
    }

    private static boolean await(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return latch.getCount() == 0;
        }
    }
}
