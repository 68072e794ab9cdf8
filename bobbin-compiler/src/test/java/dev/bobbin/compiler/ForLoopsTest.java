package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Seq;
import dev.bobbin.compiler.ir.AbiNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

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
        assertThat(methods).hasSize(8);
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
        MethodNode loop = after.methods.stream()
                .filter(method -> method.name.equals("shortened"))
                .findFirst()
                .orElseThrow();
        List<Object> constants = new ArrayList<>();
        for (AbstractInsnNode insn : loop.instructions) {
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
        ClassWriter out = new ClassWriter(0);
        node.accept(out);
        return out.toByteArray();
    }

    /** What the compiler adds must not make a class too large that was not: here a method, or the constants, are full to the brim. */
    @ParameterizedTest
    @ValueSource(strings = {"code", "constants"})
    void loop_whereThereIsNoRoom_staysAsItWas(String what) {
        byte[] full = fullOf(what);
        assertThat(transformed(Map.of("Loops", full), Options.defaults())).containsEntry("Loops", full);
    }

    private static byte[] fullOf(String what) {
        int fits = 0;
        int tooMuch = 1 << 16;
        while (tooMuch - fits > 1) {
            int middle = (fits + tooMuch) / 2;
            try {
                with(what, middle);
                fits = middle;
            } catch (MethodTooLargeException | ClassTooLargeException e) {
                tooMuch = middle;
            }
        }
        return with(what, fits);
    }

    private static byte[] with(String what, int amount) {
        ClassNode node = node(withoutSequences());
        if (what.equals("constants")) {
            for (int i = 0; i < amount; i++) {
                node.fields.add(new FieldNode(Opcodes.ACC_STATIC, "f" + i, "I", null, null));
            }
        } else {
            fill(node, amount);
        }
        ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(out);
        return out.toByteArray();
    }

    /** So many bytes of code before a loop, few instructions. */
    private static void fill(ClassNode node, int bytes) {
        MethodNode loop = node.methods.stream()
                .filter(method -> method.name.equals("shortened"))
                .findFirst()
                .orElseThrow();
        LabelNode behind = new LabelNode();
        LabelNode[] cases = new LabelNode[1 + bytes / 4];
        Arrays.fill(cases, behind);
        InsnList code = new InsnList();
        code.add(new InsnNode(Opcodes.ICONST_0));
        code.add(new TableSwitchInsnNode(0, cases.length - 1, behind, cases));
        code.add(behind);
        code.add(new FrameNode(Opcodes.F_SAME, 0, null, 0, null));
        for (int i = 0; i < bytes % 4; i++) {
            code.add(new InsnNode(Opcodes.NOP));
        }
        loop.instructions.insert(code);
    }
}
