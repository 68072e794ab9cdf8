package dev.bobbin.lab.advise;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Compares what runs have written and how they ended with the first of them. */
final class SameAnswers {
    private static final int SHOWN = 80;

    private final Execution first;

    SameAnswers(Execution first) {
        this.first = first;
    }

    /** How a run differs, for people; null if it does not. */
    @Nullable
    String difference(Execution other) throws IOException {
        if (other.status() != first.status()) {
            return "under " + Woven.name(other.form()) + " it ended with status " + other.status() + ", under "
                    + Woven.name(first.form()) + " with " + first.status()
                    + indented(other.status() == 0 ? first.lastWords() : other.lastWords());
        }
        if (Files.mismatch(other.output(), first.output()) < 0) {
            return null;
        }
        return line(other);
    }

    private String line(Execution other) throws IOException {
        try (BufferedReader these = reader(other.output());
                BufferedReader those = reader(first.output())) {
            for (int number = 1; ; number++) {
                String mine = these.readLine();
                String its = those.readLine();
                if (mine == null && its == null) {
                    return "under " + Woven.name(other.form()) + " its output ends in another way than under "
                            + Woven.name(first.form());
                }
                if (mine == null || !mine.equals(its)) {
                    return "under " + Woven.name(other.form()) + " line " + number + " of its output is " + quoted(mine)
                            + ", under " + Woven.name(first.form())
                            + (other.form() == first.form() ? " before " : " ") + quoted(its);
                }
            }
        }
    }

    /** As bytes, whatever they mean: they are only to be told apart. */
    private static BufferedReader reader(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1));
    }

    private static String quoted(@Nullable String line) {
        if (line == null) {
            return "missing";
        }
        String text = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return "'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + "'";
    }

    static String indented(String lastWords) {
        return lastWords.isEmpty() ? "" : ":\n  " + lastWords.replace("\n", "\n  ");
    }
}
