package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Seq;
import dev.bobbin.compiler.ir.AbiNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Which loops ask for the next element or the end, and that they are otherwise what they were. What they do is SeqTest's to say. */
final class ForLoopsTest {
    private static final String SOURCE = """
            import dev.bobbin.*;
            import java.util.Iterator;
            import java.util.List;

            public class Loops {
                public static int shortened(Seq<String> seq) {
                    int length = 0;
                    for (String each : seq) {
                        length += each.length();
                    }
                    return length;
                }

                public static int shortened_byHand(Seq<String> seq) {
                    int length = 0;
                    Iterator<String> it = seq.iterator();
                    while (it.hasNext()) {
                        int next = it.next().length();
                        length += next;
                    }
                    return length;
                }

                public static int shortened_thatTakesOneAtMost(Seq<String> seq) {
                    for (String each : seq) {
                        return each.length();
                    }
                    return 0;
                }

                public static int shortened_inASequence(Seq<String> seq) {
                    return Seq.<Integer>of(y -> {
                        for (String each : seq) {
                            y.yield(each.length());
                        }
                    }).fold(0, Integer::sum);
                }

                public static String shortened_inAnExpression(Seq<String> seq) {
                    return "a" + seq.count() + switch (seq.joined("").length()) {
                        case 6 -> {
                            int length = 0;
                            for (String each : seq) {
                                length += each == null ? 100 : each.length();
                            }
                            yield length;
                        }
                        default -> -1;
                    };
                }

                public static int asItWas_withAnotherIterator(Seq<String> seq) {
                    int length = 0;
                    Iterator<String> it = seq.iterator();
                    while (it.hasNext()) {
                        String each = it.next();
                        length += each.length();
                        if (length == 4) {
                            it = List.of("gh").iterator();
                        }
                    }
                    return length;
                }

                public static int asItWas_ofAnyIterable(Seq<String> seq) {
                    Iterable<String> any = seq;
                    int length = 0;
                    for (String each : any) {
                        length += each.length();
                    }
                    return length;
                }

                public static int asItWas_ofNumbers(Seq<String> seq) {
                    int sum = 0;
                    for (var it = seq.mapToInt(String::length).iterator(); it.hasNext(); ) {
                        sum += it.nextInt();
                    }
                    return sum;
                }

                public static int asItWas_thatDoesMoreThanAsk(Seq<String> seq) {
                    int length = 0;
                    for (Iterator<String> it = seq.iterator(); it.hasNext() && length < 3; ) {
                        length += it.next().length();
                    }
                    return length;
                }
            }
            """;

    private static Map<String, byte[]> plain;

    @BeforeAll
    static void compile(@TempDir Path directory) throws Exception {
        plain = Javac.compile(List.of(Files.writeString(directory.resolve("Loops.java"), SOURCE)), 17, "-g");
    }

    private static Map<String, byte[]> transformed(Map<String, byte[]> classes, Options form) {
        Transformer.Result result = Transformer.transform(classes, Javac::onClassPath, form);
        assertThat(result.diagnostics()).isEmpty();
        return result.classes();
    }

    private static ClassNode node(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        return node;
    }

    private static MethodNode shortened(ClassNode node) {
        return node.methods.stream()
                .filter(method -> method.name.equals("shortened"))
                .findFirst()
                .orElseThrow();
    }

    /** The calls of iterators in a method and its lambdas, and of what they are compiled to. */
    private static List<String> asked(ClassNode node, String method) {
        List<String> asked = new ArrayList<>();
        for (MethodNode each : node.methods) {
            if (each.name.equals(method) || each.name.startsWith("lambda$" + method + "$")) {
                for (AbstractInsnNode insn : each.instructions) {
                    if (insn instanceof MethodInsnNode call
                            && (call.name.startsWith("next") || call.name.equals("hasNext"))) {
                        asked.add(call.name);
                    }
                }
            }
        }
        return asked;
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void loops_overSequences_areShortened_andNoOthers(Options form) {
        ClassNode before = node(plain.get("Loops"));
        ClassNode after = node(transformed(plain, form).get("Loops"));
        List<String> methods = before.methods.stream()
                .map(method -> method.name)
                .filter(name -> name.matches("(shortened|asItWas).*"))
                .toList();
        assertThat(methods).hasSize(9);
        for (String method : methods) {
            if (method.startsWith("shortened")) {
                assertThat(asked(before, method)).as(method).contains("hasNext", "next");
                assertThat(asked(after, method)).as(method).isNotEmpty().containsOnly(AbiNames.NEXT_OR_END);
            } else {
                assertThat(asked(after, method)).as(method).isEqualTo(asked(before, method));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void loops_compiled_giveWhatTheyGave(Options form) throws ReflectiveOperationException {
        Class<?> loops = World.ofCoroutines(transformed(plain, form), "NEVER", 0)
                .loader()
                .loadClass("Loops");
        for (var method : loops.getDeclaredMethods()) {
            if (method.getName().matches("(shortened|asItWas)\\w*")) {
                Object expected = method.getName().endsWith("Expression") ? "a36" : atMostOne(method.getName()) ? 3 : 6;
                assertThat(method.invoke(null, Seq.of("abc", "d", "ef")))
                        .as(method.getName())
                        .isEqualTo(expected);
            }
        }
    }

    private static boolean atMostOne(String method) {
        return method.endsWith("AtMost") || method.endsWith("Ask");
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void element_thatIsNull_isNamed_asWhatIsAskedFor(Options form) throws ReflectiveOperationException {
        Class<?> loops = World.ofCoroutines(transformed(plain, form), "NEVER", 0)
                .loader()
                .loadClass("Loops");
        assertThatThrownBy(() -> loops.getMethod("shortened", Seq.class).invoke(null, Seq.of("a", null)))
                .cause()
                .isInstanceOf(NullPointerException.class)
                .hasMessage("Cannot invoke \"String.length()\" because \"each\" is null");
        assertThatThrownBy(() -> loops.getMethod("shortened_byHand", Seq.class).invoke(null, Seq.of("a", null)))
                .cause()
                .isInstanceOf(NullPointerException.class)
                .hasMessage("Cannot invoke \"String.length()\" because the return value of"
                        + " \"dev.bobbin.SeqIterator.next$orEnd()\" is null");
    }

    /** A runtime from before there was such a method says so, and not that there is none. */
    @Test
    void loop_asksForTheVersion_thatItWasCompiledFor() {
        ClassNode after = node(transformed(plain, Options.defaults()).get("Loops"));
        List<Object> constants = new ArrayList<>();
        for (AbstractInsnNode insn : shortened(after).instructions) {
            if (insn instanceof MethodInsnNode call && call.name.equals("require")) {
                assertThat(call.owner).isEqualTo(AbiNames.ABI);
                constants.add(((LdcInsnNode) call.getPrevious()).cst);
                constants.add(((IntInsnNode) call.getPrevious().getPrevious()).operand);
            }
        }
        assertThat(constants).containsExactly("Loops", AbiNames.VERSION);
    }

    @Test
    void classes_compiledAgain_areAsTheyWere() {
        Map<String, byte[]> once = transformed(Map.of("Loops", withoutSequences()), Options.defaults());
        assertThat(once.get("Loops")).isNotEqualTo(withoutSequences());
        assertThat(transformed(once, Options.defaults()).get("Loops")).isEqualTo(once.get("Loops"));
    }

    /** Of a class that has nothing else to be compiled. */
    private static byte[] withoutSequences() {
        ClassNode node = node(plain.get("Loops"));
        node.methods.removeIf(method -> method.name.contains("inASequence"));
        return written(node);
    }

    /** Shapes that javac does not write. */
    static Stream<Arguments> otherShapes() {
        return Stream.of(
                shape("old class file", (node, method) -> node.version = Opcodes.V1_6),
                shape("first question to another variable", (node, method) -> load(method, 1).var = 0),
                shape("second question to another variable", (node, method) -> load(method, 2).var = 0),
                shape("the other way round", (node, method) -> jump(method).setOpcode(Opcodes.IFNE)),
                shape("entered behind the element", (node, method) -> {
                    AbstractInsnNode next = load(method, 2).getNext();
                    method.instructions.insert(next, new FrameNode(Opcodes.F_SAME, 0, null, 0, null));
                }),
                shape("entered between the questions", (node, method) -> {
                    LabelNode between = new LabelNode();
                    method.instructions.insert(jump(method), between);
                    method.instructions.add(new JumpInsnNode(Opcodes.GOTO, between));
                }),
                shape(
                        "another method",
                        (node, method) ->
                                ((MethodInsnNode) load(method, 1).getNext()).owner = "java/util/ListIterator"),
                shape("a large method", (node, method) -> {
                    for (int i = 0; i < 2_000; i++) {
                        method.instructions.insert(new InsnNode(Opcodes.NOP));
                    }
                }));
    }

    private static Arguments shape(String name, BiConsumer<ClassNode, MethodNode> change) {
        return Arguments.of(name, change);
    }

    /** Of the iterator. */
    private static VarInsnNode load(MethodNode method, int nth) {
        int found = 0;
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof VarInsnNode load
                    && load.getOpcode() == Opcodes.ALOAD
                    && load.var == 2
                    && ++found == nth) {
                return load;
            }
        }
        throw new AssertionError("no load");
    }

    private static JumpInsnNode jump(MethodNode method) {
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof JumpInsnNode jump && jump.getOpcode() == Opcodes.IFEQ) {
                return jump;
            }
        }
        throw new AssertionError("no jump");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherShapes")
    void loop_ofAnotherShape_staysAsItWas(String name, BiConsumer<ClassNode, MethodNode> change) {
        ClassNode node = node(plain.get("Loops"));
        node.methods.removeIf(method -> !method.name.equals("shortened"));
        byte[] shortened = written(node);
        assertThat(transformed(Map.of("Loops", shortened), Options.defaults()).get("Loops"))
                .isNotEqualTo(shortened);
        change.accept(node, node.methods.get(0));
        byte[] other = written(node);
        assertThat(transformed(Map.of("Loops", other), Options.defaults()).get("Loops"))
                .isEqualTo(other);
    }

    private static byte[] written(ClassNode node) {
        ClassWriter out = new ClassWriter(0);
        node.accept(out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("dev.bobbin.compiler.Options#forms")
    void loop_whereThereIsNoRoom_keepsNothingElseFromBeingCompiled(Options form) {
        byte[] full = FullClass.ofCode(plain.get("Loops"), "shortened");
        ClassNode after = node(transformed(Map.of("Loops", full), form).get("Loops"));
        assertThat(asked(after, "shortened")).containsExactly("hasNext", "next");
        assertThat(asked(after, "shortened_inASequence")).isNotEmpty();
    }

    /** What the compiler adds must not make a class too large that was not: here a method, or the constants, are full to the brim. */
    @ParameterizedTest
    @ValueSource(strings = {"code", "constants"})
    void loop_whereThereIsNoRoom_staysAsItWas(String what) {
        byte[] full = what.equals("code")
                ? FullClass.ofCode(withoutSequences(), "shortened")
                : FullClass.ofConstants(withoutSequences());
        assertThat(transformed(Map.of("Loops", full), Options.defaults())).containsEntry("Loops", full);
    }
}
