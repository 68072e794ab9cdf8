package dev.bobbin.lab.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.lab.figure.Param;
import dev.bobbin.lab.form.Form;
import dev.bobbin.lab.form.WovenLab;
import dev.bobbin.lab.trial.ClassPath;
import dev.bobbin.lab.trial.Jdk;
import dev.bobbin.lab.trial.Trial;
import dev.bobbin.lab.trial.TrialFailed;
import dev.bobbin.lab.trial.WrongAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Through real servers and the real client, in processes of their own. */
class EchoWorkTest {
    private static final String FEW = "connections=10";

    @ParameterizedTest
    @MethodSource("dev.bobbin.lab.form.Form#runnable")
    void serverOfEachForm_sendsEveryMessageBack(Form form) throws TrialFailed {
        assertHasFigures(Server.java(TaskServer.class, List.of(), new WovenLab(form)));
    }

    @Test
    void serverOfThreads_sendsEveryMessageBack() throws TrialFailed {
        assertHasFigures(own(ThreadServer.class, "PLATFORM"));
    }

    @Test
    void netty_sendsEveryMessageBack() throws TrialFailed {
        assertHasFigures(own(NettyServer.class));
    }

    @Test
    void server_thatChangesAByte_isWrong() {
        assertThatThrownBy(() -> measure(own(LyingServer.class), FEW))
                .isInstanceOf(WrongAnswer.class)
                .hasMessage("messages that came back wrong: 1 instead of 0");
    }

    @Test
    void server_thatCannotStart_isRejectedWithItsLastWords() {
        assertThatThrownBy(() -> measure(own(ThreadServer.class, "GREEN"), FEW))
                .isInstanceOf(TrialFailed.class)
                .hasMessageStartingWith("the server: it ended: ")
                .hasMessageContaining("GREEN");
    }

    @Test
    void connections_moreThanFilesMayBeOpen_areRefusedWithTheLimit() {
        assertThatThrownBy(() -> measure(own(NettyServer.class), "connections=2000000000"))
                .isInstanceOf(TrialFailed.class)
                .hasMessageStartingWith("2000000000 connections need 2000000200 open files, and only ")
                .hasMessageEndingWith(" may be: raise the limit (ulimit -n)");
    }

    private static void assertHasFigures(Server server) throws TrialFailed {
        Map<String, Double> values = measure(server, FEW);
        assertThat(values)
                .containsOnlyKeys(Stream.concat(Stream.of("ops/s", "p50-us", "p99-us"), linuxOnly())
                        .toArray(String[]::new));
        assertThat(values.get("p99-us")).isGreaterThanOrEqualTo(values.get("p50-us"));
    }

    private static Stream<String> linuxOnly() {
        return Files.isDirectory(Path.of("/proc/self/task")) ? Stream.of("switches/op", "rss-bytes") : Stream.of();
    }

    private static Map<String, Double> measure(Server server, String param) throws TrialFailed {
        EchoWork work = new EchoWork(server, 200);
        Trial trial = new Trial("echo", Param.of(param), "somebody", Jdk.running(), List.of(), 1, work);
        return work.measure(trial, line -> {}).values();
    }

    private static Server own(Class<?> main, String... arguments) {
        return Server.java(main, List.of(arguments), ClassPath.own());
    }
}
