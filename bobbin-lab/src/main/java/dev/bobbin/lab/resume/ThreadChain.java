package dev.bobbin.lab.resume;

import dev.bobbin.lab.threads.Threads;
import java.util.concurrent.locks.LockSupport;

/**
 * A chain of plain calls in a virtual thread, so many deep, whose leaf parks until it is given something. Driven from another virtual thread
 * on the same carrier, so that the two run in turn.
 */
final class ThreadChain {
    private static final int NOTHING = 0;
    private static final int ONE = 1;
    private static final int END = 2;

    private final Thread thread;
    private volatile int given = NOTHING;
    private long answer = -1;

    ThreadChain(int depth) {
        thread = Threads.VIRTUAL.start(() -> answer = chain(depth));
    }

    /** Gives it a one; the leaf runs when this thread yields, until it parks again. */
    void wake() {
        give(ONE);
    }

    /** How many it was given, and one for each level. */
    long end() {
        give(END);
        Threads.join(thread);
        return answer;
    }

    private void give(int what) {
        given = what;
        LockSupport.unpark(thread);
        while (given != NOTHING) {
            Thread.yield();
        }
    }

    private long chain(int depth) {
        return depth == 1 ? leaf() : chain(depth - 1) + 1;
    }

    private long leaf() {
        long sum = 0;
        for (; ; ) {
            while (given == NOTHING) {
                LockSupport.park(this);
            }
            boolean goesOn = given == ONE;
            given = NOTHING;
            if (!goesOn) {
                return sum;
            }
            sum++;
        }
    }
}
