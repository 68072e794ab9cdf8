package dev.bobbin.runtime;

import dev.bobbin.spi.Completion;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The threads outside a dispatcher that wait for something to be completed in it. */
final class Callers {
    private final Set<Completion> awaited = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Parks the calling thread until the completion is complete. */
    void await(Completion completion) throws InterruptedException {
        awaited.add(completion); // before the test of closed, which close() sets before it looks for whom to unpark
        try {
            while (!completion.isComplete()) {
                if (closed) {
                    throw new IllegalStateException("the scheduler was closed before the computation had ended");
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                LockSupport.park(this);
            }
        } finally {
            awaited.remove(completion);
        }
    }

    /** Whether this thread waits here. */
    boolean has(Thread thread) {
        for (Completion completion : awaited) {
            if (completion.waiter() == thread) {
                return true;
            }
        }
        return false;
    }

    void completed(Completion completion) {
        LockSupport.unpark(completion.waiter());
    }

    /** Lets them all go, with an exception. */
    void close() {
        closed = true;
        for (Completion completion : awaited) {
            LockSupport.unpark(completion.waiter());
        }
    }
}
