package dev.bobbin.compiler.fuzz;

/**
 * How many statements and operators a program may have yet, which bounds its size whatever its choices. Each method has
 * its share, so that the first leaves something to the last.
 */
final class Budget {
    private final Choices choices;
    private final int share;
    private int left;

    /** @param methods among how many it is shared */
    Budget(Choices choices, int methods) {
        this.choices = choices;
        // most programs are small: a mistake needs few pieces to show, and a program's cost grows faster than its size
        int total = choices.any(40, 60, 90, 90, 130, 260);
        this.share = Math.max(8, total / methods);
    }

    /** From here on another method spends. */
    void nextMethod() {
        left = choices.between(share / 2, share * 3 / 2);
    }

    /** Whether there was enough left for that. */
    boolean spend(int pieces) {
        left -= pieces;
        return left >= 0;
    }

    boolean isSpent() {
        return left <= 0;
    }
}
