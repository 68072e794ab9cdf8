package dev.bobbin.test;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** How long a test scheduler waits in real time for what comes from outside, before it takes the test to be stuck. */
final class Patience {
    static final String PROPERTY = "bobbin.test.patience";

    private static final Duration DEFAULT = Duration.ofSeconds(10);

    private Patience() {}

    static Duration given() {
        String text = System.getProperty(PROPERTY);
        try {
            return text == null ? DEFAULT : Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("-D" + PROPERTY + "=" + text + " is no duration: write PT30S, say", e);
        }
    }

    /** For people. */
    static String text(Duration patience) {
        return patience.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }
}
