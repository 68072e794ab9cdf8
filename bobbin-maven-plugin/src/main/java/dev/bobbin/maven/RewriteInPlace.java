package dev.bobbin.maven;

import dev.bobbin.compiler.Diagnostic;
import dev.bobbin.maven.Ledger.Entry;
import dev.bobbin.maven.Ledger.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rewrites a directory of classes where they lie, build after build.
 *
 * <p>javac's fresh class files, those that were rewritten in an earlier build, and the classes added then lie side by side. Coroutines
 * call each other directly, so all are rewritten together, from what javac wrote, as soon as anything has changed. Invariants:
 *
 * <ol>
 *   <li>A file is told by its content, never by its time: what {@link Ledger} has an entry for, by name and fingerprint, is ours, and
 *       the entry says what javac wrote; anything else is javac's.
 *   <li>So a class is never rewritten twice, and what javac writes over one of ours is what counts.
 *   <li>At any moment, also if the process dies, each of our files in the directory has an entry in the ledger on disk, and javac's
 *       file that it was made from is in the {@link Store}. That is the order of writes: originals; a ledger that has the old
 *       entries and the new; the classes, each as a whole; the new ledger; and only then are old originals removed.
 *   <li>A ledger with old and new entries is never up to date: the next build goes over the directory again.
 *   <li>After a rewriting the directory is what it would be had javac and Bobbin begun with an empty one. Classes added for
 *       a coroutine that is gone are removed; nothing else ever is.
 *   <li>A refusal comes before the first write, but for one that says that writing failed. When nothing has changed, nothing is written.
 * </ol>
 *
 * <p>Files get the time at which they are written: what is newer than a jar goes into the next one, and to the compiler plugin a class
 * is out of date only if it is older than its source. Of the added classes that plugin knows nothing; it lets them lie.
 *
 * <p>Rejected: another directory for what is rewritten. Tests, jars and IDEs look for classes where javac puts them.
 */
final class RewriteInPlace {
    /** Rewrites classes that javac wrote, all of a directory. */
    interface Compilation {
        /** @param classFiles by their names in the directory */
        Rewritten of(Map<String, byte[]> classFiles) throws Refusal;
    }

    /**
     * What a compilation made of classes.
     *
     * @param changed the files that are new or have changed, by their names in the directory
     * @param leftAlone the names of those that were rewritten already when they were given
     */
    record Rewritten(Map<String, byte[]> changed, List<String> leftAlone) {}

    /**
     * What was done.
     *
     * @param upToDate whether that was nothing, since nothing has changed
     * @param classes how many of javac's classes lie there rewritten
     * @param leftAlone the files that had been rewritten already, and that no ledger tells of: from a jar, say
     */
    record Outcome(boolean upToDate, int classes, List<String> leftAlone) {}

    private final Path directory;
    private final Store store;
    private final Disk disk;

    /** @param keep where to keep what the next build must know; outside of the directory */
    RewriteInPlace(Path directory, Path keep, Disk disk) {
        this.directory = directory;
        this.store = new Store(keep, disk);
        this.disk = disk;
    }

    /** @param inputs fingerprint of what the result depends on beside the classes: options, the class path, Bobbin itself */
    Outcome with(String inputs, Compilation compilation) throws Refusal {
        Map<String, byte[]> found = found();
        Map<String, String> fingerprints = new LinkedHashMap<>();
        found.forEach((path, content) -> fingerprints.put(path, Fingerprint.of(content)));
        Ledger before = store.ledger();
        if (before.describes(inputs, fingerprints)) {
            return new Outcome(true, before.originals().size(), List.of());
        }
        Map<String, byte[]> originals = originals(found, fingerprints, before);
        Rewritten rewritten = compilation.of(originals);
        refuseIfChanged(rewritten.leftAlone(), before);
        Map<String, byte[]> after = new LinkedHashMap<>(originals);
        after.putAll(rewritten.changed());
        try {
            write(before, new Ledger(inputs, entries(originals, rewritten.changed(), after)), originals, found, after);
        } catch (IOException e) {
            throw Refusal.of(directory, "the classes cannot be written", e);
        }
        int classes = (int) rewritten.changed().keySet().stream()
                .filter(originals::containsKey)
                .count();
        return new Outcome(false, classes, rewritten.leftAlone());
    }

    /** All class files that lie there. */
    private Map<String, byte[]> found() throws Refusal {
        Map<String, byte[]> found = new LinkedHashMap<>();
        Path top = followed();
        try (Stream<Path> walk = Files.walk(top)) {
            for (Path file :
                    walk.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
                try {
                    if (Files.isRegularFile(file)) {
                        found.put(top.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                    }
                } catch (IOException e) {
                    throw Refusal.of(file, "cannot be read", e);
                }
            }
        } catch (UncheckedIOException e) { // met while walking
            throw Refusal.of(directory, "cannot be read", e);
        } catch (IOException e) {
            throw Refusal.of(directory, "cannot be read", e);
        }
        return found;
    }

    /** A walk follows no links, not even one that it begins with. */
    private Path followed() throws Refusal {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            throw Refusal.of(directory, "cannot be read", e);
        }
    }

    /** What javac wrote. */
    private Map<String, byte[]> originals(Map<String, byte[]> found, Map<String, String> fingerprints, Ledger ledger)
            throws Refusal {
        Map<String, byte[]> originals = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> file : found.entrySet()) {
            String path = file.getKey();
            Entry known = ledger.find(path, String.valueOf(fingerprints.get(path)));
            if (known == null || known.origin() == Origin.UNTOUCHED) {
                originals.put(path, file.getValue());
            } else if (known.origin() == Origin.REWRITTEN) {
                originals.put(path, store.original(known));
            }
        }
        return originals;
    }

    /** Another tool has worked on the output of Bobbin: what it did would be lost, or meet classes it does not fit. */
    private void refuseIfChanged(List<String> leftAlone, Ledger ledger) throws Refusal {
        List<Diagnostic> changed = leftAlone.stream()
                .filter(ledger::rewrote)
                .map(path -> Refusal.error(
                        directory.resolve(path),
                        "changed-after-rewriting",
                        "another tool has changed this class after Bobbin had rewritten it",
                        Store.START_ANEW + "; if that plugin runs in the same phase, put it before Bobbin's"))
                .toList();
        if (!changed.isEmpty()) {
            throw new Refusal(changed);
        }
    }

    private static List<Entry> entries(
            Map<String, byte[]> originals, Map<String, byte[]> changed, Map<String, byte[]> after) {
        List<Entry> entries = new ArrayList<>();
        after.forEach((path, content) -> {
            byte[] original = originals.get(path);
            String fingerprint = Fingerprint.of(content);
            if (original == null) {
                entries.add(new Entry(Origin.ADDED, path, fingerprint, fingerprint));
            } else if (changed.containsKey(path)) {
                entries.add(new Entry(Origin.REWRITTEN, path, fingerprint, Fingerprint.of(original)));
            } else {
                entries.add(new Entry(Origin.UNTOUCHED, path, fingerprint, fingerprint));
            }
        });
        return entries;
    }

    /** In the order that the third invariant asks for. */
    private void write(
            Ledger before,
            Ledger next,
            Map<String, byte[]> originals,
            Map<String, byte[]> found,
            Map<String, byte[]> after)
            throws IOException {
        Set<String> kept = next.originals();
        for (byte[] original : originals.values()) {
            String fingerprint = Fingerprint.of(original);
            if (kept.contains(fingerprint)) {
                store.keep(fingerprint, original);
            }
        }
        store.write(before.onTheWayTo(next));
        for (Map.Entry<String, byte[]> file : after.entrySet()) {
            if (!Arrays.equals(file.getValue(), found.get(file.getKey()))) {
                disk.write(directory.resolve(file.getKey()), file.getValue());
            }
        }
        for (String path : found.keySet()) {
            if (!after.containsKey(path)) {
                disk.delete(directory.resolve(path));
            }
        }
        store.write(next);
        store.forgetAllBut(kept);
    }
}
