package dev.bobbin.lab.figure;

import java.util.List;

/**
 * What the lab was told to measure.
 *
 * @param benches empty for all
 * @param subjects empty for all
 * @param jdks their directories; empty for those that it chose itself
 * @param rounds how often everything was to be measured
 * @param quick whether less of everything was enough
 */
public record Settings(List<String> benches, List<String> subjects, List<String> jdks, int rounds, boolean quick) {
    public Settings {
        benches = List.copyOf(benches);
        subjects = List.copyOf(subjects);
        jdks = List.copyOf(jdks);
    }

    /** The same with another number of rounds. */
    public Settings with(int otherRounds) {
        return new Settings(benches, subjects, jdks, otherRounds, quick);
    }
}
