package dev.bobbin.lab.ccall;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;

/** So many calls, each with the result of the one before. */
final class Loops {
    private Loops() {}

    static long jni(long from, int calls) {
        long x = from;
        for (int i = 0; i < calls; i++) {
            x = JniCalls.next(x);
        }
        return x;
    }

    static long ffm(long from, int calls) {
        long x = from;
        for (int i = 0; i < calls; i++) {
            x = FfmCalls.next(x);
        }
        return x;
    }

    // ---- in coroutines that have been suspended before -------------------------------------------------------------

    static Async<Long> jniInCoroutine(long from, int calls) {
        Bobbin.yieldNow().await();
        long x = from;
        for (int i = 0; i < calls; i++) {
            x = JniCalls.next(x);
        }
        return done(x);
    }

    static Async<Long> ffmInCoroutine(long from, int calls) {
        Bobbin.yieldNow().await();
        long x = from;
        for (int i = 0; i < calls; i++) {
            x = FfmCalls.next(x);
        }
        return done(x);
    }
}
