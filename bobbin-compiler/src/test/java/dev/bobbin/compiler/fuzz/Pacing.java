package dev.bobbin.compiler.fuzz;

/**
 * When a run suspends, and where it is cancelled.
 *
 * @param cancelAt the suspension point, counted from 1; 0 for none
 * @param parked whether the task has parked when it is cancelled, or cancels itself just before
 */
record Pacing(String mode, long seed, int cancelAt, boolean parked) {
    static final Pacing NEVER = new Pacing("NEVER", 0, 0, false);
    static final Pacing ALWAYS = new Pacing("ALWAYS", 0, 0, false);

    static Pacing random(long seed) {
        return new Pacing("RANDOM", seed, 0, false);
    }

    static Pacing cancelled(int at, boolean parked) {
        return new Pacing("ALWAYS", 0, at, parked);
    }

    @Override
    public String toString() {
        return mode
                + (mode.equals("RANDOM") ? " seed " + seed : "")
                + (cancelAt > 0 ? ", cancelled at suspension " + cancelAt + (parked ? " when parked" : "") : "");
    }
}
