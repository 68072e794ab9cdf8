package dev.bobbin.lab.parked;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;

/** Coroutines that wait for a promise, with int variables that live across the wait. */
final class Waiting {
    private Waiting() {}

    /** Depth 1, one local: {@code a}. */
    static Async<Integer> alone(Async<Integer> promise, int a) {
        int got = promise.await();
        return done(got + a);
    }

    /** Depth 3, four locals in all: {@code a} here, {@code b} in {@link #middle}, {@code c} and {@code d} in {@link #inner}. */
    static Async<Integer> outer(Async<Integer> promise, int a) {
        int got = middle(promise, a + 1).await();
        return done(got * 3 + a);
    }

    private static Async<Integer> middle(Async<Integer> promise, int b) {
        int got = inner(promise, b + 1, b + 2).await();
        return done(got * 5 + b);
    }

    private static Async<Integer> inner(Async<Integer> promise, int c, int d) {
        int got = promise.await();
        return done(got * 7 + c * 11 + d);
    }

    // ---- depth 10, one local each: level n has the one it was given, plus one is for the next -----------------------

    static Async<Integer> level1(Async<Integer> promise, int a) {
        return done(level2(promise, a + 1).await() * 3 + a);
    }

    private static Async<Integer> level2(Async<Integer> promise, int a) {
        return done(level3(promise, a + 1).await() * 3 + a);
    }

    private static Async<Integer> level3(Async<Integer> promise, int a) {
        return done(level4(promise, a + 1).await() * 3 + a);
    }

    private static Async<Integer> level4(Async<Integer> promise, int a) {
        return done(level5(promise, a + 1).await() * 3 + a);
    }

    private static Async<Integer> level5(Async<Integer> promise, int a) {
        return done(level6(promise, a + 1).await() * 3 + a);
    }

    private static Async<Integer> level6(Async<Integer> promise, int a) {
        return done(level7(promise, a + 1).await() * 3 + a);
    }

    private static Async<Integer> level7(Async<Integer> promise, int a) {
        return done(level8(promise, a + 1).await() * 3 + a);
    }

    private static Async<Integer> level8(Async<Integer> promise, int a) {
        return done(level9(promise, a + 1).await() * 3 + a);
    }

    private static Async<Integer> level9(Async<Integer> promise, int a) {
        return done(level10(promise, a + 1).await() * 3 + a);
    }

    private static Async<Integer> level10(Async<Integer> promise, int a) {
        return done(promise.await() * 3 + a);
    }

    static int level1Expected(int got, int a) {
        int result = got;
        for (int level = 10; level >= 1; level--) {
            result = result * 3 + (a + level - 1);
        }
        return result;
    }

    static int aloneExpected(int got, int a) {
        return got + a;
    }

    static int outerExpected(int got, int a) {
        int inner = got * 7 + (a + 2) * 11 + (a + 3);
        return (inner * 5 + (a + 1)) * 3 + a;
    }
}
