package dev.bobbin.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.lab.peer.Peer;
import dev.bobbin.lab.peer.PeerPrograms;
import dev.bobbin.lab.peer.PeerRun;
import dev.bobbin.lab.peer.PeerWork;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Rounds;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PeersTest {
    private static final List<String> TINY = List.of("warmup-ms=0", "iterations=1", "iteration-ms=0", "most-ms=0");
    private static final Set<String> BENCHES = Set.of(
            "call",
            "resume",
            "generator",
            "recursive-generator",
            "switch",
            "transfer",
            "yield",
            "spawn",
            "pingpong",
            "channel",
            "select",
            "mutex",
            "fanout",
            "skynet",
            "timers",
            "parked",
            "sleeping",
            "echo",
            "blocking",
            "native",
            "idle",
            "startup",
            "codesize",
            "compile");

    static List<Peer> peers() {
        return Peer.ALL;
    }

    /** Builds the peer where its tools are; where they are not, the lab must say so, and what brings them. */
    @ParameterizedTest
    @MethodSource("peers")
    void peer_eachBench_answersRightOrIsNotInstalled(Peer peer) throws TrialFailed {
        List<Trial> trials = tiny(peer);
        List<Trial> installed = new ArrayList<>();
        for (Trial trial : trials) {
            if (((PeerRun) trial.work()).version() != null) {
                installed.add(trial);
            }
        }

        Rounds.Outcome outcome = Rounds.measure(trials, 1, line -> {});

        assertThat(outcome.rejected()).isEmpty();
        assertThat(outcome.figures().stream()
                        .map(figure -> figure.bench() + " " + figure.param())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(installed.stream()
                        .map(trial -> trial.bench() + " " + trial.param())
                        .toList());
        List<Trial> missing = new ArrayList<>(trials);
        missing.removeAll(installed);
        assertThat(outcome.notes().keySet()).containsExactlyInAnyOrderElementsOf(missing);
        outcome.notes()
                .forEach((trial, note) -> assertThat(note)
                        .startsWith("not available: " + peer.subject() + ": ")
                        .contains(" not installed (Debian package")
                        .contains(" " + ((PeerRun) trial.work()).peer().debianPackages() + ")"));
    }

    @ParameterizedTest
    @MethodSource("peers")
    void readme_eachBench_saysWhyItIsFairOrWhyThereIsNone(Peer peer) throws IOException {
        String readme = resource("/peers/" + peer.subject() + "/README.md");

        assertThat(benches(readme, line -> true)).isEqualTo(BENCHES);
        assertThat(benches(readme, line -> !line.contains("`: no part. ")))
                .isEqualTo(BENCHES.stream()
                        .filter(bench -> Peers.takesPart(peer, bench))
                        .collect(Collectors.toSet()));
    }

    @Test
    void readme_ofKotlin_saysTheSame() throws IOException {
        String readme = resource("/peers/kotlin/README.md");

        assertThat(benches(readme, line -> true)).isEqualTo(BENCHES);
        assertThat(benches(readme, line -> !line.contains("`: no part")))
                .isEqualTo(Benches.ALL.stream()
                        .filter(bench -> bench.subjects().contains(Jvms.KOTLIN))
                        .map(Bench::name)
                        .collect(Collectors.toSet()));
    }

    /** The names of those lines of a README that are about a bench. */
    private static Set<String> benches(String readme, Predicate<String> some) {
        return readme.lines()
                .filter(line -> line.startsWith("- `"))
                .filter(some)
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .collect(Collectors.toSet());
    }

    @Test
    void bench_peers_standBehindItsOwnSubjects() {
        List<String> subjects = List.of("bobbin-fused", "java-threads", "go", "node");

        List<Trial> trials = Plan.of(List.of("yield"), subjects, Plan.jdks(List.of()));

        assertThat(trials)
                .extracting(t -> t.param() + " " + t.subject())
                .startsWith(
                        "tasks=1,scheduler=single bobbin-fused",
                        "tasks=1,scheduler=single go",
                        "tasks=1,scheduler=single node",
                        "tasks=1,scheduler=workers bobbin-fused",
                        "tasks=1,scheduler=workers java-threads",
                        "tasks=1,scheduler=workers go",
                        "tasks=1000,scheduler=single bobbin-fused");
    }

    @Test
    void bench_onSeveralJdks_hasEachPeerOnce() {
        Jdk old = new Jdk(java.nio.file.Path.of("/old"), 17, "17");
        Jdk later = new Jdk(java.nio.file.Path.of("/later"), 25, "25");
        List<Jdk> both = List.of(old, later);

        List<Trial> trials = Plan.of(List.of("call"), List.of("java-plain", "cpp20"), new Bench.Jdks(both, both));

        assertThat(trials)
                .extracting(Trial::toString)
                .containsExactly(
                        "call depth=10, java-plain, JDK 17",
                        "call depth=10, cpp20",
                        "call depth=10,inline=no, java-plain, JDK 17",
                        "call depth=10, java-plain, JDK 25",
                        "call depth=10,inline=no, java-plain, JDK 25");
    }

    /** All that the peer does, a thousandth of it. */
    private static List<Trial> tiny(Peer peer) {
        List<Trial> trials = new ArrayList<>();
        for (String bench : BENCHES) {
            if (bench.equals("echo") && Peers.takesPart(peer, bench)) {
                trials.add(EchoBench.trial(peer, "connections=10", 200));
            }
            if (bench.equals("startup")) {
                trials.add(Peers.startup(peer));
            }
            for (PeerJobs.Job job : PeerJobs.of(bench, peer, 1000)) {
                PeerWork work = new PeerWork(PeerPrograms.of(bench, peer), job.arguments(bench, TINY), job.answer());
                trials.add(Peers.trial(bench, job.param(), peer, 1, work));
            }
        }
        return trials;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PeersTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Also of what is built first: nobody wants to learn in the third hour that one trial cannot even be planned. */
    @Test
    void plan_ofEverything_knowsWhatEachPeerTakesWhereItIsInstalled() {
        List<Trial> peers = Plan.of(List.of(), List.of(), Plan.jdks(List.of())).stream()
                .filter(trial -> trial.work() instanceof PeerRun)
                .toList();

        assertThat(peers).extracting(Trial::bench).contains("call", "echo", "native", "blocking", "startup");
        assertThat(peers)
                .allSatisfy(trial -> assertThat(
                                ((PeerRun) trial.work()).costOfRun(trial).seconds())
                        .isPositive());
    }
}
