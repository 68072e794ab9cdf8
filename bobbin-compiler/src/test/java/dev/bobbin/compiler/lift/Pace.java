package dev.bobbin.compiler.lift;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;

/**
 * What inserted points await; a copy of this class is transformed with each library. {@code method} is the number of the
 * method in which the point is.
 */
public final class Pace {
    private Pace() {}

    public static Async<Void> step(int method) {
        if (Rhythm.suspends(method)) {
            Bobbin.yieldNow().await();
        }
        return done();
    }

    /** No coroutine: the caller cannot know whether what it is given will suspend. */
    public static Async<?> unknown(int method) {
        return Rhythm.suspends(method) ? Bobbin.yieldNow() : done();
    }

    /** Two frames below the caller. */
    public static Async<Void> far(int method) {
        step(method).await();
        step(method).await();
        return done();
    }

    public static Async<Integer> pass(int value, int method) {
        step(method).await();
        return done(value);
    }

    public static Async<Long> pass(long value, int method) {
        step(method).await();
        return done(value);
    }

    public static Async<Float> pass(float value, int method) {
        step(method).await();
        return done(value);
    }

    public static Async<Double> pass(double value, int method) {
        step(method).await();
        return done(value);
    }

    public static Async<Object> pass(Object value, int method) {
        step(method).await();
        return done(value);
    }
}
