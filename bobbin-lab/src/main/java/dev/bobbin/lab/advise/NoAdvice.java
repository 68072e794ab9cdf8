package dev.bobbin.lab.advise;

/** There are no figures to advise by, with the reason for people. */
final class NoAdvice extends Exception {
    private static final long serialVersionUID = 1L;

    private NoAdvice(String reason) {
        super(reason, null, false, false);
    }

    static NoAdvice because(String reason) {
        return new NoAdvice(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
