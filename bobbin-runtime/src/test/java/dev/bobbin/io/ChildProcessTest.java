package dev.bobbin.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ChildProcessTest {
    /** A program that is there wherever the tests run. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws Exception {
            switch (args[0]) {
                case "copy" -> System.in.transferTo(System.out);
                case "fail" -> System.err.print("no good");
                default -> Thread.sleep(Long.MAX_VALUE);
            }
            System.out.flush();
            System.exit(args[0].equals("fail") ? 3 : 0);
        }
    }

    private static ChildProcess start(String what) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Bobbin.run(() -> ChildProcess.start(new ProcessBuilder(
                java, "-Xshare:auto", "-cp", System.getProperty("java.class.path"), Child.class.getName(), what)));
    }

    private static byte[] readAll(StreamInput input) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer some = ByteBuffer.allocate(1_000);
        while (Bobbin.<Integer>run(() -> input.read(some)) >= 0) {
            all.write(some.array(), 0, some.position());
            some.clear();
        }
        return all.toByteArray();
    }

    @Test
    void child_thatCopiesItsInput_givesItBack() throws Exception {
        try (ChildProcess child = start("copy")) {
            // given: more than the pipes hold
            byte[] bytes = new byte[1 << 20];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (i * 31 + (i >> 10));
            }
            Task<Void> writing = Bobbin.start(child.input().writeFully(ByteBuffer.wrap(bytes)));

            // when
            ByteBuffer back = ByteBuffer.allocate(bytes.length);
            while (back.hasRemaining()) {
                assertThat(Bobbin.<Integer>run(() -> child.output().read(back))).isPositive();
            }
            Bobbin.run(() -> writing);
            child.input().close();

            // then
            assertThat(back.array()).isEqualTo(bytes);
            assertThat(readAll(child.output())).isEmpty();
            assertThat(Bobbin.<Integer>run(child::exit)).isZero();
            assertThat(child.toString()).contains("ended with 0");
        }
    }

    @Test
    void child_thatFails_givesItsErrorsAndItsStatus() throws Exception {
        try (ChildProcess child = start("fail")) {
            assertThat(new String(readAll(child.errors()))).contains("no good");
            assertThat(Bobbin.<Integer>run(child::exit)).isEqualTo(3);
            assertThat(Bobbin.<Integer>run(child::exit)).isEqualTo(3);
        }
    }

    @Test
    void child_thatSaysNothing_canBeWaitedForWithALimitAndEndedByClose() throws Exception {
        ChildProcess child = start("sleep");
        try (child) {
            // when: writes that stall, reads and waits that are given up
            ByteBuffer much = ByteBuffer.allocate(1 << 20);
            assertThatThrownBy(() -> Bobbin.run(
                            () -> child.output().read(ByteBuffer.allocate(1)).timeout(Duration.ofMillis(5))))
                    .isInstanceOf(TimeoutException.class);
            assertThatThrownBy(() ->
                            Bobbin.run(() -> child.input().writeFully(much).timeout(Duration.ofMillis(5))))
                    .isInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> Bobbin.run(() -> child.exit().timeout(Duration.ofMillis(5))))
                    .isInstanceOf(TimeoutException.class);
            assertThat(much.remaining()).isPositive();
            assertThat(child.isAlive()).isTrue();
        }

        // then
        assertThat(Bobbin.<Integer>run(child::exit)).isNotZero();
    }

    @Test
    void start_ofWhatIsNotThere_failsAsTheJdkSays() {
        assertThatThrownBy(() -> Bobbin.run(() -> ChildProcess.start(new ProcessBuilder("/no/such/program"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/no/such/program");
    }
}
