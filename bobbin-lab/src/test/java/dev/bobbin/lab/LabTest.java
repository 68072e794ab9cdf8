package dev.bobbin.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.lab.figure.Figure;
import dev.bobbin.lab.figure.FigureFile;
import dev.bobbin.lab.figure.Remark;
import dev.bobbin.lab.figure.Settings;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Measured;
import dev.bobbin.lab.trial.Rounds;
import dev.bobbin.lab.trial.Trial;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LabTest {
    private final StringWriter err = new StringWriter();
    private final StringWriter out = new StringWriter();

    @Test
    void only_unknownBench_namesThoseThatExist() {
        assertRefused(
                "unknown bench 'resmue'; there are: call, resume, loop, generator, recursive-generator, switch, transfer,"
                        + " parked, parked-huge, locals, branches, yield, spawn, pingpong, channel, select, mutex, fanout, skynet, timers, sleeping, idle, echo, blocking, native, startup, codesize, compile",
                "--only",
                "call,resmue");
    }

    @Test
    void subjects_unknown_namesThoseThatExist() {
        assertRefused(
                "unknown subject 'ruby'; there are: bobbin-fused, bobbin-push, bobbin-pull, bobbin-embedded,"
                        + " bobbin-embedded-flat, bobbin-stackful, java-plain, kotlin, virtual-threads, go, rust-std, rust-tokio, cpp20, python-asyncio,"
                        + " node, loom-continuation, java-threads, processes, netty, javac",
                "--subjects",
                "ruby");
    }

    @Test
    void subjects_thatTakeNoPart_leavesNothingToMeasure() {
        assertRefused(
                "nothing to measure: java-plain takes no part in resume",
                "--only",
                "resume",
                "--subjects",
                "java-plain");
    }

    @Test
    void json_inADirectoryThatIsNotThere_isRefusedBeforeAnythingRuns(@TempDir Path directory) {
        Path file = directory.resolve("no/figures.json");

        assertRefused("--json " + file + ": cannot write to " + file.getParent(), "--json", file.toString());
    }

    @Test
    void jdk_thatIsNone_isRefused(@TempDir Path directory) {
        assertRefused(directory + ": no JDK (it has no bin/java)", "--jdk", directory.toString());
    }

    @Test
    void option_unknown_isOneLine() {
        assertRefused("Unknown option: '--onyl' (see ./bobbin lab --help)", "--onyl");
    }

    @Test
    void rounds_none_isRefused() {
        assertRefused("--rounds must be at least 1, not 0", "--rounds", "0");
    }

    @Test
    void plan_isShown_withRunsAndTimesAndNothingIsMeasured() {
        CommandLine lab = Lab.commandLine().setErr(new PrintWriter(err, true)).setOut(new PrintWriter(out, true));

        int status = lab.execute("--plan", "--only", "call", "--subjects", "java-plain", "--rounds", "2");

        String jdk = ", JDK " + Runtime.version().feature();
        assertThat(out.toString().lines())
                .containsExactly(
                        "  3 runs    5.1 s  calibration steps=20000000, machine" + jdk,
                        "  2 runs    8.4 s  call depth=10, java-plain" + jdk,
                        "  2 runs    8.4 s  call depth=10,inline=no, java-plain" + jdk,
                        "7 runs in 7 processes, about 22 s");
        assertThat(err).hasToString("");
        assertThat(status).isZero();
    }

    @Test
    void also_aBenchThatIsMeasuredOnlyIfNamed_standsBesideAllOthers() {
        assertThat(Plan.named(List.of(), List.of("parked-huge")))
                .contains("call", "parked", "compile")
                .endsWith("parked-huge")
                .doesNotHaveDuplicates()
                .hasSameSizeAs(Benches.ALL);
        assertThat(Plan.named(List.of("call"), List.of("parked-huge", "call"))).containsExactly("call", "parked-huge");
        assertThat(Plan.named(List.of(), List.of())).isEmpty();
        assertThat(Plan.of(Plan.named(List.of(), List.of("parked-huge")), List.of(), Plan.jdks(List.of())))
                .extracting(Trial::bench)
                .contains("call", "parked-huge");
    }

    @Test
    void resume_besideWhatItsFileSays_isRefused() {
        assertRefused(
                "--resume goes on with what its file was to have, and writes to it: --json, --only, --also, --subjects, --jdk"
                        + " and --quick make no sense beside it",
                "--resume",
                "figures.json",
                "--only",
                "call");
    }

    @Test
    void resume_directory_isRefused(@TempDir Path directory) {
        assertRefused("--resume " + directory + ": is a directory", "--resume", directory.toString());
    }

    @Test
    void resume_fileThatIsNotThere_isRefused(@TempDir Path directory) {
        Path file = directory.resolve("figures.json");

        assertRefused(file + ": there is no such file", "--resume", file.toString());
    }

    @Test
    void resume_fileOfAnotherMachine_isRefusedWithWhatDiffers(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("figures.json");
        Settings settings = new Settings(List.of("call"), List.of("java-plain"), List.of(), 1, true);
        FigureFile.write(file, Session.of(settings, 0).content());
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("\"cores\" : \\d+", "\"cores\" : 1000"));

        assertRefused(
                "--resume " + file + ": was not measured under these conditions; cores: "
                        + Runtime.getRuntime().availableProcessors()
                        + " here, 1000 there. Measure anew, with --json and another file",
                "--resume",
                file.toString());
    }

    @Test
    void resume_languageInstalledSince_isMeasured() throws IOException {
        // given: a file from when it was not there
        Settings settings = new Settings(List.of("call"), List.of("python-asyncio"), List.of(), 1, true);
        Session now = Session.of(settings, 0);
        FigureFile.Content full = now.content();
        var note = new Remark("call", "depth=10", "python-asyncio", 0, "not available: python-asyncio");
        var content = new FigureFile.Content(
                full.machine().with(Map.of()), settings, false, List.of(), List.of(), List.of(note));

        // when
        Session goingOn = Session.goingOn(Path.of("figures.json"), content, 0);

        // then
        if (now.machine().toolchains().isEmpty()) {
            assertThat(goingOn.steps()).isEmpty();
        } else {
            assertThat(goingOn.steps()).hasSameSizeAs(now.steps()).isNotEmpty();
            assertThat(goingOn.machine().toolchains()).containsOnlyKeys("python-asyncio");
            assertThat(goingOn.content().notes()).isEmpty();
        }
    }

    @Test
    void plan_ofEverything_hasNoTwoTrialsOfOneName() {
        Bench.Jdks jdks = Plan.jdks(List.of(Jdk.running().home()));
        List<String> all = Plan.named(List.of(), List.of("parked-huge"));

        assertThat(new Measured(Plan.of(all, List.of(), jdks)).outcome().figures())
                .isEmpty();
    }

    @Test
    void plan_parkedOnJdk25_hasCompactHeadersToo() {
        var jdk = new dev.bobbin.lab.trial.Jdk(Path.of("/jdk"), 25, "25");

        var trials = Plan.of(List.of("parked"), List.of("bobbin-push"), new Bench.Jdks(List.of(jdk), List.of(jdk)));

        assertThat(trials)
                .extracting(t -> t.param().toString())
                .containsExactly(
                        "depth=1,locals=1",
                        "depth=1,locals=1,compact=yes",
                        "depth=1,locals=1,tasks=10000000",
                        "depth=10,locals=10",
                        "depth=10,locals=10,compact=yes",
                        "depth=3,locals=4",
                        "depth=3,locals=4,compact=yes");
        assertThat(trials.get(1).flags()).contains("-XX:+UseCompactObjectHeaders");
    }

    @Test
    void plan_ofWhatIsCounted_isRunOnceUnlessItDiffersFromRunToRun() {
        var jdks = Plan.jdks(List.of(Jdk.running().home()));
        List<String> subjects = List.of("bobbin-push", "bobbin-stackful");

        var once = Plan.of(List.of("parked", "branches"), subjects, jdks).stream()
                .filter(trial -> trial.maxRounds() == 1)
                .toList();

        assertThat(once).extracting(Trial::subject).containsOnly("bobbin-push").hasSizeGreaterThan(6);
        assertThat(once).extracting(trial -> trial.param().toString()).doesNotContain("depth=1,locals=1");
    }

    @Test
    void plan_ofEverything_hasFlagsThatAJvmStartsWith() throws Exception {
        Set<List<String>> flags = Plan.of(
                        List.of(), List.of(), Plan.jdks(List.of(Jdk.running().home())))
                .stream()
                .map(Trial::flags)
                .collect(Collectors.toSet());

        assertThat(flags).hasSizeGreaterThan(5);
        for (List<String> each : flags) {
            List<String> command = new ArrayList<>(List.of(Jdk.running().java().toString()));
            command.addAll(each);
            command.add("-version");
            Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(java.getInputStream().readAllBytes(), UTF_8);
            assertThat(java.waitFor()).as("%s: %s", command, said).isZero();
        }
    }

    @Test
    void plan_benchOnRequest_isMeasuredOnlyIfItIsNamed() {
        List<String> subjects = List.of("bobbin-fused");
        Bench.Jdks jdks = Plan.jdks(List.of());

        assertThat(Plan.of(List.of(), subjects, jdks)).noneMatch(t -> t.bench().equals("parked-huge"));
        assertThat(Plan.of(List.of("parked-huge"), subjects, jdks)).isNotEmpty();
    }

    @Test
    void plan_call_putsSubjectsOfOneParamSideBySide() {
        var trials = Plan.of(List.of("call"), List.of("java-plain", "bobbin-pull"), Plan.jdks(List.of()));

        assertThat(trials)
                .extracting(t -> t.param() + " " + t.subject())
                .containsExactly(
                        "depth=10 bobbin-pull",
                        "depth=10 java-plain",
                        "depth=10,inline=no bobbin-pull",
                        "depth=10,inline=no java-plain");
    }

    @Test
    void plan_virtualThreadsOnJdk17_areNotAvailableAndNoFailure() throws Exception {
        var jdk = new dev.bobbin.lab.trial.Jdk(Path.of("/jdk"), 17, "17");
        var trials =
                Plan.of(List.of("pingpong"), List.of("virtual-threads"), new Bench.Jdks(List.of(jdk), List.of(jdk)));

        var outcome = Rounds.measure(trials, 1, line -> {});

        assertThat(outcome.notes().values()).containsExactly("not available: virtual threads come with JDK 21\n");
        assertThat(outcome.figures()).isEmpty();
        assertThat(outcome.rejected()).isEmpty();
    }

    @Test
    void plan_coroutinesWithStacks_areAskedForOnJdk21AndLaterAndHaveTheExport() throws Exception {
        var old = new dev.bobbin.lab.trial.Jdk(Path.of("/jdk"), 17, "17");
        var subjects = List.of("bobbin-stackful", "loom-continuation");
        var trials = Plan.of(List.of("switch"), subjects, new Bench.Jdks(List.of(old), List.of(old)));

        var outcome = Rounds.measure(trials, 1, line -> {});

        assertThat(outcome.notes().values())
                .containsExactlyInAnyOrder(
                        "not available: stackful coroutines come with JDK 21\n",
                        "not available: the VM's continuations come with JDK 21\n");
        assertThat(outcome.rejected()).isEmpty();
        assertThat(trials)
                .allSatisfy(t -> assertThat(t.flags()).contains("--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED"));
    }

    @Test
    void plan_switchOfProcesses_isOnBothKindsOfProcessorsAndRightWhereThereIsGcc() {
        var trials = Plan.of(List.of("switch"), List.of("processes"), Plan.jdks(List.of()));

        var outcome = Rounds.measure(trials, 1, line -> {});

        assertThat(trials).extracting(t -> t.param().toString()).containsExactly("depth=1", "depth=1,processors=all");
        assertThat(outcome.rejected()).isEmpty();
        if (outcome.notes().isEmpty()) {
            assertThat(outcome.figures()).extracting(Figure::metric).containsExactly("ns/op", "ns/op");
        } else {
            assertThat(outcome.notes().values())
                    .containsOnly("not available: c-processes: gcc is not installed (Debian package gcc)\n");
        }
    }

    @Test
    void plan_threads_standBesideTheSchedulerThatUsesAllProcessors() {
        var trials = Plan.of(List.of("yield"), List.of("bobbin-fused", "java-threads"), Plan.jdks(List.of()));

        assertThat(trials)
                .extracting(t -> t.param() + " " + t.subject())
                .startsWith(
                        "tasks=1,scheduler=single bobbin-fused",
                        "tasks=1,scheduler=workers bobbin-fused",
                        "tasks=1,scheduler=workers java-threads");
    }

    private void assertRefused(String message, String... arguments) {
        CommandLine lab = Lab.commandLine().setErr(new PrintWriter(err, true)).setOut(new PrintWriter(out, true));

        int status = lab.execute(arguments);

        assertThat(err).hasToString("bobbin lab: " + message + System.lineSeparator());
        assertThat(out).hasToString("");
        assertThat(status).isEqualTo(2);
    }
}
