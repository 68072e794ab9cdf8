package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.compiler.ir.Model;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An await in the body of each kind of sequence and coroutine, under each model: refused with advice that fits, or it works. Under the stackful
 * model it does wherever it stands, and the stack of whoever takes the elements is left meanwhile.
 */
final class AwaitInBodiesTest {
    private static final String SOURCE = """
            import static dev.bobbin.Async.done;
            import dev.bobbin.*;
            import java.util.List;

            public class Sample {
                static Async<Integer> later(int x) {
                    Bobbin.yieldNow().await();
                    return done(x);
                }

                static Async<String> listed(AsyncSeq<Integer> seq) {
                    return done("" + seq.toList().await());
                }

                static String listed(Seq<?> seq) {
                    return "" + seq.toList();
                }

                static String resumed(Coroutine<Integer, Integer> coroutine) {
                    return coroutine.resume(5) + " " + coroutine.resume(7);
                }

                MEMBERS

                static Async<String> all() {
                    return BODY;
                }

                public static String run() {
                    return Bobbin.run(() -> all());
                }
            }
            """;

    private static final String SEQUENCE = "await-in-sequence";
    private static final String COROUTINE = "await-in-coroutine";
    private static final String NONE = "";

    /** @param refused the id of the diagnostic under the models that are state machines, {@link #NONE} if it works there */
    private record Door(String name, String members, String body, String refused, String answer) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Door> DOORS = List.of(
            new Door(
                    "Seq.of", "", "done(listed(Seq.<Integer>of(y -> y.yield(1 + later(1).await()))))", SEQUENCE, "[2]"),
            new Door(
                    "Seq.of, in a loop, with variables and a value on the stack",
                    "",
                    "done(listed(Seq.<Integer>of(y -> { int k = later(1).await(); for (int i = 1; i < 4; i++) {"
                            + " y.yield(10 * i + k + later(i).await()); } })))",
                    SEQUENCE,
                    "[12, 23, 34]"),
            new Door(
                    "Seq.of, beside a yieldAll",
                    "",
                    "done(listed(Seq.<Integer>of(y -> { y.yieldAll(List.of(1)); y.yield(later(2).await()); })))",
                    SEQUENCE,
                    "[1, 2]"),
            new Door(
                    "Seq.of, in try and finally",
                    "",
                    "done(listed(Seq.<Integer>of(y -> { try { y.yield(later(1).await()); throw new IllegalStateException(); }"
                            + " catch (IllegalStateException e) { y.yield(later(2).await()); }"
                            + " finally { later(3).await(); } })))",
                    SEQUENCE,
                    "[1, 2]"),
            new Door(
                    "a method that takes the yielder",
                    "static void hand(int x, Yielder<Integer> y) { y.yield(x); y.yield(later(x + 1).await()); }",
                    "done(listed(Seq.<Integer>of(y -> { hand(1, y); hand(3, y); })))",
                    SEQUENCE,
                    "[1, 2, 3, 4]"),
            new Door(
                    "Seq.of, in a method whose lambdas javac calls like something emitted",
                    "static Seq<Integer> yields() { return Seq.of(y -> y.yield(1 + later(1).await())); }",
                    "done(listed(yields()))",
                    SEQUENCE,
                    "[2]"),
            new Door(
                    "IntSeq.of",
                    "",
                    "done(listed(IntSeq.of(y -> y.yield(later(2).await())).boxed()))",
                    SEQUENCE,
                    "[2]"),
            new Door(
                    "LongSeq.of",
                    "",
                    "done(listed(LongSeq.of(y -> y.yield(later(2).await())).boxed()))",
                    SEQUENCE,
                    "[2]"),
            new Door(
                    "DoubleSeq.of",
                    "",
                    "done(listed(DoubleSeq.of(y -> y.yield(later(2).await())).boxed()))",
                    SEQUENCE,
                    "[2.0]"),
            new Door(
                    "Coroutine.of",
                    "",
                    "done(resumed(Coroutine.of((self, first) -> 10 + self.yield(first + later(1).await()) + later(1).await())))",
                    COROUTINE,
                    "6 18"),
            new Door(
                    "a method that takes self",
                    "static int ask(int x, Self<Integer, Integer> self) { return self.yield(x) + later(1).await(); }",
                    "done(resumed(Coroutine.of((self, first) -> ask(first, self))))",
                    COROUTINE,
                    "5 8"),
            new Door(
                    "Coroutine.stackful",
                    "",
                    "done(resumed(Coroutine.stackful((self, first) -> self.yield(first + later(1).await()) + later(1).await())))",
                    COROUTINE,
                    "6 8"),
            new Door(
                    "AsyncSeq.of",
                    "",
                    "listed(AsyncSeq.<Integer>of(y -> { y.yield(1 + later(1).await()).await(); return done(); }))",
                    NONE,
                    "[2]"));

    @TempDir
    Path directory;

    static Stream<Arguments> doorsAndForms() {
        return DOORS.stream().flatMap(door -> Options.models().stream().map(form -> Arguments.of(door, form)));
    }

    private Transformer.Result transformed(String members, String body, Options form) throws Exception {
        Path source = directory.resolve("Sample.java");
        Files.writeString(source, SOURCE.replace("MEMBERS", members).replace("BODY", body));
        return Transformer.transform(Javac.compile(List.of(source), 17, "-g"), Javac::onClassPath, form);
    }

    private static Method method(Transformer.Result result, String name) throws ReflectiveOperationException {
        ClassLoader loader = World.ofCoroutines(result.classes(), "NEVER", 0).loader();
        return loader.loadClass("Sample").getMethod(name);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("doorsAndForms")
    void await_inTheBody_isRefusedOrWorks(Door door, Options form) throws Exception {
        Transformer.Result result = transformed(door.members(), door.body(), form);
        if (form.model() != Model.STACKFUL && !door.refused().equals(NONE)) {
            assertThat(result.diagnostics())
                    .isNotEmpty()
                    .allSatisfy(d -> assertThat(d.id()).isEqualTo(door.refused()));
            return;
        }
        assertThat(result.diagnostics()).isEmpty();
        if (World.models().contains(form)) {
            assertThat(method(result, "run").invoke(null)).isEqualTo(door.answer());
        }
    }

    @Test
    void scope_inTheBody_isRefused_alsoOnAStack() throws Exception {
        String body = "done(listed(Seq.<Integer>of(y -> { try (var scope = Scope.open()) { y.yield(1); } })))";
        for (Options form : Options.models()) {
            assertThat(transformed("", body, form).diagnostics())
                    .isNotEmpty()
                    .allSatisfy(d ->
                            assertThat(d.render()).contains("Scope.close()").contains(SEQUENCE));
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void await_inABody_whoseElementsPlainCodeTakes_saysWhereItMayStand() throws Exception {
        Transformer.Result result = transformed(
                "public static String plain() { return listed(Seq.<Integer>of(y -> y.yield(later(1).await()))); }",
                "done(\"\")",
                Options.of(Model.STACKFUL));
        Method plain = method(result, "plain");
        assertThatThrownBy(() -> plain.invoke(null))
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("await() was called outside a coroutine")
                .hasMessageContaining("Sample.lambda$plain$")
                .hasMessageContaining("(Sample.java:");
    }
}
