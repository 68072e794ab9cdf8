package dev.bobbin.maven;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code <blockingCalls>}: what a build does about coroutines that block their threads. */
enum BlockingCalls {
    /** Does not look for them. */
    IGNORE,

    /** Names each, and goes on. */
    WARN,

    /** Names all, and ends. */
    FAIL;

    /**
     * The one that the POM or the command line says.
     *
     * @throws IllegalArgumentException if there is none, with a message for who wrote it
     */
    static BlockingCalls named(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("<blockingCalls> (bobbin.blockingCalls) cannot be '"
                        + word
                        + "': use one of "
                        + Arrays.stream(values()).map(BlockingCalls::word).collect(Collectors.joining(", "))));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
