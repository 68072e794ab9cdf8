package dev.bobbin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Async;
import dev.bobbin.Blocking;
import dev.bobbin.Bobbin;
import dev.bobbin.Scheduler;
import dev.bobbin.Task;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import user.Code;

@Timeout(120)
class FlightTest {
    @TempDir
    Path directory;

    private interface Work {
        void run() throws Exception;
    }

    private List<RecordedEvent> record(Work work, String... enabled) throws Exception {
        Path file = directory.resolve("events.jfr");
        try (Recording recording = new Recording()) {
            for (String event : enabled) {
                recording.enable(event).withoutThreshold();
            }
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> ours = new ArrayList<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (event.getEventType().getName().startsWith("dev.bobbin.")) {
                ours.add(event);
            }
        }
        return ours;
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String name, String task) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .filter(event -> event.getString("task").equals(task))
                .toList();
    }

    @Test
    void task_thatWaitsOnce_isSpawnedResumedParkedAndResumed() throws Exception {
        for (boolean executor : new boolean[] {false, true}) {
            try (Scheduler scheduler = executor ? Scheduler.on(OnExecutorTest.POOL) : Scheduler.workers(2)) {
                String[] name = new String[1];
                Thread[] blocked = new Thread[1];

                // when
                List<RecordedEvent> events = record(
                        () -> {
                            Task<Void> task = scheduler.start(Bobbin.yieldNow());
                            scheduler.run(() -> task);
                            Task<String> waits = scheduler.start(Blocking.call(() -> {
                                blocked[0] = Thread.currentThread();
                                LockSupport.parkNanos(1_000_000);
                                return "called";
                            }));
                            scheduler.run(() -> waits);
                            LedgerBalances.await(scheduler);
                            name[0] = waits.name();
                            WorkersTest.awaitState(
                                    blocked[0], Thread.State.TIMED_WAITING); // its event is committed by now
                        },
                        "dev.bobbin.Spawn",
                        "dev.bobbin.Resume",
                        "dev.bobbin.Park",
                        "dev.bobbin.Block");

                // then
                assertThat(of(events, "dev.bobbin.Spawn", name[0])).hasSize(1);
                assertThat(of(events, "dev.bobbin.Spawn", name[0]).get(0).getStackTrace())
                        .isNotNull();
                int parks = of(events, "dev.bobbin.Park", name[0]).size();
                assertThat(parks).isLessThanOrEqualTo(1); // none if the call ended while the task was parking
                assertThat(of(events, "dev.bobbin.Resume", name[0])).hasSize(1 + parks);
                assertThat(events)
                        .anyMatch(event -> event.getEventType().getName().equals("dev.bobbin.Block"));
            }
        }
    }

    @Test
    void work_takenFromAnotherWorker_isAnEventWithTheVictim() throws Exception {
        try (Scheduler scheduler = Scheduler.workers(2)) {
            // when
            List<RecordedEvent> events = record(
                    () -> {
                        CountDownLatch stolen = new CountDownLatch(1);
                        Task<Object> first = scheduler.start(Async.create(completer -> {
                            scheduler.start(Async.create(inner -> {
                                stolen.countDown();
                                inner.complete(1);
                            }));
                            Code.await(stolen);
                            completer.complete(1);
                        }));
                        scheduler.run(() -> first);
                    },
                    "dev.bobbin.Steal");

            // then
            assertThat(events).isNotEmpty();
            assertThat(events).allMatch(event -> event.getString("victim").startsWith("bobbin-worker-"));
            assertThat(events).allMatch(event -> event.getInt("tasks") > 0);
        }
    }

    @Test
    void stuckWorker_isAnEventWithTaskStackAndTime() throws Exception {
        Logger log = Logger.getLogger("dev.bobbin.scheduler");
        log.setUseParentHandlers(false);
        Workers workers = new Workers(1, TimeUnit.MILLISECONDS.toNanos(1));
        try {
            // when
            List<RecordedEvent> events = record(
                    () -> {
                        CountDownLatch go = new CountDownLatch(1);
                        CountDownLatch ended = new CountDownLatch(1);
                        workers.dispatch(new Job(context -> {
                            Code.await(go);
                            ended.countDown();
                        }));
                        while (workers.monitor.reports() == 0) {
                            Thread.onSpinWait();
                        }
                        go.countDown();
                        ended.await();
                    },
                    "dev.bobbin.Stuck");

            // then
            assertThat(events).hasSize(1);
            assertThat(events.get(0).getString("worker")).isEqualTo("bobbin-worker-1");
            assertThat(events.get(0).getString("stack")).contains("user.Code.await");
            assertThat(events.get(0).getDuration("nanos").toNanos()).isPositive();
        } finally {
            workers.close();
            log.setUseParentHandlers(true);
        }
    }

    /** Says that it has run, and then, with a recording under way, which of our events there are. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            Bobbin.run(Bobbin::yieldNow);
            System.out.println("has run");
            try (Recording recording = new Recording()) {
                recording.start();
                Bobbin.run(Bobbin::yieldNow);
                FlightRecorder.getFlightRecorder().getEventTypes().stream()
                        .map(EventType::getName)
                        .filter(name -> name.startsWith("dev.bobbin."))
                        .sorted()
                        .forEach(System.out::println);
            }
        }
    }

    @Test
    void programThatRecordsNothing_loadsNoEvent_andKnowsThemAllOnceItRecords() throws Exception {
        Process process = new ProcessBuilder(OtherJvm.command(List.of("-Xlog:class+load"), Program.class))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        String before = said.substring(0, said.indexOf("has run"));
        assertThat(before)
                .contains("dev.bobbin.runtime.Flight ")
                .doesNotContain("dev.bobbin.runtime.Flight$", "jdk.jfr.internal.MetadataRepository");
        assertThat(said.lines().filter(line -> line.startsWith("dev.bobbin.")))
                .containsExactly(
                        "dev.bobbin.Block",
                        "dev.bobbin.Park",
                        "dev.bobbin.Resume",
                        "dev.bobbin.Spawn",
                        "dev.bobbin.Steal",
                        "dev.bobbin.Stuck");
    }
}
