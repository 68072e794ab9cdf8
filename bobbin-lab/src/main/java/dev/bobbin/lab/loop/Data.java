package dev.bobbin.lab.loop;

import java.util.Arrays;
import java.util.stream.IntStream;

/** What the loops go over: small enough for a core's own cache, long enough that what surrounds a pass does not show. */
final class Data {
    /** Passes in an invocation. */
    static final int ROUNDS = 8;

    /** Iterations of a pass. */
    static final int LENGTH = 40_000;

    /** An await inside a loop is reached whenever the index has all these bits: twice in a pass. */
    static final int SELDOM = 0x3FFF;

    static final int SELDOM_IN_A_PASS = LENGTH / (SELDOM + 1);

    final int[] ints = new int[LENGTH];
    /**
     * Between 0 and 1, and changed in place, by what leaves them as they are but for a first rounding. One array: where two come
     * to lie in the heap would decide how fast a loop over both is.
     */
    final float[] floats = new float[LENGTH];

    Data() {
        for (int i = 0; i < LENGTH; i++) {
            ints[i] = i * 0x9E3779B9;
            floats[i] = (float) i / LENGTH;
        }
    }

    /**
     * Of degree 16, and {@code v} itself where {@code x} is 1, but for rounding. Enough work for an element that neither what
     * surrounds a pass shows nor whether the array lies at the edge of a cache line.
     */
    static float polynomial(float v, int x) {
        v = (v * x - 0.5f) * x + 0.5f;
        v = (v * x - 0.5f) * x + 0.5f;
        v = (v * x - 0.5f) * x + 0.5f;
        v = (v * x - 0.5f) * x + 0.5f;
        v = (v * x - 0.5f) * x + 0.5f;
        v = (v * x - 0.5f) * x + 0.5f;
        v = (v * x - 0.5f) * x + 0.5f;
        v = (v * x - 0.5f) * x + 0.5f;
        return v;
    }

    /** The end of MurmurHash3, twice. */
    static int mix(int v) {
        v = (v ^ v >>> 16) * 0x85EBCA6B;
        v = (v ^ v >>> 13) * 0xC2B2AE35;
        v = (v ^ v >>> 16) * 0x85EBCA6B;
        v = (v ^ v >>> 13) * 0xC2B2AE35;
        return v ^ v >>> 16;
    }

    /** What an invocation gives, where every input is one; shares no code with the loops. */
    static int expected(String kernel, String place) {
        boolean goesOn = place.equals("nested") || place.equals("twice");
        int sum = 0;
        for (int i = 0; i < ROUNDS; i++) {
            sum = goesOn ? pass(kernel, sum) : sum + pass(kernel, 0);
        }
        return sum;
    }

    private static int pass(String kernel, int start) {
        Data data = new Data();
        float last = data.floats[LENGTH - 1] - 0.5f + 0.5f;
        return switch (kernel) {
            case "hash" -> IntStream.range(0, LENGTH).reduce(start, (sum, j) -> sum * 31 + (j ^ 1));
            case "ints" -> start + Arrays.stream(data.ints).map(v -> mix(v ^ 1)).sum();
            case "floats" -> start + (int) (last * 1000);
            default -> throw new IllegalArgumentException("no kernel " + kernel);
        };
    }
}
