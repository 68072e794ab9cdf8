package dev.bobbin.lab.generator;

import java.util.Arrays;

/** The numbers from 0 to 1,023 over and over, in boxes that exist. */
public final class Numbers {
    private static final int SIZE = 1024;
    private static final Integer[] ALL = new Integer[SIZE];

    static {
        Arrays.setAll(ALL, i -> i);
    }

    private Numbers() {}

    public static Integer at(int i) {
        return ALL[i & SIZE - 1];
    }
}
