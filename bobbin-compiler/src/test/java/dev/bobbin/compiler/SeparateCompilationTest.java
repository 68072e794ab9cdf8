package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.bobbin.abi.Abi;
import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A callee is compiled again and its caller is not: what comes out must be the new callee's answer or an error of the linker,
 * never anything else. With the files of the old callee left in place, as an incremental build may leave them, and without.
 */
final class SeparateCompilationTest {
    private static final String HEAD = """
            package sep;
            import static corpus.Pace.*;
            import static dev.bobbin.Async.done;
            import dev.bobbin.Async;
            """;

    /** Two callers, since the first may be the root itself; nothing here depends on the kind of the result. */
    private static final String CALLER = HEAD + """
            public class Caller {
                public static Async<String> total() {
                    int y = 20;
                    Object r = Callee.f(3).await();
                    Object again = between(4).await();
                    return done(r + "," + again + "," + y);
                }
                private static Async<Object> between(int x) {
                    long k = x;
                    Object r = Callee.f(x).await();
                    return done(r + "/" + k);
                }
            }
            """;

    private static final String F = "public static Async<Integer> f(int x) ";
    private static final String BASE = F + "{ pause().await(); return done(x + 1); }";
    private static final String MORE_LIVE =
            F + "{ long a = x; String s = \"\"; pause().await(); return done(x + (int) a + s.length()); }";
    private static final String NULLABLE = F + "{ pause().await(); return x < 0 ? done(null) : done(x + 1); }";
    private static final String IMMEDIATE = F + "{ return done(x + 1); }";
    private static final String ORDINARY = F + "{ return Async.create(c -> c.complete(x + 1)); }";
    private static final String WITHOUT_SUSPENSION = "private static Async<Integer> g(int x) { return done(x + 1); } "
            + F + "{ return done(0 + g(x).await()); }";
    private static final String OVERLOAD =
            " public static Async<Integer> f(String s) { pause().await(); return done(7); } ";

    /** @param right the models under which the new answer comes out; under the others the caller does not link */
    private record Change(String name, String before, String after, Set<Model> right) {}

    @TempDir
    static Path directory;

    private static Jars jars;

    @BeforeAll
    static void jars() {
        jars = new Jars(directory);
    }

    private static List<Change> changes() {
        Set<Model> none = Set.of();
        Set<Model> all = Set.of(Model.FUSED, Model.PUSH, Model.PULL, Model.EMBEDDED);
        Set<Model> onHeap = Set.of(Model.PUSH, Model.PULL);
        Set<Model> unlessEmbedded = Set.of(Model.FUSED, Model.PUSH, Model.PULL);
        String manyStates = F + "{ int r = x; " + "pause().await(); ".repeat(130) + "return done(r + 1); }";
        List<Change> changes = new ArrayList<>(List.of(
                new Change("more live variables", BASE, MORE_LIVE, onHeap),
                new Change("fewer live variables", MORE_LIVE, BASE, onHeap),
                new Change("more states than a byte counts", BASE, manyStates, onHeap),
                new Change("fewer states than a byte counts", manyStates, BASE, onHeap),
                new Change(
                        "slots of the same number and another meaning",
                        F + "{ int a = x * 2; String s = \"s\"; pause().await(); return done(a + s.length()); }",
                        F
                                + "{ float q = x; int[] s = {x}; pause().await(); pause().await(); return done(s[0] + (int) q); }",
                        unlessEmbedded),
                new Change(
                        "a callee of its own",
                        BASE,
                        F + "{ int q = x; return done(q + g(x).await()); }"
                                + "private static Async<Integer> g(int x) { pause().await(); return done(1); }",
                        unlessEmbedded),
                new Change("int to nullable", BASE, NULLABLE, none),
                new Change("nullable to int", NULLABLE, BASE, none),
                new Change(
                        "int to long", BASE, BASE.replace("<Integer>", "<Long>").replace("+ 1", "+ 1L"), none),
                new Change(
                        "int to float",
                        BASE,
                        BASE.replace("<Integer>", "<Float>").replace("+ 1", "+ 1f"),
                        none),
                new Change(
                        "another parameter type",
                        BASE,
                        BASE.replace("int x", "long x").replace("x + 1", "(int) x + 1"),
                        none),
                new Change("coroutine to ordinary method", BASE, ORDINARY, none),
                new Change("ordinary method to coroutine", ORDINARY, BASE, all),
                new Change("coroutine to immediate method", BASE, IMMEDIATE, none),
                new Change("immediate method to coroutine", IMMEDIATE, BASE, none),
                new Change(
                        "to a coroutine that never suspends",
                        BASE,
                        WITHOUT_SUSPENSION,
                        Set.of(Model.FUSED, Model.PUSH)),
                new Change(
                        "from a coroutine that never suspends",
                        WITHOUT_SUSPENSION,
                        BASE,
                        Set.of(Model.FUSED, Model.PUSH)),
                new Change("overloads in another order", BASE + OVERLOAD, OVERLOAD + BASE, none),
                new Change("method deleted", BASE, "", none)));
        for (Model model : all) {
            String chosen = "@dev.bobbin.Model(dev.bobbin.Model.Kind." + model + ") ";
            Set<Model> right = new LinkedHashSet<>(Set.of(model));
            if (model.runsOnStack()) {
                right.addAll(Set.of(Model.FUSED, Model.PUSH));
            }
            right.remove(Model.EMBEDDED); // its callees' code is made for each root
            changes.add(new Change("to the model " + model.flag(), BASE, chosen + BASE, right));
        }
        return changes;
    }

    @TestFactory
    Stream<DynamicTest> calleeCompiledAgain_callerNot_isRightOrDoesNotLink() {
        return changes().stream().flatMap(change -> {
            Map<String, byte[]> before = jars.compile(CALLER, callee(change.before()));
            Map<String, byte[]> after = jars.compile(callee(change.after()));
            return Options.forms().stream()
                    .flatMap(form -> Stream.of(true, false)
                            .map(stale -> dynamicTest(
                                    change.name() + ", " + form + (stale ? ", old files left" : ", old files removed"),
                                    () -> {
                                        // given
                                        Map<String, byte[]> old = Jars.transform(before, form);
                                        Map<String, byte[]> mixed = stale ? old : Jars.without(old, "sep/Callee");
                                        mixed.putAll(Jars.transform(Jars.only(after, "sep/Callee"), after, form));
                                        // when, then
                                        check(change, form, stale, mixed);
                                    })));
        });
    }

    private static void check(Change change, Options form, boolean stale, Map<String, byte[]> mixed) throws Exception {
        for (String mode : List.of("NEVER", "ALWAYS")) {
            String outcome = World.ofCoroutines(mixed, mode, 0).run("sep.Caller", "total");
            boolean hostsWhatIsGone = form.model() == Model.FUSED && !stale && !hasFrameInRoots(change.after());
            if (change.right().contains(form.model()) && !hostsWhatIsGone) {
                String answer =
                        change.after().contains("x + (int)") || change.after().contains("s[0]")
                                ? "6,8/4,20"
                                : "4,5/4,20";
                assertThat(outcome).isEqualTo(answer);
            } else {
                assertThat(outcome)
                        .matches("!java\\.lang\\.(NoSuchMethodError|NoSuchFieldError|NoClassDefFoundError|LinkageError)"
                                + ": .*sep.Callee.*|!java.lang.LinkageError: Caller.total .* with Callee.f .*");
            }
        }
    }

    /** Only then is there the interface that a fused root implements for it. */
    private static boolean hasFrameInRoots(String callee) {
        return !callee.contains("PUSH") && !callee.equals(WITHOUT_SUSPENSION);
    }

    private static String callee(String members) {
        return HEAD + "public class Callee {\n" + members + "}\n";
    }

    @Test
    void layout_changed_errorNamesBothAndTheRemedy() throws Exception {
        Map<String, byte[]> mixed = Jars.transform(jars.compile(CALLER, callee(BASE)), Options.defaults());
        Map<String, byte[]> after = jars.compile(callee(MORE_LIVE));
        mixed.putAll(Jars.transform(Jars.only(after, "sep/Callee"), after, Options.defaults()));
        assertThat(World.ofCoroutines(mixed, "NEVER", 0).run("sep.Caller", "total"))
                .isEqualTo(
                        "!java.lang.LinkageError: Caller.total was compiled with Callee.f of layout 1i0j0lB of ABI 7, which has"
                                + " layout 1i1j1lB of ABI 7 now: it was compiled again without its callers; transform them together, by building the project anew");
    }

    @Test
    void layout_notKnown_errorSaysSo() throws Exception {
        // given: as a Bobbin that did not write it yet would have compiled it
        Map<String, byte[]> classes = Jars.transform(jars.compile(CALLER, callee(BASE)), Options.defaults());
        classes.compute("sep/Callee$$f$State", (name, bytes) -> changed(bytes, node -> node.fields.clear()));
        // when, then
        assertThat(World.ofCoroutines(classes, "NEVER", 0).run("sep.Caller", "total"))
                .isEqualTo(
                        "!java.lang.LinkageError: Caller.total was compiled with Callee.f of layout 1i0j0lB of ABI 7, which has"
                                + " none that is known now: it was compiled again without its callers; transform them together, by building the project anew");
    }

    /** All was compiled again, but of the result only the callee's classes were taken: their code fits another root. */
    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void middleOfAChain_replacedFromAnotherBuildOfTheWhole_isRightOrDoesNotLink(Options form) throws Exception {
        // given: the callee's frame grows, and those of what it calls move
        String caller = HEAD + """
                public class Caller {
                    public static Async<String> total() {
                        int y = 20;
                        int r = Callee.f(3).await();
                        return done(r + "," + Wide.w(1, 2, 3, 4, 5, 6).await() + "," + y);
                    }
                }
                """;
        String leaf = HEAD + """
                public class Leaf {
                    static Async<Integer> g(int x) { pause().await(); int y = x + 1; pause().await(); return done(y); }
                }
                """;
        String wide = HEAD + """
                public class Wide {
                    static Async<Integer> w(int a, int b, int c, int d, int e, int f) {
                        pause().await(); pause().await();
                        return done(a + b + c + d + e + f);
                    }
                }
                """;
        String before = "static Async<Integer> f(int x) { int r = Leaf.g(x).await(); return done(r); }";
        String after =
                "static Async<Integer> f(int x) { int k = x * 100; int r = Leaf.g(x).await(); return done(r + k); }";
        Map<String, byte[]> mixed = Jars.transform(jars.compile(caller, leaf, wide, callee(before)), form);
        Map<String, byte[]> fresh = Jars.transform(jars.compile(caller, leaf, wide, callee(after)), form);
        mixed.putAll(Jars.only(fresh, "sep/Callee"));
        // when
        String outcome = World.ofCoroutines(mixed, "ALWAYS", 0).run("sep.Caller", "total");
        // then
        if (form.model() == Model.PUSH || form.model() == Model.PULL) {
            assertThat(outcome).isEqualTo("304,21,20");
        } else {
            assertThat(outcome).matches("!java.lang.(LinkageError|NoSuchMethodError): .*");
        }
    }

    @Test
    void callee_flattenedByItself_doesNotLink() throws Exception {
        Map<String, byte[]> plain = jars.compile(CALLER, callee(BASE));
        Map<String, byte[]> mixed = Jars.transform(plain, Options.of(Model.EMBEDDED));
        mixed.putAll(Jars.only(Jars.transform(plain, new Options(Model.EMBEDDED, true)), "sep/Callee"));
        assertThat(World.ofCoroutines(mixed, "ALWAYS", 0).run("sep.Caller", "total"))
                .startsWith("!java.lang.NoSuchMethodError: ");
    }

    /** The caller calls what it was compiled for directly, past any override. */
    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void finalCallee_madeOverridable_isRightOrDoesNotLink(Options form) throws Exception {
        String caller = HEAD + """
                public class Caller {
                    public static Async<String> total() { return done("" + Made.make().f(3).await()); }
                }
                """;
        String instance = "public %s Async<Integer> f(int x) { pause().await(); return done(x + 1); }";
        String made = HEAD + "public class Made { static Callee make() { return new Callee(); } }";
        String overriding = HEAD + """
                public class Made extends Callee {
                    static Callee make() { return new Made(); }
                    @Override public Async<Integer> f(int x) { pause().await(); return done(x + 1_000); }
                }
                """;
        Map<String, byte[]> mixed =
                Jars.transform(jars.compile(caller, made, callee(instance.formatted("final"))), form);
        Map<String, byte[]> after = jars.compile(overriding, callee(instance.formatted("")));
        mixed.putAll(Jars.transform(after, form));
        for (String mode : List.of("NEVER", "ALWAYS")) {
            assertThat(World.ofCoroutines(mixed, mode, 0).run("sep.Caller", "total"))
                    .matches("1003|!java.lang.(NoSuchMethodError|LinkageError): .*");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void class_deleted_isNamed(Options form) throws Exception {
        Map<String, byte[]> classes = Jars.transform(jars.compile(CALLER, callee(BASE)), form);
        assertThat(World.ofCoroutines(Jars.without(classes, "sep/Callee"), "NEVER", 0)
                        .run("sep.Caller", "total"))
                .startsWith("!java.lang.NoClassDefFoundError: sep/Callee");
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void root_ofAnotherAbiVersion_errorNamesBothAndTheRemedy(Options form) throws Exception {
        Map<String, byte[]> classes = Jars.transform(jars.compile(CALLER, callee(BASE)), form);
        classes.compute("sep/Caller$$total", (name, bytes) -> changed(bytes, SeparateCompilationTest::raiseVersion));
        assertThat(World.ofCoroutines(classes, "NEVER", 0).run("sep.Caller", "total"))
                .isEqualTo(
                        "!java.lang.LinkageError: Caller.total was compiled by Bobbin for ABI version 99, this runtime has"
                                + " version " + Abi.VERSION
                                + ": run it with bobbin-core and bobbin-runtime as new as the Bobbin that compiled it");
    }

    @ParameterizedTest
    @EnumSource(
            value = Model.class,
            names = {"FUSED", "PUSH", "PULL"
            }) // embedded has its callees' code in methods that are named by the version
    void calleeOnTheSpot_ofAnotherAbiVersion_errorNamesBoth(Model model) throws Exception {
        // given
        Map<String, byte[]> classes = Jars.transform(jars.compile(CALLER, callee(BASE)), Options.of(model));
        classes.replaceAll((name, bytes) ->
                name.startsWith("sep/Callee$") ? changed(bytes, SeparateCompilationTest::raiseVersion) : bytes);

        // when
        String outcome = World.ofCoroutines(classes, "ALWAYS", 0).run("sep.Caller", "total");

        // then
        assertThat(outcome)
                .isEqualTo(
                        model == Model.FUSED
                                ? "!java.lang.LinkageError: Caller.total was compiled with Callee.f of layout 1i0j0lB of ABI "
                                        + Abi.VERSION
                                        + ", which has layout 1i0j0lB of ABI 99 now: it was compiled again"
                                        + " without its callers; transform them together, by building the project anew"
                                : "!java.lang.LinkageError: Callee.f was compiled by Bobbin for ABI version 99, this runtime"
                                        + " has version " + Abi.VERSION
                                        + ": run it with bobbin-core and bobbin-runtime as new as the Bobbin that compiled it");
    }

    private static void raiseVersion(ClassNode node) {
        for (FieldNode field : node.fields) {
            if (field.value instanceof String layout) {
                field.value = layout.replace("ABI " + Abi.VERSION, "ABI 99");
            }
        }
        for (MethodNode method : node.methods) {
            if (method.name.equals("<clinit>")) {
                AbstractInsnNode version = method.instructions.getFirst();
                assertThat(version).isInstanceOf(IntInsnNode.class);
                assertThat(((IntInsnNode) version).operand).isEqualTo(AbiNames.VERSION);
                method.instructions.set(version, new IntInsnNode(Opcodes.BIPUSH, 99));
            }
        }
    }

    private static byte[] changed(byte[] classFile, Consumer<ClassNode> change) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        change.accept(node);
        ClassWriter out = new ClassWriter(0);
        node.accept(out);
        return out.toByteArray();
    }
}
