package dev.bobbin.compiler.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.Code;
import dev.bobbin.compiler.Snippet;
import dev.bobbin.compiler.ir.VirtualStart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

final class FindVirtualStartsTest {
    private static final String D = "()Ldev/bobbin/Async;";
    private static final Snippet SNIPPET = Snippet.of("""
            interface Face<T> {
                Async<T> g();
                Async<T> take(T t);
            }
            abstract class A {
                Async<Integer> f() { return done(1); }
                public abstract Async<Integer> open();
                Async<Integer> plain(Async<Integer> a) { return a; }
                static Async<Integer> fixed() { return done(1); }
                private Async<Integer> hidden() { return done(1); }
                final Async<Integer> sealed() { return done(1); }
                Async<Integer> awaits(Async<Integer> a) { return done(a.await()); }
                Async<Integer> taken() { return done(1); }
                void taken$dispatch() {}
                Async<Integer> taken2() { return done(1); }
                void taken2$virtual$x() {}
                String text() { return ""; }
                Async<Integer> widened() { return done(1); }
            }
            class B extends A implements Face<String> {
                Async<Integer> f() { return done(2); }
                public Async<Integer> open() { return done(2); }
                public Async<String> g() { return done(""); }
                public Async<String> take(String s) { return done(s); }
                public Async<Integer> widened() { return done(2); }
                Async<Integer> own() { return done(2); }
                void other() { f(); }
            }
            final class F extends A {
                public Async<Integer> open() { return done(2); }
                Async<Integer> own() { return done(2); }
            }
            @interface Note {}
            """);

    private static final MethodNode OPEN = Code.of(Opcodes.ACC_PUBLIC, "open", "(I)Ldev/bobbin/Async;")
            .add(Opcodes.ACONST_NULL)
            .await()
            .add(Opcodes.POP, Opcodes.ACONST_NULL, Opcodes.ARETURN)
            .method();

    private final ClassHeaders headers = new ClassHeaders(SNIPPET::find);
    private final FindVirtualStarts starts =
            new FindVirtualStarts(headers, new ArrayList<>(SNIPPET.nodes().values()));

    private static List<String> names(Stream<VirtualStart> starts) {
        return starts.map(s -> s.declaring() + "." + s.name()).sorted().toList();
    }

    private static MethodNode method(ClassNode node, String name, String descriptor) {
        return node.methods.stream()
                .filter(m -> m.name.equals(name) && m.desc.equals(descriptor))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void declaredBy_aClassOfThisCompilation_areThoseThatCanBeOverridden() {
        assertThat(names(starts.declaredBy("A").stream()))
                .containsExactly("A.awaits", "A.f", "A.open", "A.taken", "A.widened");
        assertThat(names(starts.declaredBy("B").stream())).containsExactly("B.own", "B.take", "B.widened");
        assertThat(names(starts.declaredBy("Face").stream())).containsExactly("Face.g", "Face.take");
        assertThat(starts.declaredBy("F")).isEmpty();
        assertThat(starts.declaredBy("Note")).isEmpty();
        assertThat(starts.declaredBy("Unknown")).isEmpty();
        assertThat(starts.declaredBy("A")).contains(new VirtualStart("A", false, 0, "f", D));
        assertThat(starts.declaredBy("Face"))
                .contains(new VirtualStart("Face", true, Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, "g", D));
        assertThat(starts.declaredBy("A")).isSameAs(starts.declaredBy("A"));
    }

    @Test
    void concern_aClass_ifItDeclaresSome() {
        assertThat(starts.concern(SNIPPET.node("A"))).isTrue();
        assertThat(starts.concern(SNIPPET.node("F"))).isFalse();
    }

    @Test
    void answeredBy_aMethod_areItsOwnAndThoseItOverrides() {
        ClassNode a = SNIPPET.node("A");
        ClassNode b = SNIPPET.node("B");
        assertThat(names(starts.answeredBy(b, method(b, "f", D)).stream())).containsExactly("A.f");
        assertThat(names(starts.answeredBy(b, method(b, "g", D)).stream())).containsExactly("Face.g");
        assertThat(names(starts.answeredBy(b, method(b, "own", D)).stream())).containsExactly("B.own");
        assertThat(names(starts.answeredBy(a, method(a, "f", D)).stream())).containsExactly("A.f");
        assertThat(starts.answeredBy(a, method(a, "open", D))).isEmpty();
        assertThat(starts.answeredBy(a, method(a, "fixed", D))).isEmpty();
        assertThat(starts.answeredBy(a, method(a, "text", "()Ljava/lang/String;")))
                .isEmpty();
        ClassNode face = SNIPPET.node("Face");
        assertThat(starts.answeredBy(face, method(face, "g", D))).isEmpty();
        MethodNode f = method(b, "f", D);
        f.access |= Opcodes.ACC_PRIVATE;
        assertThat(starts.answeredBy(b, f)).isEmpty();
    }

    @Test
    void answeredByBridge_aBridge_areThoseItOverrides() {
        ClassNode b = SNIPPET.node("B");
        MethodNode bridge = method(b, "take", "(Ljava/lang/Object;)Ldev/bobbin/Async;");
        MethodNode target = method(b, "take", "(Ljava/lang/String;)Ldev/bobbin/Async;");

        assertThat(names(starts.answeredByBridge(b, bridge).stream())).containsExactly("Face.take");
        assertThat(FindVirtualStarts.target(b, bridge)).isSameAs(target);
        assertThat(starts.answeredByBridge(b, target)).isEmpty();
        assertThat(starts.answeredByBridge(b, method(b, "f", D))).isEmpty();
        assertThat(starts.hasVirtualForm(b, target)).isTrue();
        assertThat(starts.hasVirtualForm(b, method(b, "other", "()V"))).isFalse();
        assertThat(FindVirtualStarts.target(b, method(b, "other", "()V"))).isNull();
        b.methods.remove(target);
        assertThat(FindVirtualStarts.target(b, bridge)).isNull();
        bridge.access |= Opcodes.ACC_STATIC;
        assertThat(starts.answeredByBridge(b, bridge)).isEmpty();
        bridge.access &= ~Opcodes.ACC_STATIC;
        b.access |= Opcodes.ACC_INTERFACE;
        assertThat(starts.answeredByBridge(b, bridge)).isEmpty();
    }

    private static final String BRIDGED = "(JLjava/lang/String;I)Ldev/bobbin/Async;";

    private static Code bridge() {
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_BRIDGE;
        return Code.of(access, "f", "(JLjava/lang/Object;I)Ldev/bobbin/Async;").line(7);
    }

    private static Code cast(Code bridge) {
        return bridge.var(Opcodes.ALOAD, 3).type(Opcodes.CHECKCAST, "java/lang/String");
    }

    private static boolean hasTarget(Code bridge) {
        return target(bridge.call(Opcodes.INVOKEVIRTUAL, "C", "f", BRIDGED).add(Opcodes.ARETURN)) != null;
    }

    private static MethodNode target(Code bridge) {
        ClassNode node = of("C", "java/lang/Object");
        node.methods.add(new MethodNode(Opcodes.ACC_PUBLIC, "f", BRIDGED, null, null));
        node.methods.add(bridge.method());
        return FindVirtualStarts.target(node, bridge.method());
    }

    @Test
    void target_ofABridge_isThatWhichItHandsItsArgumentsOnTo() {
        int a = Opcodes.ALOAD;
        int i = Opcodes.ILOAD;
        int l = Opcodes.LLOAD;
        assertThat(hasTarget(cast(bridge().var(a, 0).var(l, 1)).var(i, 4))).isTrue();
        assertThat(hasTarget(cast(bridge().var(a, 3).var(l, 1)).var(i, 4))).isFalse();
        assertThat(hasTarget(cast(bridge().var(i, 0).var(l, 1)).var(i, 4))).isFalse();
        assertThat(hasTarget(cast(bridge().var(a, 0).var(l, 2)).var(i, 4))).isFalse();
        assertThat(hasTarget(bridge().var(a, 0).var(l, 1).var(a, 3).var(i, 4))).isFalse();
        assertThat(hasTarget(bridge().var(a, 0).var(l, 1).var(a, 3))).isFalse();
        assertThat(hasTarget(bridge().var(a, 0)
                        .var(l, 1)
                        .var(a, 3)
                        .type(Opcodes.CHECKCAST, "java/lang/Number")
                        .var(i, 4)))
                .isFalse();
        assertThat(hasTarget(bridge().var(a, 0)
                        .var(l, 1)
                        .var(a, 3)
                        .type(Opcodes.INSTANCEOF, "java/lang/String")
                        .var(i, 4)))
                .isFalse();
        assertThat(hasTarget(cast(bridge().var(a, 0).var(l, 1)).add(Opcodes.ICONST_1)))
                .isFalse();
        assertThat(hasTarget(cast(bridge().var(a, 0).var(l, 1)).var(i, 4).add(Opcodes.INEG)))
                .isFalse();
        assertThat(hasTarget(cast(bridge().var(a, 0).var(l, 1)))).isFalse();
        assertThat(hasTarget(bridge().var(a, 0))).isFalse();
        assertThat(hasTarget(bridge())).isFalse();
    }

    @Test
    void target_ofWhatCallsSomethingElse_orDoesMoreWithIt_isNone() {
        Code whole = cast(bridge().var(Opcodes.ALOAD, 0).var(Opcodes.LLOAD, 1)).var(Opcodes.ILOAD, 4);
        whole.call(Opcodes.INVOKEVIRTUAL, "C", "f", BRIDGED).add(Opcodes.ARETURN);
        assertThat(target(whole)).isNotNull();
        whole.method().access &= ~Opcodes.ACC_BRIDGE;
        assertThat(target(whole)).isNull();
        assertThat(target(
                        bridge().call(Opcodes.INVOKEVIRTUAL, "B", "f", BRIDGED).add(Opcodes.ARETURN)))
                .isNull();
        assertThat(target(
                        bridge().call(Opcodes.INVOKEVIRTUAL, "C", "g", BRIDGED).add(Opcodes.ARETURN)))
                .isNull();
        assertThat(target(bridge().call(Opcodes.INVOKEVIRTUAL, "C", "f", D).add(Opcodes.ARETURN)))
                .isNull();
        assertThat(target(
                        bridge().call(Opcodes.INVOKEVIRTUAL, "C", "f", BRIDGED).add(Opcodes.ATHROW)))
                .isNull();
        assertThat(target(bridge().add(Opcodes.ARETURN))).isNull();
        assertThat(target(bridge().add(Opcodes.ACONST_NULL, Opcodes.ARETURN))).isNull();
    }

    @Test
    void hasVirtualForm_onlyByItsBridge_isTrue() {
        ClassNode b = SNIPPET.node("B");
        MethodNode target = method(b, "take", "(Ljava/lang/String;)Ldev/bobbin/Async;");
        b.access |= Opcodes.ACC_FINAL;
        FindVirtualStarts sealed = new FindVirtualStarts(headers, List.of(b, SNIPPET.node("Face"), SNIPPET.node("A")));
        assertThat(sealed.answeredBy(b, target)).isEmpty();
        assertThat(sealed.hasVirtualForm(b, target)).isTrue();
        assertThat(sealed.hasVirtualForm(b, method(b, "own", D))).isFalse();
    }

    @Test
    void find_aCall_searchesTheHierarchy() {
        assertThat(starts.find("B", "f", D, "").declaring()).isEqualTo("A");
        assertThat(starts.find("B", "own", D, "").declaring()).isEqualTo("B");
        assertThat(starts.find("B", "g", D, "").declaring()).isEqualTo("Face");
        assertThat(starts.find("B", "f", "()V", "")).isNull();
        assertThat(starts.find("B", "x", D, "")).isNull();
        assertThat(starts.find("A", "own", D, "")).isNull();
        assertThat(starts.find("B", "f", D, "elsewhere")).isNull();
        assertThat(starts.find("B", "open", D, "elsewhere")).isNotNull(); // of this compilation
    }

    @Test
    void ofOtherJars_transformedClasses_tellByTheirDispatchingMethods() {
        String context = "Ldev/bobbin/abi/Context;";
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "p/T$$Virtual", null, "java/lang/Object", null);
        int synthetic = Opcodes.ACC_SYNTHETIC | Opcodes.ACC_STATIC | Opcodes.ACC_PUBLIC;
        add(writer, synthetic, "open$dispatch", "(Lp/T;I" + context + ")Ljava/lang/Object;");
        add(writer, synthetic, "near$dispatch", "(Lp/T;" + context + ")Ljava/lang/Object;");
        add(writer, Opcodes.ACC_STATIC, "user$dispatch", "(Lp/T;" + context + ")Ljava/lang/Object;");
        add(writer, synthetic, "x$start", "(Lp/T;" + context + ")Ljava/lang/Object;");
        add(writer, synthetic, "other$dispatch", "(Lp/U;" + context + ")Ljava/lang/Object;");
        ClassWriter type = new ClassWriter(0);
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "p/T", null, "java/lang/Object", null);
        add(type, Opcodes.ACC_PUBLIC, "open", "(I)Ldev/bobbin/Async;");
        add(type, 0, "near", D);
        add(type, Opcodes.ACC_PUBLIC, "user", D);
        ClassWriter below = new ClassWriter(0);
        below.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "q/Below", null, "p/T", null);
        add(below, 0, "near", D);
        Map<String, byte[]> files = new HashMap<>();
        files.put("p/T", type.toByteArray());
        files.put("p/T$$Virtual", writer.toByteArray());
        files.put("q/Below", below.toByteArray());
        Map.of("p/Deep", "q/Below", "x/OfT", "p/T", "x/OfBelow", "q/Below").forEach((name, superName) -> {
            ClassWriter plain = new ClassWriter(0);
            plain.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, superName, null);
            files.put(name, plain.toByteArray());
        });
        FindVirtualStarts others = new FindVirtualStarts(new ClassHeaders(files::get), List.of());

        assertThat(others.declaredBy("p/T"))
                .containsExactly(
                        new VirtualStart("p/T", false, Opcodes.ACC_PUBLIC, "open", "(I)Ldev/bobbin/Async;"),
                        new VirtualStart("p/T", false, 0, "near", D));
        assertThat(others.find("p/T", "open", "(I)Ldev/bobbin/Async;", "q")).isNotNull();
        assertThat(others.find("p/T", "near", D, "q")).isNull();
        assertThat(others.find("p/T", "near", D, "p")).isNotNull();
        assertThat(others.find("q/Below", "near", D, "q")).isNull(); // no override, and nothing of its own
        assertThat(others.find("q/Below", "near", D, "p")).isNull();
        assertThat(others.find("p/Deep", "near", D, "p")).isNull(); // it is q/Below's that it has
        assertThat(others.answeredBy(of("x/OfT", "p/T"), OPEN)).hasSize(1);
        assertThat(others.answeredBy(of("x/OfBelow", "q/Below"), OPEN)).isEmpty(); // does not name p/T
    }

    private static ClassNode of(String name, String superName) {
        ClassNode node = new ClassNode();
        node.name = name;
        node.superName = superName;
        return node;
    }

    private static void add(ClassWriter writer, int access, String name, String descriptor) {
        writer.visitMethod(access, name, descriptor, null, null);
    }

    @Test
    void declaredBy_tooManyParameters_isNone() {
        assertThat(wide(253)).hasSize(1);
        assertThat(wide(254)).isEmpty();
    }

    private static List<VirtualStart> wide(int words) {
        ClassNode node = new ClassNode();
        node.name = "W";
        node.superName = "java/lang/Object";
        String descriptor = "(" + "I".repeat(words) + ")Ldev/bobbin/Async;";
        node.methods.add(new MethodNode(Opcodes.ACC_ABSTRACT, "f", descriptor, null, null));
        return new FindVirtualStarts(new ClassHeaders(n -> null), List.of(node)).declaredBy("W");
    }
}
