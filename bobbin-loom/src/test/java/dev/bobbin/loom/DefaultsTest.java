package dev.bobbin.loom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Bobbin;
import dev.bobbin.Bridge;
import dev.bobbin.Coroutine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A JVM of its own in which nothing is demanded. */
@Timeout(60)
class DefaultsTest {
    private static final boolean OLD = Runtime.version().feature() < 21;

    @TempDir
    Path dir;

    static final class Program {
        public static void main(String[] args) {
            for (int i = 0; i < 2; i++) {
                System.out.println(Bobbin.<Integer>run(() -> Bridge.run(Program::plain)));
            }
            try {
                Coroutine<Integer, Boolean> where = Coroutine.stackful((self, first) -> Thread.currentThread() == MAIN);
                System.out.println("on the resumer's thread: " + where.resume(0));
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }

        private static final Thread MAIN = Thread.currentThread();

        private static int plain() {
            Bobbin.yieldNow().await();
            return 42;
        }
    }

    private String run(String... options) throws IOException, InterruptedException {
        ChildJvm jvm = ChildJvm.run(dir, Program.class, List.of(options));
        assertThat(jvm.code()).isZero();
        assertThat(jvm.err())
                .isEqualTo(
                        OLD
                                ? "bobbin: Bridge.run takes a thread for each call: stackful coroutines need JDK 21"
                                        + " or later: this is JDK "
                                        + Runtime.version().feature() + "\n"
                                : "");
        return jvm.out();
    }

    private static String expected(boolean onResumer) {
        return "42\n42\n"
                + (OLD
                        ? "stackful coroutines need JDK 21 or later: this is JDK "
                                + Runtime.version().feature() + "\n"
                        : "on the resumer's thread: " + onResumer + "\n");
    }

    @Test
    void program_withoutTheExport_runsOnThreads() throws Exception {
        assertThat(run()).isEqualTo(expected(false));
    }

    @Test
    void program_withTheExport_runsOnTheResumersThread() throws Exception {
        assertThat(run("--add-exports", "java.base/jdk.internal.vm=ALL-UNNAMED"))
                .isEqualTo(expected(true));
    }
}
