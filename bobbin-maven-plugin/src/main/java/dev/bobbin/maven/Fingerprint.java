package dev.bobbin.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Contents as a short text: equal if they are equal, and only then. */
final class Fingerprint {
    private final MessageDigest digest = sha256();

    /** Of a file's content. */
    static String of(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    /** Adds a text. */
    Fingerprint with(String fact) {
        byte[] bytes = fact.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        return this;
    }

    /**
     * Adds jars and directories of classes, by the sizes and times of their files: to read them all would take longer than to rewrite
     * a project's own classes. What is missing counts as such.
     */
    Fingerprint with(List<Path> classPath) throws Refusal {
        for (Path entry : classPath) {
            try {
                with(entry.toString())
                        .withFiles(entry.toRealPath()); // a walk follows no links, not even one that it begins with
            } catch (NoSuchFileException e) {
                with("no " + entry);
            } catch (UncheckedIOException e) { // met while walking
                throw Refusal.of(entry, "cannot be read, and is on the class path", e);
            } catch (IOException e) {
                throw Refusal.of(entry, "cannot be read, and is on the class path", e);
            }
        }
        return this;
    }

    private void withFiles(Path entry) throws IOException {
        try (Stream<Path> walk = Files.walk(entry)) {
            for (Path file : walk.sorted().toList()) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                if (attributes.isRegularFile()
                        && (file.equals(entry) || file.toString().endsWith(".class"))) {
                    with(file + " " + attributes.size() + " " + attributes.lastModifiedTime());
                }
            }
        }
    }

    /** What was added so far. Ends the fingerprint. */
    String text() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
