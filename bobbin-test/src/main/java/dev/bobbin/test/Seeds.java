package dev.bobbin.test;

import java.util.stream.LongStream;

/** The seeds that a test runs under. */
final class Seeds {
    private static final String ONE = "bobbin.test.seed";
    private static final String ALL = "bobbin.test.seeds";

    private Seeds() {}

    /** Those that a test asks for, or the system properties instead. */
    static LongStream upTo(int seeds) {
        String one = System.getProperty(ONE);
        if (one != null) {
            return LongStream.of(number(ONE, one));
        }
        String all = System.getProperty(ALL);
        long last = all == null ? seeds : number(ALL, all);
        if (last < 1) {
            throw new IllegalArgumentException("a test runs under at least 1 seed, not " + last);
        }
        return LongStream.rangeClosed(1, last);
    }

    private static long number(String property, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("-D" + property + "=" + text + " is no number", e);
        }
    }

    /** Has a failure say under which seed it came. */
    static void note(Throwable failure, long seed) {
        failure.addSuppressed(new Under("seed " + seed + "; the same order again: -D" + ONE + "=" + seed));
    }

    /** Is never thrown. */
    private static final class Under extends Throwable {
        private static final long serialVersionUID = 1;

        Under(String seed) {
            super(seed, null, false, false);
        }

        @Override
        public String toString() {
            return "under " + getMessage();
        }
    }
}
