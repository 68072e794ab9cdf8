package dev.bobbin.lab.trial;

/**
 * Work of which there is a smaller kind.
 *
 * @param full what it is
 * @param quick what is done in its place when time is short
 */
public record QuickWork(Work full, Work quick) implements Work {
    @Override
    public Run measure(Trial trial, Progress progress) throws TrialFailed {
        return full.measure(trial, progress);
    }

    @Override
    public Cost cost(Trial trial) {
        return full.cost(trial);
    }
}
