package corpus.locks;

import static corpus.Pace.*;
import static dev.bobbin.Async.done;

import corpus.Expect;
import dev.bobbin.Async;
import java.util.concurrent.locks.ReentrantLock;

/** Monitors are fine in a coroutine as long as no await is inside. */
public class Locks {
    private static final Object LOCK = new Object();

    public static Async<Integer> blockWithoutAwait() {
        int x = i(1).await();
        synchronized (LOCK) {
            x += 10;
        }
        x += i(100).await();
        synchronized (LOCK) {
            x *= 2;
        }
        return done(x);
    }

    public static Async<String> blockInALoopWithException() {
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < 3; k++) {
            try {
                synchronized (LOCK) {
                    if (k == 1) {
                        throw new IllegalStateException("in lock");
                    }
                    out.append(k);
                }
            } catch (IllegalStateException e) {
                out.append(step("c").await());
            }
            out.append(Thread.holdsLock(LOCK));
            pause().await();
        }
        return done(out.toString());
    }

    public static Async<Integer> callsASynchronizedMethod() {
        Locks l = new Locks();
        for (int k = 0; k < 3; k++) {
            l.add(i(k).await());
        }
        return done(l.sum);
    }

    private int sum;

    private synchronized void add(int x) {
        sum += x;
    }

    public static Async<Boolean> lockIsFreeAtEachSuspension() {
        Object mine = new Object();
        synchronized (mine) {
            log(Thread.holdsLock(mine));
        }
        pause().await();
        return done(Thread.holdsLock(mine));
    }

    public static Async<Integer> returnFromInside() {
        int x = i(1).await();
        synchronized (LOCK) {
            if (x == 1) {
                return done(x + 41);
            }
        }
        pause().await();
        return done(0);
    }

    public static Async<Integer> nestedBlocks() {
        int x = i(1).await();
        synchronized (LOCK) {
            synchronized (Locks.class) {
                x++;
            }
            x++;
        }
        return done(i(x).await());
    }

    public static Async<String> lambdaInsideALockMayAwait() throws Exception {
        dev.bobbin.AsyncSupplier<String> s;
        synchronized (LOCK) {
            s = () -> done(step("later").await());
        }
        return done(s.get().await());
    }

    public static Async<Integer> explicitLockAcrossAwait() {
        ReentrantLock l = new ReentrantLock();
        l.lock();
        try {
            return done(i(3).await());
        } finally {
            l.unlock();
        }
    }
}
