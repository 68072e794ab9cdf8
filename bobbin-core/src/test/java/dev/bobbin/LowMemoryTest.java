package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is there when memory has run out stays there: in a JVM of its own, whose memory does. */
@Timeout(120)
final class LowMemoryTest {
    static final class Program {
        private static final Integer ELEMENT = 1;

        private Program() {}

        public static void main(String[] args) {
            Channel<Integer> channel = Channel.unlimited();
            int sent = 0;
            try {
                while (channel.trySend(ELEMENT)) {
                    sent++;
                }
                throw new AssertionError("closed");
            } catch (OutOfMemoryError e) { // what the program is for
                int size = channel.size();
                int received = 0;
                while (channel.tryReceive().isPresent()) {
                    received++;
                }
                System.out.println(
                        sent > 0 && sent == size && sent == received
                                ? "whole"
                                : sent + " sent, size " + size + ", " + received + " received");
            }
        }
    }

    @Test
    void channelWithoutLimit_whoseMemoryRunsOut_keepsWhatWasSent() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx16m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Program.class.getName()))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).isEqualToIgnoringNewLines("whole");
    }
}
