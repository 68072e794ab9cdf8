package dev.bobbin.lab.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where and with what figures were measured.
 *
 * @param jdk that of the lab itself
 * @param jdks all that something was measured on
 * @param load how many threads wanted to run just before, as an average over the last minute; negative if unknown
 * @param flags what the measuring JVMs were given, by bench and param, and by subject too where it was given others
 * @param toolchains versions of what builds or runs the peers of other languages, by subject, and the C that Java calls
 * @param bobbin its version
 * @param classes a fingerprint of all that is on the lab's class path: the same as long as nothing in it changes
 * @param calibration milliseconds that the same loop took before each round and at the end
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
        String bobbin,
        String classes,
        List<Double> calibration) {
    private static final double STEADY = 1.1;

    /** This machine, now. */
    public static Machine here(
            double load,
            List<String> jdks,
            Map<String, List<String>> flags,
            Map<String, String> toolchains,
            String bobbin,
            String classes) {
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
                bobbin,
                classes,
                List.of());
    }

    /** The same with other times of the calibration loop. */
    public Machine with(List<Double> calibrated) {
        return with(toolchains, calibrated);
    }

    /** The same with what else is installed by now. */
    public Machine with(Map<String, String> installed) {
        return with(installed, calibration);
    }

    private Machine with(Map<String, String> installed, List<Double> calibrated) {
        return new Machine(
                os,
                arch,
                cpu,
                cores,
                load,
                jdk,
                jdks,
                flags,
                new LinkedHashMap<>(installed),
                date,
                bobbin,
                classes,
                List.copyOf(calibrated));
    }

    /** How many times its fastest time the calibration loop took at worst; 1 if it has not been run twice. */
    public double drift() {
        double min = calibration.stream().mapToDouble(d -> d).min().orElse(1);
        double max = calibration.stream().mapToDouble(d -> d).max().orElse(1);
        return min > 0 ? max / min : 1;
    }

    /** Whether the machine was as fast at one time as at another, within a tenth. */
    public boolean isSteady() {
        return drift() <= STEADY;
    }

    /**
     * Why figures from there would not be figures from here, one reason a line; empty if they would. Toolchains that were not there make no difference: there are
     * no figures of them.
     */
    public List<String> differences(Machine there) {
        Map<String, String> builtWith = new LinkedHashMap<>(toolchains);
        builtWith.keySet().retainAll(there.toolchains.keySet());
        Map<String, List<Object>> both = new LinkedHashMap<>();
        both.put("os", List.of(os, there.os));
        both.put("arch", List.of(arch, there.arch));
        both.put("cpu", List.of(cpu, there.cpu));
        both.put("cores", List.of(cores, there.cores));
        both.put("jdk", List.of(jdk, there.jdk));
        both.put("jdks", List.of(jdks, there.jdks));
        both.put("toolchains", List.of(builtWith, there.toolchains));
        both.put("bobbin", List.of(bobbin, there.bobbin));
        both.put("classes", List.of(classes, there.classes));
        both.put("vmFlags", List.of(flags, there.flags));
        List<String> differences = new ArrayList<>();
        both.forEach((what, values) -> {
            if (!values.get(0).equals(values.get(1))) {
                differences.add(what + ": " + values.get(0) + " here, " + values.get(1) + " there");
            }
        });
        return differences;
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
