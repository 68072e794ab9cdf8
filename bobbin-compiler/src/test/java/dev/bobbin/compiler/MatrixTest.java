package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.bobbin.Async;
import dev.bobbin.compiler.ir.Model;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Coroutines of every model await those of every other: in two compilations, as if from two jars, and in one where
 * {@code @Model} chooses. The programs are src/test/resources/matrix. What comes out is compared with the blocking program;
 * scopes and cancellations, which that does not know, with the fused one, and what a cancellation has to leave behind is
 * stated here.
 */
final class MatrixTest {
    private static final String CALLER = "matrix/caller/";
    private static final String CALLEE = "matrix/callee/";
    private static final String CASES = "matrix.caller.Caller";
    /** Cases in which blocking code, which starts at the call, rightly differs. */
    private static final Set<String> COROUTINES_ONLY =
            Set.of("spawnedCallee", "groupedCallees", "uncancellableCallee", "storedCalleeAwaitedTwice");

    private static final int MOST_SUSPENSIONS = 9;

    private static Map<String, byte[]> plain;
    private static List<Run> runs;
    private static final Map<Run, String> EXPECTED = new HashMap<>();

    /**
     * One run of a case: at what pace, how often its callees suspend, when they fail, at which
     * suspension it is cancelled (0: at none).
     */
    private record Run(String method, String mode, int pauses, String outcome, int cancelAt) {
        String run(World world) throws Exception {
            Class.forName("matrix.Setup", true, world.loader())
                    .getMethod("choose", int.class, String.class, int.class)
                    .invoke(null, pauses, outcome, cancelAt);
            return world.run(CASES, method);
        }

        @Override
        public String toString() {
            String words = method.replaceAll("([A-Z])", " $1")
                    .toLowerCase(Locale.ROOT)
                    .replace(" result", " result of a callee");
            String suspended =
                    mode.equals("ALWAYS") ? "suspended, " + pauses + " times in the callee" : "not suspended";
            String end = cancelAt > 0
                    ? "cancelled at suspension " + cancelAt
                    : outcome.equals("fine") ? "ending well" : "throwing " + outcome;
            return words + ", " + (mode.equals("RANDOM") ? "suspended at random" : suspended) + ", " + end;
        }
    }

    @BeforeAll
    static void reference() throws Exception {
        List<Path> sources = new ArrayList<>(Javac.sources(Javac.resources("matrix")));
        sources.add(Javac.resources("corpus").resolve("Pace.java"));
        plain = Javac.compile(sources, 17, "-g");
        World blocking = World.ofBlockingCode(plain);
        Map<String, World> fused = worlds(transform(plain, Options.defaults()));
        runs = runs(Class.forName(CASES, false, blocking.loader()));
        for (Run run : runs) {
            boolean comparable = run.cancelAt() == 0 && !COROUTINES_ONLY.contains(run.method());
            EXPECTED.put(run, run.run(comparable ? blocking : fused.get(run.mode())));
        }
    }

    private static List<Run> runs(Class<?> cases) {
        List<Run> all = new ArrayList<>();
        List<String> methods = Arrays.stream(cases.getDeclaredMethods())
                .filter(m -> Modifier.isPublic(m.getModifiers())
                        && m.getParameterCount() == 0
                        && m.getReturnType().getName().equals(Async.class.getName()))
                .map(Method::getName)
                .sorted()
                .toList();
        for (String method : methods) {
            if (method.startsWith("cancelled")) {
                for (int k = 1; k <= MOST_SUSPENSIONS; k++) {
                    all.add(new Run(method, "ALWAYS", 2, "fine", k));
                }
                continue;
            }
            for (String outcome : List.of("fine", "before", "after")) {
                all.add(new Run(method, "NEVER", 1, outcome, 0));
                all.add(new Run(method, "ALWAYS", 3, outcome, 0));
            }
            all.add(new Run(method, "ALWAYS", 1, "fine", 0));
            if (!COROUTINES_ONLY.contains(method)) { // at random the children of a scope would take each other's turns
                all.add(new Run(method, "RANDOM", 2, "fine", 0));
            }
        }
        return all;
    }

    @TestFactory
    Stream<DynamicNode> classes_compiledSeparately_awaitEachOther() {
        return World.models().stream()
                .flatMap(caller -> World.models().stream().map(callee -> {
                    Map<String, byte[]> classes = new TreeMap<>(transform(part(CALLER), caller));
                    classes.putAll(transform(part(CALLEE), callee));
                    classes.putAll(transform(rest(), Options.defaults()));
                    return tests(caller + " awaits " + callee, classes);
                }));
    }

    @TestFactory
    Stream<DynamicNode> classes_compiledTogether_awaitEachOther() {
        return pairs((caller, callee) -> {
            Map<String, byte[]> chosen = new TreeMap<>(plain);
            part(CALLER).forEach((name, bytes) -> chosen.put(name, Annotate.classes(bytes, caller)));
            part(CALLEE).forEach((name, bytes) -> chosen.put(name, Annotate.classes(bytes, callee)));
            return tests("@Model(" + caller + ") awaits " + callee, transform(chosen, Options.defaults()));
        });
    }

    @TestFactory
    Stream<DynamicNode> methods_ofOneCompilation_awaitEachOther() {
        return pairs((caller, callee) -> {
            Map<String, byte[]> chosen = new TreeMap<>(plain); // on each method; the class says something else
            part(CALLER)
                    .forEach((name, bytes) ->
                            chosen.put(name, Annotate.methods(Annotate.classes(bytes, callee), caller, callee)));
            part(CALLEE)
                    .forEach((name, bytes) ->
                            chosen.put(name, Annotate.methods(Annotate.classes(bytes, caller), callee, callee)));
            return tests(
                    "every other method " + caller + " and " + callee + " awaits " + callee,
                    transform(chosen, Options.of(Model.EMBEDDED)));
        });
    }

    private interface Pair {
        DynamicNode of(Model caller, Model callee);
    }

    private static Stream<DynamicNode> pairs(Pair pair) {
        Set<Model> all = EnumSet.noneOf(Model.class);
        World.models().forEach(form -> all.add(form.model()));
        return all.stream().flatMap(a -> all.stream().map(b -> pair.of(a, b)));
    }

    private static DynamicNode tests(String name, Map<String, byte[]> classes) {
        Map<String, World> worlds = worlds(classes);
        return dynamicContainer(
                name,
                runs.stream()
                        .map(run -> dynamicTest(name + ": " + run, () -> check(run, run.run(worlds.get(run.mode()))))));
    }

    private static void check(Run run, String actual) {
        assertThat(actual).isEqualTo(EXPECTED.get(run));
        if (run.method()
                .equals("cancelledInCallee")) { // where it waits then it is thrown: in the try blocks, or in finally
            String finallyOfCallee = "callee-finally-12";
            assertThat(actual)
                    .isEqualTo(
                            switch (run.cancelAt()) {
                                case 1, 2, 3, 4 ->
                                    "was cancelled ~ callee-cancelled " + finallyOfCallee
                                            + " caller-cancelled caller-finally";
                                case 5 -> "was cancelled ~ caller-cancelled caller-finally";
                                case 6 -> "was cancelled ~ " + finallyOfCallee;
                                default -> "ended with 17 ~ " + finallyOfCallee + " caller-finally";
                            });
        }
        assertThat(actual).doesNotContain("again");
    }

    private static Map<String, byte[]> part(String prefix) {
        Map<String, byte[]> part = new TreeMap<>(plain);
        part.keySet().removeIf(name -> !name.startsWith(prefix));
        return part;
    }

    private static Map<String, byte[]> rest() {
        Map<String, byte[]> rest = new TreeMap<>(plain);
        rest.keySet().removeIf(name -> name.startsWith(CALLER) || name.startsWith(CALLEE));
        return rest;
    }

    private static Map<String, byte[]> transform(Map<String, byte[]> some, Options options) {
        ClassSource around = name -> plain.containsKey(name) ? plain.get(name) : Javac.onClassPath(name);
        Transformer.Result result = Transformer.transform(some, around, options);
        assertThat(result.hasErrors()).as("%s", result.diagnostics()).isFalse();
        return result.classes();
    }

    private static Map<String, World> worlds(Map<String, byte[]> classes) {
        Map<String, World> worlds = new HashMap<>();
        for (String mode : List.of("NEVER", "ALWAYS", "RANDOM")) {
            worlds.put(mode, World.ofCoroutines(classes, mode, 17));
        }
        return worlds;
    }
}
