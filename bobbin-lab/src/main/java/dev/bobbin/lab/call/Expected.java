package dev.bobbin.lab.call;

/** What ten levels compute, without any call: every level passes on its argument plus one and xors the result with it. */
public final class Expected {
    private static final int LEVELS = 10;

    private Expected() {}

    public static int afterCalls(int start, int calls) {
        int x = start;
        for (int i = 0; i < calls; i++) {
            int result = x + LEVELS;
            for (int level = LEVELS - 2; level >= 0; level--) {
                result ^= x + level;
            }
            x = result;
        }
        return x;
    }
}
