package dev.bobbin.maven;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** All that changes files: whoever reads one sees it as it was or as it is to be, also if the process dies in between. */
interface Disk {
    /** Makes the file, its directories included, or replaces it. */
    void write(Path file, byte[] content) throws IOException;

    /** Removes the file if it is there. */
    void delete(Path file) throws IOException;

    /**
     * The file system.
     *
     * @param scratch where a file is written before it is moved into place; on the same file system as the files, or the moves
     *     are copies, and may be seen half done
     */
    static Disk real(Path scratch) {
        return new Disk() {
            @Override
            public void write(Path file, byte[] content) throws IOException {
                Files.createDirectories(scratch);
                Files.createDirectories(file.resolveSibling(""));
                Path whole = scratch.resolve("being-written");
                Files.write(whole, content);
                try {
                    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                } catch (AtomicMoveNotSupportedException e) {
                    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
                }
            }

            @Override
            public void delete(Path file) throws IOException {
                Files.deleteIfExists(file);
            }
        };
    }
}
