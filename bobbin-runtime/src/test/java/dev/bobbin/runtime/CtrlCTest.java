package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Async;
import dev.bobbin.Blocking;
import dev.bobbin.Bobbin;
import dev.bobbin.Scheduler;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What docs/scheduler.md says of a clean end. */
@Timeout(60)
class CtrlCTest {
    private static final Path ROOT = Path.of(System.getProperty("bobbin.root"));

    /** A program with the hook of the guide. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                List<String> late = Scheduler.shared().close(Duration.ofSeconds(5));
                if (!late.isEmpty()) {
                    System.err.println("not ended in time: " + late);
                }
            }));
            Bobbin.run(() -> Blocking.call(() -> {
                System.out.print("begun ");
                try {
                    return new CompletableFuture<Void>().get();
                } finally {
                    System.out.print("ended");
                }
            }));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void hookOfTheGuide_programIsTerminated_runsFinallyBlocks() throws Exception {
        // given
        Process process = new ProcessBuilder(OtherJvm.command(List.of(), Program.class))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        InputStream output = process.getInputStream();
        assertThat(new String(output.readNBytes(6))).isEqualTo("begun ");

        // when
        process.toHandle().destroy(); // Process.destroy would close the stream

        // then
        assertThat(new String(output.readAllBytes())).isEqualTo("ended");
        assertThat(process.waitFor()).isEqualTo(128 + 15);
    }

    @Test
    void hookOfTheGuide_isTheOneThatIsTriedHere() throws Exception {
        String guide = Files.readString(ROOT.resolve("docs/scheduler.md"));
        String[] parts = guide.split("```(java)?\n");
        String hook = parts[1].replaceAll("\\s+", "");
        String here = Files.readString(ROOT.resolve("bobbin-runtime/src/test/java/dev/bobbin/runtime/CtrlCTest.java"));
        assertThat(hook).startsWith("Runtime.getRuntime().addShutdownHook(");
        assertThat(here.replaceAll("\\s+", "")).contains(hook);
    }

    @Test
    void closeWithADeadline_singleRunByAnother_isRefusedAndAnInterruptEndsIt() throws Exception {
        // given
        Scheduler scheduler = Scheduler.single();
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread main = new Thread(() -> {
            try {
                scheduler.run(() -> Blocking.call(() -> {
                    running.countDown();
                    return new CompletableFuture<Void>().get();
                }));
                end.complete(new AssertionError("ended by itself"));
            } catch (Throwable t) { // for the test
                end.complete(t);
            }
        });
        main.start();
        running.await();

        // when, then
        assertThatThrownBy(() -> scheduler.close(Duration.ofSeconds(5)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is running on " + main.getName());
        main.interrupt();
        main.join();
        assertThat(end.get()).isInstanceOf(CancellationException.class);
        assertThat(scheduler.<Integer>run(() -> Async.done(1))).isEqualTo(1);
        assertThat(scheduler.close(Duration.ofSeconds(5))).isEmpty();
    }
}
