package dev.bobbin.lab.trial;

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
}
