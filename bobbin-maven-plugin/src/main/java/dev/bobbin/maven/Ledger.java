package dev.bobbin.maven;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What lies in a directory of classes since Bobbin wrote to it last. Immutable. */
final class Ledger {
    static final Ledger EMPTY = new Ledger("", List.of());

    private static final String FORMAT = "bobbin ledger 1";

    /** Fingerprint of what the rewriting depended on beside the classes themselves; empty if it was not finished. */
    private final String inputs;

    private final List<Entry> entries;

    /** While a rewriting is not finished there may be several of a file; the last that fits counts. */
    private final Map<String, List<Entry>> byPath = new HashMap<>();

    Ledger(String inputs, List<Entry> entries) {
        this.inputs = inputs;
        this.entries = List.copyOf(entries);
        entries.forEach(
                e -> byPath.computeIfAbsent(e.path(), path -> new ArrayList<>()).add(e));
    }

    /** Where a class file comes from. */
    enum Origin {
        /** From javac, and not changed. */
        UNTOUCHED,

        /** From Bobbin, in place of one of javac's. */
        REWRITTEN,

        /** From Bobbin; javac had none there. */
        ADDED
    }

    /**
     * A class file.
     *
     * @param path its name in the directory
     * @param content fingerprint of what lies there
     * @param original fingerprint of what javac wrote there; of what Bobbin added, that of the file itself
     */
    record Entry(Origin origin, String path, String content, String original) {}

    /** Whether the directory, by path and fingerprint, is what a finished rewriting with these inputs left. */
    boolean describes(String nowInputs, Map<String, String> files) {
        Map<String, String> left = new HashMap<>();
        entries.forEach(entry -> left.put(entry.path(), entry.content()));
        return !inputs.isEmpty() && inputs.equals(nowInputs) && left.equals(files);
    }

    /** What is known of a file with this content, null if nothing. */
    @Nullable
    Entry find(String path, String content) {
        Entry found = null;
        for (Entry entry : byPath.getOrDefault(path, List.of())) {
            if (entry.content().equals(content)) {
                found = entry;
            }
        }
        return found;
    }

    /** Whether Bobbin has ever rewritten the file, whatever lies there now. */
    boolean rewrote(String path) {
        return byPath.getOrDefault(path, List.of()).stream().anyMatch(e -> e.origin() == Origin.REWRITTEN);
    }

    /** Fingerprints of javac's class files that must be kept. */
    Set<String> originals() {
        Set<String> originals = new HashSet<>();
        for (Entry entry : entries) {
            if (entry.origin() == Origin.REWRITTEN) {
                originals.add(entry.original());
            }
        }
        return originals;
    }

    /** This and the next one at once, while the directory turns from the one into the other. */
    Ledger onTheWayTo(Ledger next) {
        List<Entry> both = new ArrayList<>(entries);
        both.addAll(next.entries);
        return new Ledger("", both);
    }

    String render() {
        StringBuilder text = new StringBuilder(FORMAT + "\n" + inputs + "\n");
        entries.forEach(e -> text.append(e.origin() + " " + e.content() + " " + e.original() + " " + e.path() + "\n"));
        return text.toString();
    }

    /**
     * The ledger that was rendered so.
     *
     * @throws IllegalArgumentException if none was
     */
    static Ledger parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 3 || !lines[0].equals(FORMAT) || !lines[lines.length - 1].isEmpty()) {
            throw new IllegalArgumentException("not of the form that this version writes");
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 2; i < lines.length - 1; i++) {
            String[] parts = lines[i].split(" ", 4);
            if (parts.length != 4) {
                throw new IllegalArgumentException("line " + (i + 1) + " is damaged");
            }
            entries.add(new Entry(Origin.valueOf(parts[0]), parts[3], parts[1], parts[2]));
        }
        return new Ledger(lines[1], entries);
    }
}
