package dev.bobbin.lab.trial;

import java.util.Map;

/**
 * In place of a measurement that this JDK or this machine cannot make, which is nobody's failure: no figure, and a note.
 *
 * @param why what is missing
 */
public record Unavailable(String why) implements Work {
    @Override
    public Run measure(Trial trial, Progress progress) {
        return new Run(Map.of(), "not available: " + why + "\n");
    }

    @Override
    public Cost cost(Trial trial) {
        return Cost.NONE;
    }
}
