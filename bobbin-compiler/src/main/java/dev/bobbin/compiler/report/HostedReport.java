package dev.bobbin.compiler.report;

/**
 * One await of a frame that lives in a root.
 *
 * @param caller the number of that frame in the root
 * @param state the caller's state
 * @param callee for people
 * @param number the callee's frame in the root, or {@link #HEAP}
 */
public record HostedReport(int caller, int state, String callee, int number, Reason reason) {
    /** Not in the root. */
    public static final int HEAP = -1;
}
