package dev.bobbin.loom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Bobbin;
import dev.bobbin.Bridge;
import dev.bobbin.spi.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Virtual threads with so many calls on their stack that the VM cannot take it away; interpreted, so that the size of a call is always the same. */
@EnabledForJreRange(min = JRE.JAVA_21)
@Timeout(60)
class DeepStackTest {
    @TempDir
    Path dir;

    private String said(Class<?> program) throws Exception {
        Path silent = Files.writeString(
                dir.resolve("logging.properties"), "handlers=\n"); // a slow machine's worker may be reported
        ChildJvm jvm = ChildJvm.run(
                dir,
                program,
                List.of(
                        "-Xint",
                        "-Djava.util.logging.config.file=" + silent,
                        "-Xmx256m",
                        "-XX:+UseG1GC",
                        "-Djdk.virtualThreadScheduler.parallelism=1",
                        "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Ddev.bobbin.stackful=" + System.getProperty("dev.bobbin.stackful")));
        assertThat(jvm.err()).isEmpty();
        assertThat(jvm.code()).isZero();
        return jvm.out();
    }

    /** Does it so many calls deeper. */
    private static int down(int calls, Runnable code) {
        if (calls > 0) {
            return down(calls - 1, code) + 1;
        }
        code.run();
        return 0;
    }

    /** How deep that is, on a virtual thread. */
    private static int tooDeep() {
        for (int calls = 1_000; ; calls += 1_000) {
            try {
                down(calls, Thread::yield);
            } catch (StackOverflowError e) {
                return calls;
            }
        }
    }

    private static boolean isRefused(Runnable code) {
        try {
            code.run();
            return false;
        } catch (StackOverflowError e) {
            return true;
        }
    }

    static final class Awaiting {
        public static void main(String[] args) {
            for (int calls = 1_000; calls <= 20_000; calls += 1_000) {
                System.out.println(calls + " " + outcome(calls));
            }
        }

        private static String outcome(int calls) {
            AtomicReference<String> await = new AtomicReference<>("not reached");
            try {
                Integer given = Bobbin.<Integer>run(() -> Bridge.run(() -> {
                    int depth = down(calls, () -> await.set(awaits()));
                    Thread.yield(); // which is nobody's suspension
                    return depth;
                }));
                return "gives " + given + ", await " + await;
            } catch (StackOverflowError e) {
                return "overflows, await " + await;
            }
        }

        private static String awaits() {
            return isRefused(() -> Bobbin.yieldNow().await()) ? "refused" : "done";
        }
    }

    @Test
    void await_atAnyDepth_isDoneOrRefusedAndTheTaskGoesOn() throws Exception {
        List<String> lines = said(Awaiting.class).lines().toList();

        assertThat(lines).hasSize(20).first().isEqualTo("1000 gives 1000, await done");
        assertThat(lines)
                .allMatch(line ->
                        line.matches("(\\d+) gives \\1, await (done|refused)|\\d+ overflows, await not reached"))
                .anyMatch(line -> line.endsWith("await refused"));
    }

    static final class Suspending {
        public static void main(String[] args) {
            Thread resumer = Thread.currentThread();
            AtomicBoolean hasReturned = new AtomicBoolean();
            AtomicReference<Stack> stack = new AtomicReference<>();
            stack.set(new Stacks().threadStack(() -> {
                int deep = tooDeep();
                System.out.println("refused: " + isRefused(() -> down(deep, stack.get()::suspend)));
                resumer.interrupt(); // which it hands on while it waits
                while (!Thread.currentThread().isInterrupted() && !hasReturned.get()) {
                    Thread.onSpinWait();
                }
                System.out.println("has the turn: " + !hasReturned.get());
                Thread.interrupted();
                stack.get().suspend();
                System.out.println("goes on");
            }));
            stack.get().run();
            hasReturned.set(true);
            System.out.println("suspended");
            stack.get().run();
        }
    }

    @Test
    void suspend_tooDeep_isRefusedInTurn() throws Exception {
        assertThat(said(Suspending.class)).isEqualTo("""
                refused: true
                has the turn: true
                suspended
                goes on
                """);
    }

    static final class Resuming {
        public static void main(String[] args) throws InterruptedException {
            AtomicBoolean hasReturned = new AtomicBoolean();
            Stack stack = new Stacks().threadStack(() -> {
                System.out.println("runs");
                while (!hasReturned.get()) {
                    Thread.onSpinWait();
                }
            });
            Thread resumer = CoroutineTest.virtual(() -> {
                int deep = tooDeep();
                System.out.println("refused: " + isRefused(() -> down(deep, stack::run)));
                hasReturned.set(true);
            });
            resumer.join();
            CoroutineTest.virtual(() -> {}).join(); // after all that wait for the only carrier
        }
    }

    @Test
    void run_byOneTooDeepToWait_isRefusedBeforeTheCallRuns() throws Exception {
        assertThat(said(Resuming.class)).isEqualTo("refused: true\n");
    }
}
