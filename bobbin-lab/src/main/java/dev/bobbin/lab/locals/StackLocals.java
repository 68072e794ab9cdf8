package dev.bobbin.lab.locals;

import dev.bobbin.Self;

/** The programs of {@link LiveLocals}, on a stack: they yield where those await. */
final class StackLocals {
    private static final Long WAITS = 0L;

    private StackLocals() {}

    /** One. */
    static Long one(Self<Integer, Long> self, int seed) {
        int v1 = seed;
        int got;
        do {
            got = self.yield(WAITS);
            v1 += got;
        } while (got > 0);
        return 0L + v1;
    }

    /** Eight. */
    static Long eight(Self<Integer, Long> self, int seed) {
        int v1 = seed;
        int v2 = seed + 1;
        int v3 = seed + 2;
        int v4 = seed + 3;
        int v5 = seed + 4;
        int v6 = seed + 5;
        int v7 = seed + 6;
        int v8 = seed + 7;
        int got;
        do {
            got = self.yield(WAITS);
            v1 += got;
            v2 += got;
            v3 += got;
            v4 += got;
            v5 += got;
            v6 += got;
            v7 += got;
            v8 += got;
        } while (got > 0);
        return 0L + v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8;
    }

    /** Thirty-two. */
    static Long thirtyTwo(Self<Integer, Long> self, int seed) {
        int v1 = seed;
        int v2 = seed + 1;
        int v3 = seed + 2;
        int v4 = seed + 3;
        int v5 = seed + 4;
        int v6 = seed + 5;
        int v7 = seed + 6;
        int v8 = seed + 7;
        int v9 = seed + 8;
        int v10 = seed + 9;
        int v11 = seed + 10;
        int v12 = seed + 11;
        int v13 = seed + 12;
        int v14 = seed + 13;
        int v15 = seed + 14;
        int v16 = seed + 15;
        int v17 = seed + 16;
        int v18 = seed + 17;
        int v19 = seed + 18;
        int v20 = seed + 19;
        int v21 = seed + 20;
        int v22 = seed + 21;
        int v23 = seed + 22;
        int v24 = seed + 23;
        int v25 = seed + 24;
        int v26 = seed + 25;
        int v27 = seed + 26;
        int v28 = seed + 27;
        int v29 = seed + 28;
        int v30 = seed + 29;
        int v31 = seed + 30;
        int v32 = seed + 31;
        int got;
        do {
            got = self.yield(WAITS);
            v1 += got;
            v2 += got;
            v3 += got;
            v4 += got;
            v5 += got;
            v6 += got;
            v7 += got;
            v8 += got;
            v9 += got;
            v10 += got;
            v11 += got;
            v12 += got;
            v13 += got;
            v14 += got;
            v15 += got;
            v16 += got;
            v17 += got;
            v18 += got;
            v19 += got;
            v20 += got;
            v21 += got;
            v22 += got;
            v23 += got;
            v24 += got;
            v25 += got;
            v26 += got;
            v27 += got;
            v28 += got;
            v29 += got;
            v30 += got;
            v31 += got;
            v32 += got;
        } while (got > 0);
        return 0L + v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8 + v9 + v10 + v11 + v12 + v13 + v14 + v15 + v16 + v17 + v18
                + v19 + v20 + v21 + v22 + v23 + v24 + v25 + v26 + v27 + v28 + v29 + v30 + v31 + v32;
    }

    /** One, which has been given the sum of 31 others: nobody needs those after the first wait. */
    static Long oneOfThirtyTwo(Self<Integer, Long> self, int seed) {
        int v1 = seed;
        int d1 = seed + 1;
        int d2 = seed + 2;
        int d3 = seed + 3;
        int d4 = seed + 4;
        int d5 = seed + 5;
        int d6 = seed + 6;
        int d7 = seed + 7;
        int d8 = seed + 8;
        int d9 = seed + 9;
        int d10 = seed + 10;
        int d11 = seed + 11;
        int d12 = seed + 12;
        int d13 = seed + 13;
        int d14 = seed + 14;
        int d15 = seed + 15;
        int d16 = seed + 16;
        int d17 = seed + 17;
        int d18 = seed + 18;
        int d19 = seed + 19;
        int d20 = seed + 20;
        int d21 = seed + 21;
        int d22 = seed + 22;
        int d23 = seed + 23;
        int d24 = seed + 24;
        int d25 = seed + 25;
        int d26 = seed + 26;
        int d27 = seed + 27;
        int d28 = seed + 28;
        int d29 = seed + 29;
        int d30 = seed + 30;
        int d31 = seed + 31;
        long sum = d1 + d2 + d3 + d4 + d5 + d6 + d7 + d8 + d9 + d10 + d11 + d12 + d13 + d14 + d15 + d16 + d17 + d18
                + d19 + d20 + d21 + d22 + d23 + d24 + d25 + d26 + d27 + d28 + d29 + d30 + d31;
        v1 += (int) sum;
        int got;
        do {
            got = self.yield(WAITS);
            v1 += got;
        } while (got > 0);
        return 0L + v1;
    }
}
