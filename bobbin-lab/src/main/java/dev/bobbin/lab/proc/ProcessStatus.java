package dev.bobbin.lab.proc;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A process in {@code /proc}, where there is that: on Linux. */
public final class ProcessStatus {
    private static final int BYTES_IN_KB = 1024;

    private final Path directory;

    public ProcessStatus(long pid) {
        directory = Path.of("/proc", Long.toString(pid));
    }

    /** Whether it can be asked. */
    public boolean isThere() {
        return Files.isReadable(directory.resolve("status"));
    }

    /** How much memory it has in the machine's now. */
    public long residentBytes() throws IOException {
        return BYTES_IN_KB * number(Files.readAllLines(directory.resolve("status")), "VmRSS:");
    }

    /** The most that it ever had. */
    public long peakResidentBytes() throws IOException {
        return BYTES_IN_KB * number(Files.readAllLines(directory.resolve("status")), "VmHWM:");
    }

    /** How often its threads that live now have left a processor, because they had to wait or because they had to make room. */
    public long switches() throws IOException {
        long switches = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(directory.resolve("task"))) {
            for (Path thread : threads) {
                try {
                    List<String> status = Files.readAllLines(thread.resolve("status"));
                    switches += number(status, "voluntary_ctxt_switches:");
                    switches += number(status, "nonvoluntary_ctxt_switches:");
                } catch (NoSuchFileException e) {
                    continue; // it has ended meanwhile
                }
            }
        }
        return switches;
    }

    private static long number(List<String> status, String name) throws IOException {
        for (String line : status) {
            if (line.startsWith(name)) {
                return Long.parseLong(
                        line.substring(name.length()).replace("kB", "").strip());
            }
        }
        throw new IOException("no " + name + " in a process's status");
    }
}
