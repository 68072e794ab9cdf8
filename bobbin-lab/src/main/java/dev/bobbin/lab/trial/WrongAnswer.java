package dev.bobbin.lab.trial;

/** A subject did not do the bench's work: no time it took for that is a figure. */
public final class WrongAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WrongAnswer(String what) {
        super(what);
    }
}
