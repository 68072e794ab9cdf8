package dev.bobbin.lab.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Where and with what figures were measured.
 *
 * @param jdk that of the lab itself
 * @param jdks all that something was measured on
 * @param load how many threads wanted to run just before, as an average over the last minute; negative if unknown
 * @param flags what the measuring JVMs were given, by bench
 * @param toolchains versions of what builds or runs the peers of other languages, by subject
 * @param bobbin its version
 */
public record Machine(
        String os,
        String arch,
        String cpu,
        int cores,
        double load,
        String jdk,
        List<String> jdks,
        Map<String, List<String>> flags,
        Map<String, String> toolchains,
        String date,
        String bobbin) {

    /** This machine, now. */
    public static Machine here(
            double load,
            List<String> jdks,
            Map<String, List<String>> flags,
            Map<String, String> toolchains,
            String bobbin) {
        return new Machine(
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"),
                cpuModel(),
                Runtime.getRuntime().availableProcessors(),
                load,
                Runtime.version().toString(),
                jdks,
                flags,
                toolchains,
                OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                bobbin);
    }

    /** As Linux knows it; elsewhere, and where Linux does not say, the architecture must do. */
    private static String cpuModel() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        } catch (IOException e) {
            return System.getProperty("os.arch"); // not Linux
        }
        return System.getProperty("os.arch");
    }
}
