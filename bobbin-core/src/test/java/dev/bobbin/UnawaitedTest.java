package dev.bobbin;

import static dev.bobbin.Async.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code -Ddev.bobbin.unawaited=report}, each time in a JVM of its own. */
@Timeout(120)
final class UnawaitedTest {
    /** Makes what never runs, or what does and then one that does not, and has the reports come. */
    static final class Program {
        private static final Scheduler SCHEDULER = Scheduler.single();
        private static final Channel<String> CHANNEL = Channel.unlimited();
        private static final AtomicInteger REPORTS = new AtomicInteger();

        private Program() {}

        public static void main(String[] args) {
            Logger log = Logger.getLogger("dev.bobbin.unawaited"); // held, lest its handler be collected
            log.addHandler(new StreamHandler() {
                @Override
                public void publish(LogRecord record) {
                    REPORTS.incrementAndGet();
                }
            });
            if (args[0].equals("forgotten")) {
                forgotten();
            } else {
                used();
                Async.all(List.of());
            }
            int expected = Integer.parseInt(args[1]);
            for (int i = 0; REPORTS.get() < expected; i++) {
                if (i == 1000) {
                    throw new AssertionError(REPORTS + " reports");
                }
                System.gc();
                SCHEDULER.run(Program::coroutine); // it is then that reports come
            }
            Reference.reachabilityFence(log);
        }

        private static void forgotten() {
            List<Async<?>> all = new ArrayList<>();
            all.add(coroutine());
            all.add(callback());
            all.add(CHANNEL.send("x"));
            all.add(Clock.sleep(Duration.ofDays(1)));
            all.add(Async.from(new CompletableFuture<>()));
            all.add(Async.retry(Retry.times(3), () -> done("x")));
            all.add(Async.uncancellable(done("x")));
            all.add(Async.all(List.of(done("x"))));
            all.add(Async.parallelMap(List.of("x"), 1, Async::done));
            all.add(Blocking.call(() -> "x"));
            Supplier<Async<String>> reference = Program::coroutine; // which no compiler sees
            all.add(reference.get());
        }

        private static Async<String> coroutine() {
            return ByHand.awaiting(done("x"));
        }

        private static Async<String> callback() {
            return Async.create(c -> c.complete("x"));
        }

        /** Also what need not be used, and what was refused. */
        private static void used() {
            SCHEDULER.run(Program::coroutine);
            SCHEDULER.run(() -> Async.all(List.of(coroutine(), callback())));
            SCHEDULER.run(() -> ByHand.of(start -> coroutine(), x -> Async.uncancellable(callback())));
            SCHEDULER.run(() -> Async.retry(Retry.times(3), Program::coroutine));
            SCHEDULER.run(() -> Async.parallelMap(List.of("x"), 1, Async::done));
            SCHEDULER.run(() -> CHANNEL.send("x"));
            SCHEDULER.run(() -> Select.<Void>of()
                    .on(Clock.sleep(Duration.ofDays(1)), Async::done)
                    .on(CHANNEL.send("x"), Async::done));
            SCHEDULER.run(() -> Clock.sleep(Duration.ofNanos(1)));
            SCHEDULER.run(() -> Async.from(CompletableFuture.completedFuture("x")));
            CHANNEL.receive();
            Semaphore.of(2).acquire(2);
            done("x");
            SCHEDULER.run(() -> AsyncSeq.<String>of(y -> ByHand.of(start -> y.yield("x")))
                    .take(0)
                    .toList());
            Seq.of(new Yielding()).take(0).toList();
            SCHEDULER.start(coroutine());
            SCHEDULER.run(Bobbin::yieldNow);
        }

        /** As compiled, but not to a step form. */
        private static final class Yielding implements SeqBody<String> {
            @Override
            public void run(Yielder<String> y) {
                y.yield("x");
            }

            @Override
            public Async<Void> run$yields(Yielder<String> y) {
                return ByHand.of(start -> y.yield$yields("x"));
            }
        }
    }

    private static String output(String property, String what, int reports) throws Exception {
        List<String> command = new ArrayList<>(Arrays.asList(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        command.add("-Ddev.bobbin.unawaited=" + property);
        command.add(Program.class.getName());
        command.add(what);
        command.add(Integer.toString(reports));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void computationsThatNobodyAwaits_areReportedWithThePlaceWhereTheyWereMade() throws Exception {
        String output = output("report", "forgotten", 11);

        assertThat(output.split("was never awaited", -1)).as(output).hasSize(1 + 11);
        for (String made : List.of(
                "ByHand.of",
                "Async.create",
                "Channel.send",
                "Clock.sleep",
                "Async.from",
                "Async.retry",
                "Async.uncancellable",
                "Async.all",
                "Async.parallelMap",
                "Blocking.call")) {
            assertThat(output).contains(" " + made + " was never awaited, spawned or run");
        }
        assertThat(output)
                .contains("made here")
                .containsPattern("at .*UnawaitedTest\\$Program\\.coroutine\\(UnawaitedTest\\.java:\\d+\\)")
                .containsPattern("at .*UnawaitedTest\\$Program\\.forgotten\\(UnawaitedTest\\.java:\\d+\\)")
                .doesNotContain("<init>");
    }

    @Test
    void computationsThatAreUsed_areNotReportedButOneThatIsNot() throws Exception {
        String output = output("report", "used", 1);

        assertThat(output.split("was never awaited", -1)).as(output).hasSize(1 + 1);
        assertThat(output).contains("Async.all was never awaited");
    }

    @Test
    void otherwise_nothingIsReported() throws Exception {
        assertThat(output("", "forgotten", 0)).isEmpty();
    }
}
