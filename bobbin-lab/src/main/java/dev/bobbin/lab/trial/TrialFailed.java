package dev.bobbin.lab.trial;

/** A trial that gave no figure, with the reason in one line. */
public final class TrialFailed extends Exception {
    private static final long serialVersionUID = 1L;

    public TrialFailed(String reason) {
        super(reason);
    }
}
