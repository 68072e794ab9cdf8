package dev.bobbin.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that measure, from outside. */
@Timeout(120)
class ChildTest {
    /** Waits for what never comes. */
    static final class Endless {
        private Endless() {}

        public static void main(String[] args) throws InterruptedException {
            System.out.println("figure heap-bytes 1.0");
            new CountDownLatch(1).await();
        }
    }

    @Test
    void program_thatDoesNotEnd_isStopped() {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Endless.class.getName());

        assertThatThrownBy(() ->
                        Child.run("endless", command, Path.of("").toAbsolutePath(), line -> {}, Duration.ofMillis(1)))
                .isInstanceOf(TrialFailed.class)
                .hasMessage("endless had not ended after 0 minutes");
    }

    @Test
    void program_thatEndsBeforeItIsRead_isReadToItsEnd() throws TrialFailed {
        String script =
                "echo figure pid $$; seq 5000; echo figure last 42"; // more than a reader takes at once, less than a
        // pipe

        Child child =
                Child.run("brief", List.of("sh", "-c", script), Path.of("").toAbsolutePath(), ChildTest::awaitEnd);

        assertThat(child.result().values()).containsEntry("last", 42.0);
    }

    private static void awaitEnd(String line) {
        if (line.endsWith(" pid")) {
            ProcessHandle.of(Long.parseLong(line.trim().split(" ")[0]))
                    .ifPresent(child -> child.onExit().join());
        }
    }
}
