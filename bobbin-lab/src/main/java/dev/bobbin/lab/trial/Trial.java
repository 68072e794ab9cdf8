package dev.bobbin.lab.trial;

import dev.bobbin.lab.figure.Param;
import java.util.List;

/**
 * One subject doing one bench's work with one param on one JDK.
 *
 * @param jdk none if the subject is no program for JVMs
 * @param flags for the JVM that measures
 * @param maxRounds enough of them, where the figures hardly vary
 */
public record Trial(String bench, Param param, String subject, Jdk jdk, List<String> flags, int maxRounds, Work work) {
    public Trial {
        flags = List.copyOf(flags);
    }

    /** What one run of it takes. */
    public Cost cost() {
        return work.cost(this);
    }

    /** The same with less to do. */
    public Trial quick() {
        return new Trial(bench, param, subject, jdk, flags, maxRounds, work.quick());
    }

    @Override
    public String toString() {
        return bench + " " + param + ", " + subject + (jdk.isNone() ? "" : ", JDK " + jdk.feature());
    }
}
