package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.bobbin.Bobbin;
import dev.bobbin.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a waiting task stands, as it says itself; the program is src/test/resources/waits. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StackTraceTest {
    /** Of each method where it waits, time after time. */
    private static final Map<String, List<List<String>>> EXPECTED = new LinkedHashMap<>();

    static {
        EXPECTED.put("hosted", List.of(List.of("leaf", "middle", "hosted"), List.of("leaf again", "middle", "hosted")));
        EXPECTED.put("recursion", List.of(List.of("bottom", "down", "down", "down", "recursion")));
        EXPECTED.put(
                "callOfInterface",
                List.of(List.of("leaf", "service", "of interface"), List.of("leaf again", "service", "of interface")));
        EXPECTED.put(
                "stored",
                List.of(
                        List.of("leaf", "middle", "stored again", "stored"),
                        List.of("leaf again", "middle", "stored again", "stored")));
        EXPECTED.put(
                "loop",
                List.of(
                        List.of("first in loop"),
                        List.of("second in loop"),
                        List.of("first in loop"),
                        List.of("second in loop")));
        EXPECTED.put("lambda", List.of(List.of("in lambda", "call", "lambda")));
        EXPECTED.put("close", List.of(List.of("close"), List.of("close")));
        EXPECTED.put(
                "elsewhere",
                List.of(List.of("leaf", "callee", "elsewhere"), List.of("leaf again", "callee", "elsewhere")));
        EXPECTED.put(
                "calledBack",
                List.of(
                        List.of("leaf", "middle", "caller", "called back"),
                        List.of("leaf again", "middle", "caller", "called back")));
        EXPECTED.put(
                "endsInATail",
                List.of(
                        List.of("tail", "ends in a tail"),
                        List.of("leaf", "ends in a tail"),
                        List.of("leaf again", "ends in a tail")));
    }

    @TestFactory
    Stream<DynamicTest> task_waiting_standsAtItsAwaits() {
        return World.models().stream().flatMap(form -> tests(form.toString(), Waits.in(form)));
    }

    @TestFactory
    Stream<DynamicTest> task_ofClassesTransformedApart_standsAtItsAwaits() {
        return World.models().stream()
                .flatMap(form ->
                        World.models().stream().flatMap(other -> tests(form + " and " + other, Waits.in(form, other))));
    }

    private static Stream<DynamicTest> tests(String forms, Waits waits) {
        return EXPECTED.entrySet().stream()
                .map(e -> dynamicTest(forms + ": " + e.getKey(), () -> check(waits, e.getKey(), e.getValue())));
    }

    private static void check(Waits waits, String method, List<List<String>> expected) {
        // given
        List<List<String>> places = new ArrayList<>();

        // when
        Task<?> task = waits.start(method);
        for (int n = 0; n < 10 && !task.isDone(); n++) {
            List<StackTraceElement> elements = task.stackTrace();
            places.add(Waits.names(elements));
            assertThat(elements).allMatch(e -> e.getClassName().startsWith("waits."));
            waits.open();
        }

        // then
        assertThat(places).isEqualTo(expected);
        assertThat(task.isDone()).isTrue();
        assertThat(task.stackTrace()).isEmpty();
    }

    private static List<String> marked(List<StackTraceElement> elements) {
        List<String> names = Waits.names(elements);
        for (int n = 0; n < names.size(); n++) {
            String mark = elements.get(n).getClassLoaderName();
            names.set(n, (mark == null ? "" : mark + " ") + names.get(n));
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void child_waiting_isFollowedByThoseWhoAwaitIt(Options form) {
        // given
        Waits waits = Waits.in(form);

        // when
        Task<?> grandparent = waits.start("family");

        // then
        assertThat(marked(waits.other().stackTrace()))
                .containsExactly(
                        "leaf", "middle", "hosted", "awaited by joined", "awaited by parent", "awaited by grandparent");
        assertThat(marked(grandparent.stackTrace())).containsExactly("grandparent");
        assertThat(waits.other().stackTrace().get(4).toString())
                .startsWith("awaited by//waits.Waits.parent(Waits.java:");
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void child_whoseParentWaitsForSomethingElse_isFollowedByWhereThatStands(Options form) {
        // given
        Waits waits = Waits.in(form);

        // when
        waits.start("busyFamily");

        // then
        assertThat(marked(waits.other().stackTrace()))
                .containsExactly(
                        "leaf", "middle", "hosted", "in a scope of receiver", "in a scope of elsewhere in the scope");
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void element_ofACoroutine_hasTheNamesOfTheSource(Options form) {
        // given
        Waits waits = Waits.in(form);

        // when
        List<StackTraceElement> elements = waits.start("callOfInterface").stackTrace();

        // then
        assertThat(elements)
                .extracting(e -> e.getClassName() + "." + e.getMethodName() + " " + e.getFileName())
                .containsExactly(
                        "waits.Waits.leaf Waits.java",
                        "waits.Waits$Slow.get Waits.java",
                        "waits.Waits.callOfInterface Waits.java");
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void element_ofAClassWithoutLines_hasNone(Options form) {
        // given
        Waits waits = Waits.in(form, "-g:none");

        // when
        List<StackTraceElement> elements = waits.start("stored").stackTrace();

        // then
        assertThat(elements)
                .extracting(StackTraceElement::toString)
                .containsExactly(
                        "waits.Waits.leaf(Unknown Source)",
                        "waits.Waits.middle(Unknown Source)",
                        "waits.Waits.storedAgain(Unknown Source)",
                        "waits.Waits.stored(Unknown Source)");
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void task_notWaiting_standsNowhere(Options form) {
        // given
        Waits waits = Waits.in(form);

        // when
        Task<?> queued = waits.scheduler().start(waits.call("hosted"));

        // then
        assertThat(queued.stackTrace()).isEmpty();
        assertThat(((Task<?>) waits.call("hosted")).stackTrace()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void task_inADeepRecursion_tellsTheInnerCalls(Options form) {
        // given
        Waits waits = Waits.in(form);

        // when
        List<StackTraceElement> elements =
                LargeStack.run(() -> waits.start("deep").stackTrace());

        // then
        assertThat(elements).hasSize(10_001);
        assertThat(Waits.names(elements.subList(0, 3))).containsExactly("bottom", "down", "down");
        assertThat(elements.get(10_000)).hasToString("...(after 10000 calls)");
    }

    /** What is seen of a task that runs is right or nothing: it is looked at as fast as it can be. */
    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void task_askedWhileItRuns_saysWhereItStoodOrNothing(Options form) throws Exception {
        // given
        Waits waits = Waits.in(form);
        Task<?> task = waits.scheduler().start(waits.call("restless"));
        AtomicBoolean ended = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Set<List<StackTraceElement>> seen = new LinkedHashSet<>();
        Thread asking = new Thread(() -> {
            while (!ended.get()) {
                seen.add(task.stackTrace());
            }
        });
        asking.setUncaughtExceptionHandler((thread, t) -> failure.set(t));

        // when
        asking.start();
        waits.scheduler().run(() -> task);
        waits.scheduler().run(Bobbin::yieldNow);
        ended.set(true);
        asking.join();

        // then
        assertThat(failure).hasNullValue();
        assertThat(seen).allSatisfy(StackTraceTest::checkChain);
    }

    /** Each caller waits for the one before it. */
    private static void checkChain(List<StackTraceElement> elements) {
        String chain = String.join(" < ", Waits.names(elements));
        assertThat(chain).matches("|up( again)?( < up from < further < up further)* < restless(, stored)?");
    }
}
