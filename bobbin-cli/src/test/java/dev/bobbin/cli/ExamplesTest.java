package dev.bobbin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs in {@code examples/}, each in JVMs of its own and with fewer connections than they take by default. */
@Timeout(120)
class ExamplesTest {
    private static final Path EXAMPLES =
            Path.of(System.getProperty("bobbin.root")).resolve("examples");
    private static final String C10K = EXAMPLES.resolve("C10k.java").toString();
    private static final String TRANSFER = EXAMPLES.resolve("Transfer.java").toString();
    private static final String CRAWL = EXAMPLES.resolve("Crawl.java").toString();
    private static final Pattern SERVING = Pattern.compile("C10k: serving on 127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern LEFT_ALONE = Pattern.compile("C10k: no connection left, (\\d+) ended in an error");
    private static final Pattern SENDING = Pattern.compile("idle heap .*");

    @TempDir
    Path dir;

    private ChildJvm child;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void startHere() {
        child = new ChildJvm(dir);
    }

    @AfterEach
    void endAll() {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.cli.ChildJvm#models")
    void transfer_cancelledAtRandom_losesMoneyOnlyWhereItSaysSo(String model) throws Exception {
        var outcome = child.bobbin("run", "--model", model, TRANSFER, "5000", "7");

        assertThat(outcome.err()).doesNotContain("Exception", "Error");
        assertThat(outcome.out())
                .startsWith("seed 7")
                .containsPattern("(?m)^naive +5,000 transfers, [1-9][0-9,]* of them stopped, -?[1-9][0-9,]* lost$")
                .containsPattern("(?m)^masked +5,000 transfers, [0-9,]+ of them stopped, 0 lost$")
                .containsPattern("(?m)^transactional +5,000 transfers, [1-9][0-9,]* of them stopped, 0 lost$");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void fringe_comparesTrees_orNamesTheJdkItNeeds() throws Exception {
        var outcome = child.bobbin("run", EXAMPLES.resolve("Fringe.java").toString());

        if (Runtime.version().feature() < 21) {
            assertThat(outcome.err()).contains("IllegalStateException: stackful coroutines need JDK 21 or later");
            assertThat(outcome.status()).isEqualTo(1);
        } else {
            assertThat(outcome).isEqualTo(new ChildJvm.Outcome(0, "a a\nb b\nc c\nnull null\nthe same fringe\n", ""));
        }
    }

    @Test
    void quadrants_stackless_saysWhatEachProgramDoes() throws Exception {
        String quadrants = EXAMPLES.resolve("coroutines/Quadrants.java").toString();

        var outcome = child.bobbin("run", "--class-path", EXAMPLES.toString(), quadrants, "stackless");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines()).hasSize(12).contains("generator: 0 1 4 9 16 25");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void noColour_parsesAHundredOrdersAtOnce_andSaysOnceIfEachHasAThread() throws Exception {
        var outcome = child.bobbin("run", EXAMPLES.resolve("NoColour.java").toString());

        int jdk = Runtime.version().feature();
        String threads =
                "bobbin: Bridge.run takes a thread for each call: stackful coroutines need JDK 21 or later: this is JDK "
                        + jdk + "\n";
        assertThat(outcome).isEqualTo(new ChildJvm.Outcome(0, "100 orders, together 5500\n", jdk < 21 ? threads : ""));
    }

    @Test
    void c10k_withTwoHundredConnections_losesNoByte() throws Exception {
        var outcome = child.bobbin("run", C10K, "--connections", "200", "--messages", "10", "--seed", "7");

        assertThat(outcome.err()).doesNotContain("Exception");
        assertThat(outcome.out())
                .containsPattern("(?m)^connections +200 open at once, opened in [0-9.]+ s$")
                .containsPattern("(?m)^idle heap +[0-9,]+ bytes per connection on the server, [0-9,]+ on the client$")
                .containsPattern("(?m)^messages +2,000 in [0-9.]+ s, seed 7$")
                .containsPattern("(?m)^rate +[0-9,]+ messages/s, [0-9.,]+ MB/s each way$")
                .containsPattern("(?m)^latency +p50 [0-9.,]+ ms, p99 [0-9.,]+ ms, max [0-9.,]+ ms$")
                .containsPattern("(?m)^bytes +([0-9,]+) sent, \\1 came back right, 0 lost$")
                .containsPattern("(?m)^threads +[0-9]+ on the server, [0-9]+ on the client$");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void c10kServer_clientKilled_servesTheNext() throws Exception {
        Lines server = start("run", C10K, "server");
        String port = server.awaitLine(SERVING).group(1);
        Lines killed = start("run", C10K, "client", "127.0.0.1", port, "--connections", "200", "--messages", "50000");
        killed.awaitLine(SENDING);

        assertServed(port);
        killed.process().destroyForcibly();

        // The first client was in the middle of its messages, or there would be no connection that ended in an error.
        assertThat(server.awaitLine(LEFT_ALONE).group(1)).isNotEqualTo("0");
        assertServed(port);
        assertThat(server.awaitLine(LEFT_ALONE).group(1)).isEqualTo("0");
        assertThat(server.process().isAlive()).isTrue();
    }

    private void assertServed(String port) throws Exception {
        var outcome = child.bobbin("run", C10K, "client", "127.0.0.1", port, "--connections", "100", "--messages", "5");

        assertThat(outcome.err()).doesNotContain("Exception");
        assertThat(outcome.out()).contains(" came back right, 0 lost\n");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void c10k_clientKilled_fails() throws Exception {
        Lines both = start("run", C10K, "--connections", "100", "--messages", "50000");
        both.awaitLine(SENDING);

        both.process().children().forEach(ProcessHandle::destroyForcibly);

        assertThat(both.exitStatus()).isEqualTo(1);
    }

    @Test
    void c10kClient_serverKilled_fails() throws Exception {
        Lines server = start("run", C10K, "server");
        String port = server.awaitLine(SERVING).group(1);
        Lines client = start("run", C10K, "client", "127.0.0.1", port, "--connections", "100", "--messages", "50000");
        client.awaitLine(SENDING);

        server.process().destroyForcibly();

        assertThat(client.exitStatus()).isEqualTo(1);
    }

    @Test
    void c10k_terminated_endsItsClientToo() throws Exception {
        Lines both = start("run", C10K, "--connections", "100", "--messages", "50000");
        both.awaitLine(SENDING);
        List<ProcessHandle> clients = both.process().children().toList();

        both.process().destroy();

        assertThat(clients).hasSize(1);
        assertThat(clients.get(0).onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
        assertThat(both.exitStatus()).isEqualTo(143);
    }

    @Test
    void c10k_portInUse_saysSoInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());

            var outcome = child.bobbin("run", C10K, "--connections", "10", "--port", port);

            String line = "C10k: port " + port + " is in use: choose another, or none for any free one\n";
            assertThat(outcome).isEqualTo(new ChildJvm.Outcome(1, "", line));
        }
    }

    @Test
    void c10kClient_noServer_saysSoInOneLine() throws Exception {
        String port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = String.valueOf(closed.getLocalPort());
        }

        var outcome = child.bobbin("run", C10K, "client", "127.0.0.1", port, "--connections", "10");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).matches("C10k: .*refused.*\n");
    }

    @Test
    void c10k_wrongArgument_showsItsUsage() throws Exception {
        var outcome = child.bobbin("run", C10K, "--connections", "many");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("C10k: --connections is a number from 1 to 1,000,000, and not many\n")
                .contains("usage: C10k ");
    }

    @Test
    void c10k_fewDescriptors_usesAndNamesFewerConnections() throws Exception {
        Process limited = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n 300 && exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        C10K,
                        "--messages",
                        "2")
                .redirectErrorStream(true)
                .start();
        started.add(limited);

        String output = text(limited.getInputStream());

        assertThat(output)
                .startsWith("C10k: only 300 files may be open (ulimit -n): using 100 connections instead of 10,000\n")
                .containsPattern("(?m)^connections +100 open at once");
        assertThat(limited.waitFor()).isZero();
    }

    @Test
    void crawl_ownSite_findsEveryPageAndTheBrokenLink() throws Exception {
        var outcome = child.bobbin("run", CRAWL);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .containsPattern("(?m)^pages +400$")
                .containsPattern("(?m)^errors +1$")
                .containsPattern("(?m)^ +http://localhost:\\d+/nowhere: status 404$");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void crawl_givenSite_goesAsDeepAsAskedAndNoFurtherThanTheHost() throws Exception {
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        site.createContext("/", exchange -> {
            byte[] page = "<a href='/'>home</a> <a href=\"next/\">on</a> <a href='http://example.org/'>off</a>"
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        site.start();
        try {
            String start = "http://127.0.0.1:" + site.getAddress().getPort() + "/";

            var outcome = child.bobbin("run", CRAWL, start, "2");

            // The start, next/ and next/next/.
            assertThat(outcome.out()).containsPattern("(?m)^pages +3$").containsPattern("(?m)^errors +0$");
            assertThat(outcome.status()).isZero();
        } finally {
            site.stop(0);
        }
    }

    private Lines start(String... args) throws IOException {
        Process process = child.start(args);
        started.add(process);
        return new Lines(process, new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)));
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), UTF_8);
    }

    /** A program that runs, and what it prints. */
    private record Lines(Process process, BufferedReader out) {
        Matcher awaitLine(Pattern pattern) throws IOException {
            List<String> before = new ArrayList<>();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                Matcher matcher = pattern.matcher(line);
                if (matcher.matches()) {
                    return matcher;
                }
                before.add(line);
            }
            throw new AssertionError("ended without a line like " + pattern + ": " + before);
        }

        int exitStatus() throws InterruptedException {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }
    }
}
