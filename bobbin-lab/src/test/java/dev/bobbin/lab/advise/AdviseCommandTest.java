package dev.bobbin.lab.advise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bobbin.lab.form.Form;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Through real JVMs: what becomes of programs that are fine, that fail, and that do not answer alike. */
class AdviseCommandTest {
    private static final String COROUTINE = """
            import static dev.bobbin.Async.done;
            import dev.bobbin.Async;
            import dev.bobbin.Bobbin;
            import dev.bobbin.Scheduler;

            class Program {
                /** Workers may get substitutes, which end: JDK 17 does not know what those allocated. */
                static final Scheduler ONE_THREAD = Scheduler.single();

                static Async<Integer> next(int n) {
                    Bobbin.yieldNow().await();
                    return done(n + 1);
                }
            """;

    @TempDir
    Path directory;

    private final StringWriter err = new StringWriter();
    private final StringWriter out = new StringWriter();

    @Test
    void program_thatRecurs_hasFiguresAndAnAnswerForEachSituation() throws IOException {
        Path json = directory.resolve("advice.json");
        Path program = program("""
                    static Async<Integer> down(int n) {
                        if (n == 0) {
                            return done(next(0).await());
                        }
                        int below = down(n - 1).await();
                        return done(below + 1);
                    }

                    static Async<Integer> often(int times) {
                        int sum = 0;
                        for (int i = 0; i < times; i++) {
                            sum += down(100).await();
                        }
                        return done(sum);
                    }

                    public static void main(String[] args) throws Exception {
                        System.out.println(args[0] + System.in.read() + ONE_THREAD.run(() -> often(5_000)));
                    }
                }
                """);

        int status = advise("--rounds", "1", "--json", json.toString(), program.toString(), "--", "--own");

        assertThat(err.toString()).doesNotContain("no advice");
        assertThat(status).isZero();
        for (Form form : Form.runnable()) {
            assertThat(out.toString()).containsPattern("(?m)^" + Pattern.quote(Woven.name(form)) + " +[0-9]");
        }
        for (Situation situation : Situation.values()) {
            assertThat(out.toString()).contains("\n" + situation.text() + ": ");
        }
        assertThat(out.toString())
                .contains("one round does not show the noise")
                .contains("awaits in a circle, as deep as the data make it: Program.down");
        assertThat(out.toString()).doesNotContain("is not known before JDK 21");
        assertThat(figure(json, "pull", "level-bytes"))
                .isEqualTo(figure(json, "push", "level-bytes") + 8)
                .isEqualTo(32);
        assertThat(figure(json, "embedded", "class-bytes")).isLessThan(figure(json, "fused", "class-bytes"));
        assertThat(figure(json, "fused", "process")).isGreaterThan(figure(json, "fused", "time"));
        assertThat(figure(json, "fused", "time")).isPositive();
        assertThat(figure(json, "fused", "cpu")).isPositive();
        assertThat(figure(json, "fused", "live")).isPositive();
    }

    @Test
    void heldMemory_isSeenAlive() throws IOException {
        Path json = directory.resolve("advice.json");
        Path program = program("""
                    static byte[] held;

                    public static void main(String[] args) {
                        held = new byte[50_000_000];
                        System.out.println(ONE_THREAD.run(() -> next(held.length)));
                    }
                }
                """);

        int status = advise("--rounds", "1", "--json", json.toString(), program.toString());

        assertThat(status).as(err.toString()).isZero();
        for (Form form : Form.runnable()) {
            assertThat(figure(json, Woven.name(form), "live")).isBetween(50_000_000.0, 60_000_000.0);
            assertThat(figure(json, Woven.name(form), "allocated")).isGreaterThan(50_000_000.0);
        }
    }

    @Test
    void answers_thatDependOnTheTime_giveNoAdvice() throws IOException {
        Path program = program("""
                    public static void main(String[] args) {
                        Bobbin.run(() -> next(1));
                        System.out.println("at " + System.nanoTime());
                    }
                }
                """);

        assertNoAdvice(program, "the answers differ from run to run, under the same model too", "line 1", "'at ");
    }

    @Test
    void answers_thatDependOnTheModel_giveNoAdvice() throws IOException {
        Path program = program("""
                    public static void main(String[] args) {
                        System.out.println(Bobbin.run(() -> next(1)));
                        for (var method : Program.class.getDeclaredMethods()) {
                            if (method.getName().endsWith("start")) {
                                System.out.println("on the stack");
                            }
                        }
                    }
                }
                """);

        assertNoAdvice(
                program,
                "the answers are not the same under all models:",
                "under pull line 2 of its output is missing, under fused 'on the stack'");
        assertThat(err.toString()).doesNotContain("under push line");
    }

    @Test
    void program_thatFails_givesNoAdvice() throws IOException {
        Path program = program("""
                    public static void main(String[] args) {
                        System.exit(Bobbin.run(() -> next(2)));
                    }
                }
                """);

        assertNoAdvice(program, "the program fails, with status 3");
    }

    @Test
    void program_thatThrows_showsItsLastWords() throws IOException {
        Path program = program("""
                    public static void main(String[] args) {
                        throw new IllegalStateException("no " + Bobbin.run(() -> next(2)));
                    }
                }
                """);

        assertNoAdvice(program, "the program fails, with status 1", "IllegalStateException: no 3");
    }

    @Test
    void program_thatHalts_isNotMeasured() throws IOException {
        Path program = program("""
                    public static void main(String[] args) {
                        Runtime.getRuntime().halt(Bobbin.run(() -> next(-1)));
                    }
                }
                """);

        assertNoAdvice(program, "under fused the program's JVM was halted");
    }

    @Test
    void program_thatDoesNotEnd_meetsTheLimit() throws IOException {
        Path program = program("""
                    public static void main(String[] args) throws InterruptedException {
                        new java.util.concurrent.CountDownLatch(Bobbin.run(() -> next(0))).await();
                    }
                }
                """);

        assertNoAdvice(program, "under fused the program has not ended after 0.5 s", "--limit 10m", "--limit", "500ms");
    }

    @Test
    void mistake_inTheSource_isSaidAsRunDoes() throws IOException {
        Path program = program("int x = \"\"; }");

        int status = advise(program.toString());

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).startsWith(program + ":14: error: incompatible types");
    }

    @Test
    void await_whereNoModelCanSuspend_isSaidAsRunDoes() throws IOException {
        Path program = program("""
                    static final int X = next(1).await();

                    public static void main(String[] args) {}
                }
                """);

        int status = advise(program.toString());

        if (Form.runnable()
                .contains(Form.STACKFUL)) { // it may await anywhere, and says at run time that this is nowhere
            assertThat(status).isEqualTo(1);
        } else {
            assertThat(err.toString()).startsWith(program + ":14: error:");
            assertThat(status).isEqualTo(2);
        }
    }

    @Test
    void program_withoutCoroutines_isRefused() throws IOException {
        Path program = directory.resolve("Plain.java");
        Files.writeString(program, "class Plain { public static void main(String[] args) {} }");

        assertRefused("bobbin lab advise: " + program + ": there is no coroutine in it", program.toString());
    }

    @Test
    void options_thatMeanNothing_areRefused() throws IOException {
        Path program = program("public static void main(String[] args) {} }");

        assertRefused("bobbin lab advise: --rounds must be at least 1", "--rounds", "0", program.toString());
        assertRefused(
                "bobbin lab advise: --json " + directory + ": is a directory", "--json", directory.toString(), "x");
        assertRefused("bobbin lab advise: " + directory + ": no JDK", "--jdk", directory.toString(), "x");
        assertRefused("bobbin: no.java: no such file", "no.java");
        assertRefused("Invalid value for option '--limit': 'soon' is no time", "--limit", "soon", program.toString());
    }

    private void assertNoAdvice(Path program, String... messagesAndOptions) {
        List<String> messages = new ArrayList<>(List.of(messagesAndOptions));
        List<String> arguments = new ArrayList<>();
        int options = messages.indexOf("--limit");
        if (options >= 0) {
            arguments.addAll(messages.subList(options, messages.size()));
            messages = messages.subList(0, options);
        }
        arguments.add(program.toString());

        int status = advise(arguments.toArray(new String[0]));

        assertThat(err.toString()).contains("bobbin lab advise: no advice: ").contains(messages);
        assertThat(out.toString()).isEmpty();
        assertThat(status).isEqualTo(1);
    }

    private void assertRefused(String message, String... arguments) {
        err.getBuffer().setLength(0);

        int status = advise(arguments);

        assertThat(err.toString()).startsWith(message);
        assertThat(out.toString()).isEmpty();
        assertThat(status).isEqualTo(2);
    }

    private int advise(String... arguments) {
        return new CommandLine(new AdviseCommand())
                .setErr(new PrintWriter(err, true))
                .setOut(new PrintWriter(out, true))
                .execute(arguments);
    }

    private Path program(String rest) throws IOException {
        return Files.writeString(directory.resolve("Program.java"), COROUTINE + rest);
    }

    private static double figure(Path json, String model, String measure) throws IOException {
        for (JsonNode figures : new ObjectMapper().readTree(json.toFile()).get("models")) {
            if (figures.get("model").asText().equals(model)) {
                return figures.get(measure).get("median").asDouble();
            }
        }
        throw new AssertionError("no figures of " + model);
    }
}
