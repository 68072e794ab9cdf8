package dev.bobbin.compiler.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.Code;
import dev.bobbin.compiler.Snippet;
import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.Model;
import dev.bobbin.compiler.ir.ResultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

final class FindCoroutinesTest {
    private static final String ASYNC = "Ldev/bobbin/Async;";
    private static final String CONTEXT = "Ldev/bobbin/abi/Context;";
    private static final ResultKind INT = ResultKind.boxedBy("java/lang/Integer");

    private static Map<CoroutineId, CoroutineSignature> found(Snippet snippet, ClassNode node) {
        return found(snippet, node, Model.PUSH);
    }

    private static Map<CoroutineId, CoroutineSignature> found(Snippet snippet, ClassNode node, Model model) {
        ClassHeaders headers = new ClassHeaders(snippet::find);
        FindVirtualStarts virtual =
                new FindVirtualStarts(headers, new ArrayList<>(snippet.nodes().values()));
        return FindCoroutines.in(node, model, virtual, name -> false);
    }

    private static List<CoroutineSignature> in(String source) {
        Snippet snippet = Snippet.of(source);
        Map<CoroutineId, CoroutineSignature> found = found(snippet, snippet.node("C"));
        found.forEach((id, signature) -> assertThat(signature.id()).isEqualTo(id));
        return List.copyOf(found.values());
    }

    private static CoroutineSignature only(String member) {
        List<CoroutineSignature> found = in("class C { " + member + " }");
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void method_thatSuspends_isACoroutine() {
        assertThat(only("static Async<Integer> f(Async<Integer> a) { return done(a.await() + 1); }"))
                .isEqualTo(new CoroutineSignature(
                        new CoroutineId("C", "f", "(" + ASYNC + ")" + ASYNC),
                        true,
                        false,
                        false,
                        false,
                        INT,
                        "C$$f",
                        "",
                        false,
                        Model.PUSH));
    }

    @Test
    void names_thatCannotNameAFileEverywhere_areShortenedAndMadeAscii() {
        String many = "a".repeat(240);
        List<CoroutineSignature> found = in("class C {"
                + Stream.of("größe", "grösse", "長", many + "x", many + "y")
                        .map(name ->
                                "static Async<Integer> " + name + "(Async<Integer> a) { return done(a.await() + 1); }")
                        .collect(Collectors.joining())
                + "}");

        assertThat(found)
                .hasSize(5)
                .extracting(CoroutineSignature::root)
                .doesNotHaveDuplicates()
                .allSatisfy(root -> assertThat(root).matches("C[$][$][\\x20-\\x7e]{1,200}"));
        assertThat(found.get(0).startName()).isEqualTo("größe$start");
    }

    @Test
    void method_thatIsNone_isNotFound() {
        assertThat(in("""
                abstract class C {
                    static Async<Integer> handsOn(Async<Integer> a) { return a; }
                    static int plain(Async<Integer> a) { return a.await(); }
                    abstract Async<Integer> nothing();
                    static native Async<Integer> foreign();
                    static synchronized Async<Integer> locked() { return done(1); }
                    static String text() { return ""; }
                    static Async<Integer> sometimes(boolean b, Async<Integer> a) { return b ? a : done(1); }
                }""")).isEmpty();
    }

    @Test
    void ordinaryMethod_allOfWhoseReturnsAreDone_isImmediate() {
        CoroutineSignature found =
                only("static Async<Integer> f(int a) { if (a > 1) return done(2); return done(a); }");
        assertThat(found.immediate()).isTrue();
        assertThat(found.result()).isEqualTo(INT);
        assertThat(found.startName()).isEqualTo("f$now");
    }

    @Test
    void immediate_withTooManyParameters_isNone() {
        assertThat(FindCoroutines.endsAtOnce(wide(252))).isTrue();
        assertThat(FindCoroutines.endsAtOnce(wide(253))).isTrue();
        assertThat(FindCoroutines.endsAtOnce(wide(254))).isFalse();
        MethodNode suspends = wide(1);
        suspends.instructions.insert(Code.of("()V").await().method().instructions);
        assertThat(FindCoroutines.endsAtOnce(suspends)).isFalse();
        for (int access : new int[] {Opcodes.ACC_SYNCHRONIZED, Opcodes.ACC_NATIVE}) {
            MethodNode method = wide(1);
            method.access |= access;
            assertThat(FindCoroutines.endsAtOnce(method)).isFalse();
        }
    }

    /** An immediate method with parameters of so many words. */
    private static MethodNode wide(int words) {
        return Code.of("(" + "I".repeat(words) + ")" + ASYNC)
                .call(Opcodes.INVOKESTATIC, "dev/bobbin/Async", "done", "()" + ASYNC)
                .add(Opcodes.ARETURN)
                .method();
    }

    @Test
    void overridableMethod_ofThisCompilation_hasAVirtualFormAndAnObjectResult() {
        CoroutineSignature found = only("public Async<Integer> f(Async<Integer> a) { return done(a.await()); }");
        assertThat(found.overridable()).isTrue();
        assertThat(found.isStatic()).isFalse();
        assertThat(found.isPublic()).isFalse();
        assertThat(found.result()).isEqualTo(ResultKind.OBJECT);
        CoroutineSignature immediate = only("Async<Integer> f() { return done(1); }");
        assertThat(immediate.immediate()).isTrue();
        assertThat(immediate.result()).isEqualTo(ResultKind.OBJECT);
    }

    @Test
    void overridable_byModifiers_isSaid() {
        assertThat(only("private Async<Integer> f() { return done(1); }").overridable())
                .isFalse();
        assertThat(only("final Async<Integer> f() { return done(1); }").overridable())
                .isFalse();
        assertThat(only("static Async<Integer> f() { return done(1); }").overridable())
                .isFalse();
        assertThat(in("final class C { Async<Integer> f() { return done(1); } }")
                        .get(0)
                        .overridable())
                .isFalse();
        assertThat(in("final class C { Async<Integer> f() { return done(1); } }")
                        .get(0)
                        .result())
                .isEqualTo(INT);
    }

    @Test
    void immediateMethod_thatOverridesMayReplaceWithoutAVirtualForm_isNone() {
        Snippet snippet = Snippet.of(
                "class C { Async<Integer> f() { return done(1); }" + " Async<Integer> f$virtual() { return f(); } }");
        assertThat(found(snippet, snippet.node("C"))).isEmpty();
        assertThat(in("interface C { default Async<Integer> f() { return done(1); } }"))
                .isEmpty();
    }

    @Test
    void isPublic_needsClassAndMethod_orAnInterface() {
        Snippet snippet = Snippet.of("class C { public static Async<Integer> f() { return done(1); }"
                + " static Async<Integer> g() { return done(1); } }");
        ClassNode node = snippet.node("C");
        assertThat(found(snippet, node).values()).allMatch(s -> !s.isPublic());
        node.access |= Opcodes.ACC_PUBLIC;
        assertThat(found(snippet, node).values().stream().filter(CoroutineSignature::isPublic))
                .hasSize(1)
                .allMatch(s -> s.id().name().equals("f"));
        assertThat(found(snippet, node).values()).allMatch(s -> !s.isInterface());

        Snippet face = Snippet.of("interface C { private static Async<Integer> f() { return done(1); } }");
        ClassNode open = face.node("C");
        assertThat(found(face, open).values())
                .allMatch(s -> s.isInterface() && !s.isPublic())
                .hasSize(1);
        open.access |= Opcodes.ACC_PUBLIC;
        assertThat(found(face, open).values())
                .allMatch(CoroutineSignature::isPublic)
                .hasSize(1);
    }

    @Test
    void suffix_ofOverloadsAndTakenNames_isTheFirstFree() {
        assertThat(in("""
                class C {
                    static Async<Integer> f() { return done(1); }
                    static Async<Integer> f(int a) { return done(1); }
                    static Async<Integer> f(long a) { return done(1); }
                }""")).extracting(CoroutineSignature::suffix).containsExactly("", "$2", "$3");
        for (String end : List.of("start", "now", "resume", "save1", "poll", "virtual", "dispatch")) {
            assertThat(in("class C { static Async<Integer> f() { return done(1); } void f$" + end + "() {} }"))
                    .as(end)
                    .extracting(CoroutineSignature::suffix)
                    .containsExactly("$2");
        }
        CoroutineSignature second =
                in("class C { static Async<Integer> f() { return done(1); } void f$start() {} void f$2$now() {} }")
                        .get(0);
        assertThat(second.suffix()).isEqualTo("$3");
        assertThat(second.root()).isEqualTo("C$$f$3");
    }

    @Test
    void method_namedLikeAnInitialiser_isNone() {
        Snippet snippet = Snippet.of("class C { static Async<Integer> f() { return done(1); } }");
        ClassNode node = snippet.node("C");
        Snippet.method(node, "f").name = "<f";
        assertThat(found(snippet, node)).isEmpty();
    }

    @Test
    void isTransformed_aSyntheticEntry_tells() {
        String descriptor = "(I" + CONTEXT + ")I";
        for (String name :
                List.of("f$start", "f$start$own", "f$now", "f$now$own", "f$dispatch", "f$poll", "f$poll$in$g")) {
            assertThat(transformed(Opcodes.ACC_SYNTHETIC, name, descriptor))
                    .as(name)
                    .isTrue();
        }
        assertThat(transformed(Opcodes.ACC_SYNTHETIC, "f$resume", descriptor)).isFalse();
        assertThat(transformed(0, "f$start", descriptor)).isFalse();
        assertThat(transformed(Opcodes.ACC_SYNTHETIC, "f$start", "(I)I")).isFalse();
    }

    private static boolean transformed(int access, String name, String descriptor) {
        Snippet snippet = Snippet.of("class C { static Async<Integer> f() { return done(1); } }");
        ClassNode node = snippet.node("C");
        node.methods.add(new MethodNode(Opcodes.ASM9, access, name, descriptor, null, null));
        boolean transformed = FindCoroutines.isTransformed(node);
        assertThat(found(snippet, node).isEmpty()).isEqualTo(transformed);
        return transformed;
    }

    @Test
    void returnsAsync_otherTypes_isFalse() {
        assertThat(FindCoroutines.returnsAsync(Code.of("()" + ASYNC).method())).isTrue();
        assertThat(FindCoroutines.returnsAsync(Code.of("()[" + ASYNC).method())).isFalse();
        assertThat(FindCoroutines.returnsAsync(Code.of("(" + ASYNC + ")V").method()))
                .isFalse();
    }

    private static final Snippet LAMBDAS = Snippet.of("""
            class C {
                static Object forBobbin() { return Bobbin.run(() -> done(1)); }
                static Object forOthers() { Supplier<Async<Integer>> s = () -> done(1); return s; }
            }
            """);

    /** As Kotlin's compiler would have written the lambda of that method. */
    private static List<String> ofKotlin(String within, String name, int access, String factory) {
        ClassNode node = LAMBDAS.node("C");
        node.methods.removeIf(m -> !m.name.contains(within));
        MethodNode lambda = node.methods.stream()
                .filter(m -> m.name.startsWith("lambda$"))
                .findFirst()
                .orElseThrow();
        lambda.name = name;
        lambda.access = access;
        for (var insn : Snippet.method(node, within).instructions) {
            if (insn instanceof InvokeDynamicInsnNode made) {
                Handle bsm = made.bsm;
                made.bsm = new Handle(bsm.getTag(), factory, bsm.getName(), bsm.getDesc(), false);
                made.bsmArgs[1] = new Handle(Opcodes.H_INVOKESTATIC, "C", name, lambda.desc, false);
            }
        }
        return found(LAMBDAS, node, Model.STACKFUL).keySet().stream()
                .map(CoroutineId::name)
                .toList();
    }

    @Test
    void lambdaOfKotlin_thatBobbinCalls_isACoroutineOnAStack() {
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
        String factory = "java/lang/invoke/LambdaMetafactory";
        assertThat(ofKotlin("forBobbin", "forBobbin$lambda$0", access, factory)).containsExactly("forBobbin$lambda$0");
        assertThat(ofKotlin("forBobbin", "lambda$forBobbin$0", access | Opcodes.ACC_SYNTHETIC, factory))
                .containsExactly("lambda$forBobbin$0");
        assertThat(ofKotlin("forOthers", "forOthers$lambda$0", access, factory)).isEmpty();
        assertThat(ofKotlin("forBobbin", "lambda0", access, factory)).isEmpty();
        assertThat(ofKotlin("forBobbin", "forBobbin$lambda$0", Opcodes.ACC_STATIC, factory))
                .isEmpty();
        assertThat(ofKotlin("forBobbin", "forBobbin$lambda$0", access, "groovy/Factory"))
                .isEmpty();
    }
}
