package dev.bobbin.it;

import java.util.stream.Collectors;

/** Pieces of code on pages, to be found in sources, where they stand further to the right. */
public final class Pieces {
    private Pieces() {}

    /** Without what is before and behind its lines. */
    public static String leftAligned(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
    }
}
