package dev.bobbin.lab.call;

/** Ten plain methods, each calling the next: what {@link AwaitedLevels} is compared with, line by line. */
final class PlainLevels {
    private PlainLevels() {}

    /** Calls the ten levels {@code calls} times; each call takes the result of the one before. */
    static int loop(int start, int calls) {
        int x = start;
        for (int i = 0; i < calls; i++) {
            x = level1(x);
        }
        return x;
    }

    static int level1(int x) {
        return level2(x + 1) ^ x;
    }

    static int level2(int x) {
        return level3(x + 1) ^ x;
    }

    static int level3(int x) {
        return level4(x + 1) ^ x;
    }

    static int level4(int x) {
        return level5(x + 1) ^ x;
    }

    static int level5(int x) {
        return level6(x + 1) ^ x;
    }

    static int level6(int x) {
        return level7(x + 1) ^ x;
    }

    static int level7(int x) {
        return level8(x + 1) ^ x;
    }

    static int level8(int x) {
        return level9(x + 1) ^ x;
    }

    static int level9(int x) {
        return level10(x + 1) ^ x;
    }

    static int level10(int x) {
        return x + 1;
    }
}
