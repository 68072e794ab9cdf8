package dev.bobbin.lab.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A place for what measuring JVMs are given to read; gone when the lab has ended. */
public final class Scratch {
    private static @Nullable Path root;

    private Scratch() {}

    /** A new directory whose name begins so. */
    public static synchronized Path directory(String name) throws IOException {
        Path place = root;
        if (place == null) {
            place = Files.createTempDirectory("bobbin-lab");
            Path made = place;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteAtEnd(made), "lab-scratch"));
            root = made;
        }
        return Files.createTempDirectory(place, name + "-");
    }

    private static void deleteAtEnd(Path directory) {
        Interruption.awaitFinished();
        delete(directory);
    }

    private static void delete(Path directory) {
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("bobbin lab: left behind: " + directory + " (" + e.getMessage() + ")");
        }
    }
}
