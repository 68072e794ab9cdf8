package dev.bobbin.lab.page;

import java.util.Arrays;

/** Moves what would overlap as little apart as its order and the room allow. */
final class Spread {
    private Spread() {}

    /** @param places ascending; where each would best be */
    static double[] apart(double[] places, double distance, double first, double last) {
        double[] apart = Arrays.copyOf(places, places.length);
        for (int i = 0; i < apart.length; i++) {
            apart[i] = Math.max(apart[i], i == 0 ? first : apart[i - 1] + distance);
        }
        // What was pushed over the end is pushed back, and what is in its way with it.
        double limit = last;
        for (int i = apart.length - 1; i >= 0; i--) {
            apart[i] = Math.min(apart[i], limit);
            limit = apart[i] - distance;
        }
        return apart;
    }
}
