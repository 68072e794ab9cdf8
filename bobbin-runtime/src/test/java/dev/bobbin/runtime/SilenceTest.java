package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Blocking;
import dev.bobbin.Channel;
import dev.bobbin.Clock;
import dev.bobbin.Latch;
import dev.bobbin.Scheduler;
import dev.bobbin.Select;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import user.Code;

/** A program of which every task waits for another, and nothing else runs, says so. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SilenceTest {
    /** Programs that come to nothing, each in a JVM of its own, where there are no other threads. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            Scheduler scheduler = args[1].equals("single") ? Scheduler.single() : Scheduler.shared();
            switch (args[0]) {
                case "receive" ->
                    scheduler.run(() -> Channel.<String>rendezvous().receive());
                case "select" ->
                    scheduler.run(() -> Select.<Void>of()
                            .on(Latch.of(1).opened(), Async::done)
                            .on(Channel.<String>rendezvous().send("x"), Async::done));
                case "after" -> {
                    scheduler.run(() -> Clock.sleep(Duration.ofMillis(1)));
                    scheduler.run(() -> Blocking.call(() -> "x"));
                    scheduler.run(() -> Async.all(List.of(Latch.of(1).opened(), Async.done())));
                }
                default -> throw new IllegalArgumentException(args[0]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "receive|Channel.receive@[0-9a-f]+ waits for receive\\(\\) of Channel\\[0 of 0 buffered, 0 sending, 1 receiving]@[0-9a-f]+",
                "select|Select@[0-9a-f]+ waits for a select over 2 arms: (.*, )?opened\\(\\) of Latch\\[1 to go].*",
                "after|Async.all@[0-9a-f]+ waits for the parts of its all\\(\\)",
            })
    void programThatComesToNothing_saysSo(String program, String lastLine) throws Exception {
        assertSilence(program, "workers", lastLine);
        assertSilence(program, "single", lastLine);
    }

    private static void assertSilence(String program, String scheduler, String lastLine) throws Exception {
        Process process = new ProcessBuilder(OtherJvm.command(List.of(), Program.class, program, scheduler))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> lines = new ArrayList<>();
            do {
                lines.add(output.readLine());
            } while (!String.valueOf(lines.get(lines.size() - 1)).contains(" waits for ")
                    && lines.get(lines.size() - 1) != null);
            String waits = "nothing else of the program runs, and no timer is pending.";
            assertThat(lines)
                    .as("%s", lines)
                    .anyMatch(line -> String.valueOf(line).contains(waits));
            assertThat(lines.get(lines.size() - 1)).matches(lastLine);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void schedulerInAProgramWithOtherThreads_isNotAlone() throws Exception {
        // given
        CountDownLatch over = new CountDownLatch(1);
        Thread other = new Thread(() -> Code.await(over));
        Workers workers = new Workers(1);
        try {
            other.start();

            // then
            assertThat(workers.isAlone()).isFalse();
        } finally {
            over.countDown();
            other.join();
            workers.close();
        }
    }
}
