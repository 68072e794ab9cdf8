package dev.bobbin.lab.parked;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;

/**
 * Coroutines that wait once, with different variables that live across that. The first variable is {@code i}, each other one more than
 * the one before; the answer is the sum of all and what the promise brings.
 */
final class LiveSets {
    private LiveSets() {}

    /** Eight ints. */
    static Async<Integer> eight(Async<Integer> promise, int i) {
        int v1 = i;
        int v2 = i + 1;
        int v3 = i + 2;
        int v4 = i + 3;
        int v5 = i + 4;
        int v6 = i + 5;
        int v7 = i + 6;
        int v8 = i + 7;
        int got = promise.await();
        return done(got + v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8);
    }

    /** Thirty-two ints. */
    static Async<Integer> thirtyTwo(Async<Integer> promise, int i) {
        int v1 = i;
        int v2 = i + 1;
        int v3 = i + 2;
        int v4 = i + 3;
        int v5 = i + 4;
        int v6 = i + 5;
        int v7 = i + 6;
        int v8 = i + 7;
        int v9 = i + 8;
        int v10 = i + 9;
        int v11 = i + 10;
        int v12 = i + 11;
        int v13 = i + 12;
        int v14 = i + 13;
        int v15 = i + 14;
        int v16 = i + 15;
        int v17 = i + 16;
        int v18 = i + 17;
        int v19 = i + 18;
        int v20 = i + 19;
        int v21 = i + 20;
        int v22 = i + 21;
        int v23 = i + 22;
        int v24 = i + 23;
        int v25 = i + 24;
        int v26 = i + 25;
        int v27 = i + 26;
        int v28 = i + 27;
        int v29 = i + 28;
        int v30 = i + 29;
        int v31 = i + 30;
        int v32 = i + 31;
        int got = promise.await();
        return done(got + v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8 + v9 + v10 + v11 + v12 + v13 + v14 + v15 + v16 + v17
                + v18 + v19 + v20 + v21 + v22 + v23 + v24 + v25 + v26 + v27 + v28 + v29 + v30 + v31 + v32);
    }

    /** One int, which has been given the sum of 31 others: nobody needs those after the wait. */
    static Async<Integer> oneOfThirtyTwo(Async<Integer> promise, int i) {
        int v1 = i;
        int d1 = i + 1;
        int d2 = i + 2;
        int d3 = i + 3;
        int d4 = i + 4;
        int d5 = i + 5;
        int d6 = i + 6;
        int d7 = i + 7;
        int d8 = i + 8;
        int d9 = i + 9;
        int d10 = i + 10;
        int d11 = i + 11;
        int d12 = i + 12;
        int d13 = i + 13;
        int d14 = i + 14;
        int d15 = i + 15;
        int d16 = i + 16;
        int d17 = i + 17;
        int d18 = i + 18;
        int d19 = i + 19;
        int d20 = i + 20;
        int d21 = i + 21;
        int d22 = i + 22;
        int d23 = i + 23;
        int d24 = i + 24;
        int d25 = i + 25;
        int d26 = i + 26;
        int d27 = i + 27;
        int d28 = i + 28;
        int d29 = i + 29;
        int d30 = i + 30;
        int d31 = i + 31;
        v1 += d1 + d2 + d3 + d4 + d5 + d6 + d7 + d8 + d9 + d10 + d11 + d12 + d13 + d14 + d15 + d16 + d17 + d18 + d19
                + d20 + d21 + d22 + d23 + d24 + d25 + d26 + d27 + d28 + d29 + d30 + d31;
        int got = promise.await();
        return done(got + v1);
    }

    /** Of three waits that exclude each other, that with so many longs: 1, 4 or 8. */
    static Async<Integer> branching(Async<Integer> promise, int longs, int i) {
        if (longs == 1) {
            long v1 = i + 0L;
            int got = promise.await();
            return done(got + (int) (v1));
        } else if (longs == 4) {
            long v1 = i + 0L;
            long v2 = i + 1L;
            long v3 = i + 2L;
            long v4 = i + 3L;
            int got = promise.await();
            return done(got + (int) (v1 + v2 + v3 + v4));
        } else {
            long v1 = i + 0L;
            long v2 = i + 1L;
            long v3 = i + 2L;
            long v4 = i + 3L;
            long v5 = i + 4L;
            long v6 = i + 5L;
            long v7 = i + 6L;
            long v8 = i + 7L;
            int got = promise.await();
            return done(got + (int) (v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8));
        }
    }

    // ---- each of them alone
    // ------------------------------------------------------------------------------------------

    static Async<Integer> oneLong(Async<Integer> promise, int i) {
        long v1 = i + 0L;
        int got = promise.await();
        return done(got + (int) (v1));
    }

    static Async<Integer> fourLongs(Async<Integer> promise, int i) {
        long v1 = i + 0L;
        long v2 = i + 1L;
        long v3 = i + 2L;
        long v4 = i + 3L;
        int got = promise.await();
        return done(got + (int) (v1 + v2 + v3 + v4));
    }

    static Async<Integer> eightLongs(Async<Integer> promise, int i) {
        long v1 = i + 0L;
        long v2 = i + 1L;
        long v3 = i + 2L;
        long v4 = i + 3L;
        long v5 = i + 4L;
        long v6 = i + 5L;
        long v7 = i + 6L;
        long v8 = i + 7L;
        int got = promise.await();
        return done(got + (int) (v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8));
    }

    /** The sum of so many variables, and what the promise brought. */
    static int expected(int got, int variables, int i) {
        return got + variables * i + variables * (variables - 1) / 2;
    }
}
