package dev.bobbin.compiler.report;

/**
 * Code that runs without waiting.
 *
 * @param from the state it goes on from, or {@link #START}
 * @param to the state it comes to, or {@link #END}
 * @param exceptional whether only a failure leads there
 */
public record Edge(int from, int to, boolean exceptional) {
    /** Where the coroutine begins. */
    public static final int START = 0;

    /** Where it has returned or failed. */
    public static final int END = -1;
}
