package dev.bobbin.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The place, outside the directory of classes, of its {@link Ledger} and of javac's class files that were rewritten.
 *
 * <pre>
 * ledger                     what lies in the directory of classes
 * originals/FINGERPRINT      one of javac's class files, whichever name it has
 * </pre>
 */
final class Store {
    static final String START_ANEW = "run 'mvn clean', so that javac writes the classes anew";

    private final Path directory;
    private final Disk disk;

    Store(Path directory, Disk disk) {
        this.directory = directory;
        this.disk = disk;
    }

    Ledger ledger() throws Refusal {
        Path file = directory.resolve("ledger");
        try {
            return Files.exists(file) ? Ledger.parse(Files.readString(file)) : Ledger.EMPTY;
        } catch (IOException e) {
            throw Refusal.of(file, "cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(file, "damaged-ledger", "damaged, or of another version: " + e.getMessage(), START_ANEW);
        }
    }

    byte[] original(Ledger.Entry entry) throws Refusal {
        Path file = file(entry.original());
        byte[] content;
        try {
            content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        } catch (IOException e) {
            throw Refusal.of(file, "cannot be read", e);
        }
        if (!Fingerprint.of(content).equals(entry.original())) {
            throw Refusal.of(file, "lost-original", "what javac wrote as " + entry.path() + " is gone", START_ANEW);
        }
        return content;
    }

    void keep(String fingerprint, byte[] original) throws IOException {
        if (!Files.exists(file(fingerprint))) {
            disk.write(file(fingerprint), original);
        }
    }

    void write(Ledger ledger) throws IOException {
        disk.write(directory.resolve("ledger"), ledger.render().getBytes(StandardCharsets.UTF_8));
    }

    /** Removes what no class of the ledger was made from. */
    void forgetAllBut(Set<String> originals) throws IOException {
        Path kept = directory.resolve("originals");
        if (!Files.exists(kept)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> list = Files.list(kept)) {
            files = list.toList();
        }
        for (Path file : files) {
            if (!originals.contains(String.valueOf(file.getFileName()))) {
                disk.delete(file);
            }
        }
    }

    private Path file(String fingerprint) {
        return directory.resolve("originals").resolve(fingerprint);
    }
}
