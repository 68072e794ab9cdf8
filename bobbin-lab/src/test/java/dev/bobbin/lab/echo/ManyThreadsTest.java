package dev.bobbin.lab.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyThreadsTest {
    private static final Work.Run MEASURED = new Work.Run(Map.of("ops/s", 1.0), "");

    @TempDir
    private Path proc;

    @Test
    void measure_whereAllLimitsAreHigher_measures() throws Exception {
        limits("unlimited", "100000", "65530");

        assertThat(measured(10_000)).isEqualTo(MEASURED);
    }

    @Test
    void measure_whereALimitIsLower_saysWhichAndHasNoFigure() throws Exception {
        limits("4096", "100000", "65530");

        assertThat(measured(10_000)).isEqualTo(none("10000 threads at once: ulimit -u is 4096, and 11000 are needed"));
    }

    @Test
    void measure_whereStacksWouldBeTooManyMappings_saysSo() throws Exception {
        limits("100000", "100000", "20000");

        assertThat(measured(10_000))
                .isEqualTo(none("10000 threads at once: vm.max_map_count is 20000, and 25000 are needed"));
    }

    @Test
    void measure_whereNobodySaysHowMany_saysThat() throws Exception {
        assertThat(measured(10_000)).isEqualTo(none("10000 threads at once: nobody says here how many there may be"));
    }

    private static Work.Run none(String why) {
        return new Work.Run(Map.of(), "not measured: " + why + "\n");
    }

    private Work.Run measured(int threads) throws Exception {
        Work work = new ManyThreads(threads, (trial, progress) -> MEASURED, proc);
        Param param = Param.of("connections=" + threads);
        Trial trial = new Trial("echo", param, "java-threads", Jdk.running(), List.of(), 1, work);
        return work.measure(trial, line -> {});
    }

    private void limits(String processes, String threads, String maps) throws IOException {
        write(
                "self/limits",
                "Limit  Soft Limit  Hard Limit  Units\nMax processes             " + processes
                        + "   100000   processes\n");
        write("sys/kernel/threads-max", threads + "\n");
        write("sys/kernel/pid_max", "4194304\n");
        write("sys/vm/max_map_count", maps + "\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = proc.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
