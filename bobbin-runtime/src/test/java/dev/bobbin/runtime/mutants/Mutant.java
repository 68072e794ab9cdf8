package dev.bobbin.runtime.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One wrong version of one source file.
 *
 * @param file its path below the root
 * @param name what has been done to it
 * @param before the text that is replaced, which stands there once; white space counts as such only
 * @param after what takes its place
 * @param wrong what can happen then
 * @param tests those that are to see it: {@code Class}, or {@code Class#method}, one after the other
 */
record Mutant(String file, String name, String before, String after, String wrong, List<String> tests) {
    private static final String RUNTIME = "bobbin-runtime/src/main/java/dev/bobbin/runtime/";
    private static final String CORE = "bobbin-core/src/main/java/dev/bobbin/";

    static Mutant ofRuntime(
            String type, String name, String before, String after, String wrong, String test, String... more) {
        return of(RUNTIME, type, name, before, after, wrong, test, more);
    }

    static Mutant ofCore(
            String type, String name, String before, String after, String wrong, String test, String... more) {
        return of(CORE, type, name, before, after, wrong, test, more);
    }

    private static Mutant of(
            String in,
            String type,
            String name,
            String before,
            String after,
            String wrong,
            String test,
            String... more) {
        List<String> tests = new java.util.ArrayList<>(List.of(test));
        tests.addAll(List.of(more));
        return new Mutant(in + type + ".java", name, before, after, wrong, tests);
    }

    /** The class that it changes, and how. */
    String title() {
        String type = Path.of(file).getFileName().toString().replace(".java", "");
        return type + ": " + name;
    }

    /** How often the text to be replaced stands in the file. */
    long found(Path root) throws IOException {
        return pattern().matcher(Files.readString(root.resolve(file))).results().count();
    }

    /** The file with the mutation. */
    String mutated(Path root) throws IOException {
        return pattern().matcher(Files.readString(root.resolve(file))).replaceFirst(Matcher.quoteReplacement(after));
    }

    private Pattern pattern() {
        return Pattern.compile(
                Arrays.stream(before.strip().split("\\s+")).map(Pattern::quote).collect(Collectors.joining("\\s+")));
    }
}
