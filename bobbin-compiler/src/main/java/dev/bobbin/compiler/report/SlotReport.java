package dev.bobbin.compiler.report;

import java.util.List;

/**
 * A place in the frame, and the values that use it by turns.
 *
 * @param slot {@code i0}: kind and number
 * @param bytes with references of 4 bytes
 */
public record SlotReport(String slot, int bytes, List<Use> uses) {
    public SlotReport {
        uses = List.copyOf(uses);
    }

    /** Whether more than one variable uses it. */
    public boolean isShared() {
        return uses.size() > 1;
    }

    /** A variable, and the states in which it lies here. */
    public record Use(String name, String type, List<Integer> states) {
        public Use {
            states = List.copyOf(states);
        }
    }
}
