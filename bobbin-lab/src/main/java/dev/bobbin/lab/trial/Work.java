package dev.bobbin.lab.trial;

import java.util.Map;

/** How a trial is measured, once, in a JVM of its own. */
@FunctionalInterface
public interface Work {
    /**
     * What one run gave.
     *
     * @param values by metric
     * @param note what else there is to see, for people; may be empty
     */
    record Run(Map<String, Double> values, String note) {}

    /**
     * @throws WrongAnswer if the subject did not do the work
     * @throws TrialFailed if it could not be measured
     */
    Run measure(Trial trial, Progress progress) throws TrialFailed;

    /** What a run takes; where nothing is known of it, one program that is soon done. */
    default Cost cost(Trial trial) {
        return new Cost(1, 3);
    }

    /** The same, or less of it where a rough figure needs less. */
    default Work quick() {
        return this;
    }
}
