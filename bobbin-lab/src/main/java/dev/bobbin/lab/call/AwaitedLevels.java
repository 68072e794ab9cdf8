package dev.bobbin.lab.call;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;

/** Ten coroutines, each awaiting the next. {@link PlainLevels} is this class without Bobbin, line by line. */
final class AwaitedLevels {
    private AwaitedLevels() {}

    /** Calls the ten levels {@code calls} times; each call takes the result of the one before. */
    static Async<Integer> loop(int start, int calls) {
        int x = start;
        for (int i = 0; i < calls; i++) {
            x = level1(x).await();
        }
        return done(x);
    }

    static Async<Integer> level1(int x) {
        return done(level2(x + 1).await() ^ x);
    }

    static Async<Integer> level2(int x) {
        return done(level3(x + 1).await() ^ x);
    }

    static Async<Integer> level3(int x) {
        return done(level4(x + 1).await() ^ x);
    }

    static Async<Integer> level4(int x) {
        return done(level5(x + 1).await() ^ x);
    }

    static Async<Integer> level5(int x) {
        return done(level6(x + 1).await() ^ x);
    }

    static Async<Integer> level6(int x) {
        return done(level7(x + 1).await() ^ x);
    }

    static Async<Integer> level7(int x) {
        return done(level8(x + 1).await() ^ x);
    }

    static Async<Integer> level8(int x) {
        return done(level9(x + 1).await() ^ x);
    }

    static Async<Integer> level9(int x) {
        return done(level10(x + 1).await() ^ x);
    }

    static Async<Integer> level10(int x) {
        return done(x + 1);
    }
}
