package dev.bobbin.lab;

import java.io.PrintWriter;

/** Where the lab says what it does: on a terminal one line, written over and over; elsewhere a line each time. */
final class ProgressLine {
    /** To the line's begin, and clear it; then no wrapping, so that a terminal cuts off what is too long for it. */
    private static final String BEGIN = "\r\033[K\033[?7l";

    private static final String WRAP_AGAIN = "\033[?7h";
    private static final String CLEAR = "\r\033[K";

    private final PrintWriter out;
    private final boolean terminal;

    ProgressLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** What is done now. */
    void show(String text) {
        if (terminal) {
            out.print(BEGIN + text + WRAP_AGAIN);
        } else {
            out.println(text);
        }
        out.flush();
    }

    /** More about what is done now, which is worth a line only while it is new. */
    void detail(String text) {
        if (terminal) {
            show(text);
        }
    }

    /** A line that stays. */
    void keep(String text) {
        clear();
        out.println(text);
        out.flush();
    }

    /** Makes room for others. */
    void clear() {
        if (terminal) {
            out.print(CLEAR);
            out.flush();
        }
    }
}
