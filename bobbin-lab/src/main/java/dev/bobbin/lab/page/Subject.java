package dev.bobbin.lab.page;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a subject looks, the same everywhere: its colour by a class of the style sheet, and a mark that tells it from others
 * for whom colours are alike.
 *
 * @param name as the lab knows it
 * @param label short, for the end of a line
 * @param style the class
 * @param mark the outline of what marks a point, around the origin
 */
record Subject(String name, String label, String style, String mark) {
    private static final String CIRCLE = "M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0z";
    private static final String SQUARE = "M-3.6,-3.6h7.2v7.2h-7.2z";
    private static final String UP = "M0,-4.8L4.6,3.4H-4.6z";
    private static final String DOWN = "M0,4.8L4.6,-3.4H-4.6z";
    private static final String DIAMOND = "M0,-5L4.4,0L0,5L-4.4,0z";
    private static final String BAR = "M-5,-1.8h10v3.6h-10z";

    private static final List<String> MARKS = List.of(CIRCLE, SQUARE, UP, DOWN, DIAMOND, BAR);

    /** In the order in which those stand that are equally good. */
    private static final List<String> NAMES = List.of(
            "bobbin-fused",
            "bobbin-push",
            "bobbin-pull",
            "bobbin-embedded",
            "bobbin-embedded-flat",
            "bobbin-stackful",
            "java-plain",
            "java-threads",
            "virtual-threads",
            "processes",
            "loom-continuation",
            "kotlin",
            "netty",
            "javac",
            "go",
            "rust-std",
            "rust-tokio",
            "cpp20",
            "python-asyncio",
            "node");

    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("bobbin-embedded-flat", "flattened"),
            Map.entry("java-plain", "plain Java"),
            Map.entry("java-threads", "threads"),
            Map.entry("virtual-threads", "virtual"),
            Map.entry("loom-continuation", "continuation"),
            Map.entry("rust-std", "Rust"),
            Map.entry("rust-tokio", "tokio"),
            Map.entry("cpp20", "C++20"),
            Map.entry("python-asyncio", "Python"),
            Map.entry("go", "Go"),
            Map.entry("node", "Node"));

    /** Any subject; one that this page does not know yet has no colour of its own. */
    static Subject of(String name) {
        int at = NAMES.indexOf(name);
        String label = LABELS.getOrDefault(name, name.replace("bobbin-", ""));
        return new Subject(name, label, at < 0 ? "s-other" : "s-" + name, MARKS.get(Math.floorMod(at, MARKS.size())));
    }

    static Stream<Subject> known() {
        return NAMES.stream().map(Subject::of);
    }

    /** Where it stands among those that are equally good. */
    int rank() {
        int at = NAMES.indexOf(name);
        return at < 0 ? NAMES.size() : at;
    }
}
