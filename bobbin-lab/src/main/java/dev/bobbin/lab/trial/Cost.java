package dev.bobbin.lab.trial;

/**
 * What one run of a trial takes, as it can be told beforehand: from how long it warms up and measures, and what a start takes.
 *
 * @param processes how many it starts
 * @param seconds on a machine with nothing else to do
 */
public record Cost(int processes, double seconds) {
    /** Of what does nothing. */
    public static final Cost NONE = new Cost(0, 0);

    /** From starting a JVM to its first useful work, and its end. */
    public static final double JVM_SECONDS = 0.7;
}
