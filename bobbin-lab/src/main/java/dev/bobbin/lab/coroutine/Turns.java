package dev.bobbin.lab.coroutine;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Two threads that run in turn, so many times each; the one that asks begins. */
final class Turns {
    private final int times;
    private @Nullable Thread asking;
    private int answered;

    /** Whose turn it is: what either has done before it hands over, the other sees. */
    private volatile boolean answering;

    Turns(int times) {
        this.times = times;
    }

    void ask(Thread other) {
        asking = Thread.currentThread();
        for (int i = 0; i < times; i++) {
            answering = true;
            LockSupport.unpark(other);
            while (answering) {
                LockSupport.park(this);
            }
        }
    }

    void answer() {
        for (int i = 0; i < times; i++) {
            while (!answering) {
                LockSupport.park(this);
            }
            answered++;
            answering = false;
            LockSupport.unpark(asking);
        }
    }

    int answered() {
        return answered;
    }
}
