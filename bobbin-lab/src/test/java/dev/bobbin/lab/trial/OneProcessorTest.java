package dev.bobbin.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.lab.figure.Param;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneProcessorTest {
    @Test
    void jvm_thatIsBound_hasOneProcessor() throws TrialFailed {
        Work work = new OneProcessor(new ChildWork(Counted.class.getName(), List.of(), ClassPath.own()));
        Trial trial = new Trial("switch", Param.of("depth=1"), "somebody", Jdk.running(), List.of(), 1, work);

        Work.Run run = work.measure(trial, line -> {});

        if (Files.isExecutable(Path.of("/usr/bin/taskset"))) {
            assertThat(run.values()).containsEntry("processors", 1.0);
        } else {
            assertThat(run.note()).contains("taskset is not installed (Debian package util-linux)");
        }
    }

    static final class Counted {
        private Counted() {}

        public static void main(String[] args) {
            ChildReport.figure("processors", Runtime.getRuntime().availableProcessors());
        }
    }
}
