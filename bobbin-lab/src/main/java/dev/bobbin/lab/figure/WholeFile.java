package dev.bobbin.lab.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is written whole or not at all. */
public final class WholeFile {
    private WholeFile() {}

    /** What stood there before stays until the new text is complete. */
    public static void write(Path file, String text) throws IOException {
        Path target = file.toAbsolutePath();
        // No file of createTempFile, which nobody else may read.
        Path next = target.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.writeString(next, text);
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }
}
