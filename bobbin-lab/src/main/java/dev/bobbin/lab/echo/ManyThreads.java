package dev.bobbin.lab.echo;

import dev.bobbin.lab.trial.Cost;
import dev.bobbin.lab.trial.Progress;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import dev.bobbin.lab.trial.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A measurement that needs so many threads of the operating system at once. Where there may not be so many, which is nobody's failure, there
 * is a note that says what is in the way, and no figure.
 *
 * @param proc where Linux says it, its own directory but in tests
 */
public record ManyThreads(int threads, Work work, Path proc) implements Work {
    /** Of the JVM, of the lab, and of whoever else is there. */
    private static final int OTHERS = 1000;

    /** A thread's stack, and its end that nobody may touch. */
    private static final int MAPS_OF_A_THREAD = 2;

    private static final int OTHER_MAPS = 5000;

    public ManyThreads(int threads, Work work) {
        this(threads, work, Path.of("/proc"));
    }

    @Override
    public Run measure(Trial trial, Progress progress) throws TrialFailed {
        String obstacle = obstacle();
        return obstacle == null
                ? work.measure(trial, progress)
                : new Run(Map.of(), "not measured: " + threads + " threads at once: " + obstacle + "\n");
    }

    @Override
    public Cost cost(Trial trial) {
        return work.cost(trial);
    }

    @Override
    public Work quick() {
        return new ManyThreads(threads, work.quick(), proc);
    }

    /** What keeps a process here from having so many; null if nothing does that is known. */
    @Nullable
    String obstacle() {
        if (!Files.isReadable(proc.resolve("self/limits"))) {
            return "nobody says here how many there may be";
        }
        int all = threads + OTHERS;
        int maps = MAPS_OF_A_THREAD * threads + OTHER_MAPS;
        return Stream.of(
                        tooFew("ulimit -u", all, limit()),
                        tooFew("kernel.threads-max", all, lines(proc.resolve("sys/kernel/threads-max"))),
                        tooFew("kernel.pid_max", all, lines(proc.resolve("sys/kernel/pid_max"))),
                        tooFew("vm.max_map_count", maps, lines(proc.resolve("sys/vm/max_map_count"))),
                        tooFew("pids.max of the control group", all, ofControlGroup()))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static String tooFew(String what, int needed, List<String> said) {
        boolean isNumber = !said.isEmpty() && said.get(0).strip().matches("\\d{1,18}");
        long most = isNumber ? Long.parseLong(said.get(0).strip()) : Long.MAX_VALUE; // unlimited, max, or nobody says
        return most >= needed ? "" : what + " is " + most + ", and " + needed + " are needed";
    }

    /** Of processes, which are threads to Linux. */
    private List<String> limit() {
        return lines(proc.resolve("self/limits")).stream()
                .filter(line -> line.startsWith("Max processes"))
                .map(line -> line.substring("Max processes".length()).strip().split("\\s+")[0])
                .toList();
    }

    private List<String> ofControlGroup() {
        return lines(proc.resolve("self/cgroup")).stream()
                .filter(line -> line.startsWith("0::/"))
                .flatMap(line -> lines(Path.of("/sys/fs/cgroup", line.substring("0::/".length()), "pids.max")).stream())
                .toList();
    }

    /** None if it cannot be read. */
    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
