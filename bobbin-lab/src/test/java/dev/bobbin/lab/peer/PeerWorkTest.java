package dev.bobbin.lab.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.lab.figure.Figure;
import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Rounds;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Through real processes: what becomes of a peer that lies, that is not installed, that does not compile. */
class PeerWorkTest {
    private static final List<String> SHELL = List.of("sh", "-c", "echo a shell");
    private static final Peer LIAR =
            new Peer("liar", List.of("liar.sh"), SHELL, "dash", List.of(), List.of("sh", "liar.sh"));
    private static final Peer MISSING =
            new Peer("missing", List.of(), List.of("bobbin-no-such-compiler"), "no-such-package", List.of(), List.of());
    private static final Peer BARE = new Peer(
            "bare",
            List.of(),
            SHELL,
            "dash no-such-library",
            List.of(
                    new Peer.Build(List.of("bobbin-no-such-registry"), List.of("true")),
                    new Peer.Build(List.of("sh", "-c", "echo nothing here; exit 1"), List.of("true"))),
            List.of("sh"));
    private static final Peer SECOND = new Peer(
            "second",
            List.of(),
            SHELL,
            "dash",
            List.of(
                    new Peer.Build(List.of("bobbin-no-such-registry"), List.of("false")),
                    new Peer.Build(List.of("sh", "-c", "echo a library"), List.of("true"))),
            List.of("sh", "-c", "echo figure ns/op 0.1; echo answer 42"));
    private static final Peer BROKEN = new Peer(
            "broken",
            List.of("broken.sh"),
            SHELL,
            "dash",
            Peer.Build.by("sh", "broken.sh"),
            List.of("sh", "-c", "echo figure ns/op 1"));

    @Test
    void peer_thatAnswersAsExpected_hasAFigureOnNoJdk() {
        Rounds.Outcome outcome = measure(LIAR, "says=42");

        assertThat(outcome.rejected()).isEmpty();
        assertThat(outcome.figures())
                .containsExactly(Figure.of("call", Param.of("depth=10"), "liar", "ns/op", List.of(0.1), 0));
    }

    @Test
    void peer_withAWrongAnswer_isRejectedRatherThanTimed() {
        assertRejected("wrong answer: call: 41 instead of 42", measure(LIAR, "says=41"));
    }

    @Test
    void peer_withoutAnAnswer_isRejected() {
        assertRejected("wrong answer: call: no answer", measure(LIAR, "says=nothing"));
    }

    @Test
    void peer_thatFindsItselfWrong_isRejected() {
        assertRejected("wrong answer: answers differ: 1 and 2", measure(LIAR, "says=wrong"));
    }

    @Test
    void peer_whoseToolIsMissing_isNotInstalledAndNoFailure() throws TrialFailed {
        Rounds.Outcome outcome = measure(MISSING, "says=42");

        assertThat(outcome.notes().values())
                .containsExactly("not available: missing: bobbin-no-such-compiler is not installed (Debian package"
                        + " no-such-package)\n");
        assertThat(outcome.figures()).isEmpty();
        assertThat(outcome.rejected()).isEmpty();
        assertThat(work(MISSING, "says=42").version()).isNull();
    }

    @Test
    void peer_thatDoesNotCompile_isRejectedWithWhatTheCompilerSaid() {
        assertRejected("broken does not compile: broken.x:1: error: no such thing", measure(BROKEN, "says=42"));
        assertRejected("broken does not compile: broken.x:1: error: no such thing", measure(BROKEN, "says=42"));
    }

    @Test
    void peer_whoseLibrariesAreMissing_isNotInstalledAndNoFailure() throws TrialFailed {
        Rounds.Outcome outcome = measure(BARE, "says=42");

        assertThat(outcome.notes().values())
                .containsExactly("not available: bare: what it needs is not installed (Debian packages dash"
                        + " no-such-library): nothing here\n");
        assertThat(outcome.figures()).isEmpty();
        assertThat(outcome.rejected()).isEmpty();
        assertThat(work(BARE, "says=42").version()).isNull();
    }

    @Test
    void peer_whoseLibrariesAreInTheSecondPlace_isBuiltWithThose() throws TrialFailed {
        Rounds.Outcome outcome = measure(SECOND, "says=42");

        assertThat(outcome.rejected()).isEmpty();
        assertThat(outcome.figures()).hasSize(1);
        assertThat(work(SECOND, "says=42").version()).isEqualTo("a shell, a library");
    }

    @Test
    void version_installed_isWhatTheToolSaysOfItself() throws TrialFailed {
        assertThat(work(LIAR, "says=42").version()).isEqualTo("a shell");
    }

    private static void assertRejected(String reason, Rounds.Outcome outcome) {
        assertThat(outcome.rejected().values()).containsExactly(reason);
        assertThat(outcome.figures()).isEmpty();
    }

    private static PeerWork work(Peer peer, String argument) {
        return new PeerWork(peer, List.of("call", argument), 42);
    }

    private static Rounds.Outcome measure(Peer peer, String argument) {
        Trial trial =
                new Trial("call", Param.of("depth=10"), peer.subject(), Jdk.none(), List.of(), 1, work(peer, argument));
        return Rounds.measure(List.of(trial), 1, line -> {});
    }
}
