package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** Whatever is wrong with a class file: it is said of which, or the class is taken as it is, but the compiler does not break. */
final class DamagedClassTest {
    private static final int ROUNDS = Integer.getInteger("damage.rounds", 800);
    private static final long SEED = Long.getLong("bobbin.seed", 1);

    private static Map<String, byte[]> whole;

    @BeforeAll
    static void compile() {
        whole = new TreeMap<>(Javac.compile(Javac.sources(Javac.resources("corpus")), 17, "-g"));
        whole.putAll(Javac.compile(Map.of("Chosen.java", """
                        import dev.bobbin.*;
                        @Model(Model.Kind.PUSH)
                        class Chosen {
                            @Model(Model.Kind.PULL)
                            static Async<Integer> f(int x) { return Async.done(g(x).await() + 1); }
                            static Async<Integer> g(int x) { return Async.done(f(x).await() + 1); }
                        }
                        """), 17, "-g"));
    }

    /** What may happen to a file. Most of it leaves a class file that can be read. */
    private enum Accident {
        BIT((bytes, random) -> {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            return bytes;
        }),
        BYTE((bytes, random) -> {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            return bytes;
        }),
        ZERO((bytes, random) -> {
            int at = random.nextInt(bytes.length - 1);
            bytes[at] = 0;
            bytes[at + 1] = 0;
            return bytes;
        }),
        SMALL((bytes, random) -> {
            int at = random.nextInt(bytes.length - 1);
            bytes[at] = 0;
            bytes[at + 1] = (byte) random.nextInt(); // an index into the constant pool, as like as not
            return bytes;
        }),
        LOST((bytes, random) -> {
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + 1 + random.nextInt(8));
            byte[] shorter = new byte[bytes.length - (to - from)];
            System.arraycopy(bytes, 0, shorter, 0, from);
            System.arraycopy(bytes, to, shorter, from, bytes.length - to);
            return shorter;
        }),
        MOVED((bytes, random) -> {
            int length = 1 + random.nextInt(8);
            int from = random.nextInt(bytes.length - length);
            int to = random.nextInt(bytes.length - length);
            System.arraycopy(bytes.clone(), from, bytes, to, length);
            return bytes;
        });

        final BiFunction<byte[], Random, byte[]> on;

        Accident(BiFunction<byte[], Random, byte[]> on) {
            this.on = on;
        }
    }

    static List<Options> forms() {
        return Options.forms();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void classFile_damagedAnywhere_isRefusedOrTaken(Options form) {
        List<String> names = new ArrayList<>(whole.keySet());
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Random random =
                    new Random(SEED * 1_000_003 + i * 31L + form.toString().hashCode());
            String name = names.get(random.nextInt(names.size()));
            Accident accident = Accident.values()[random.nextInt(Accident.values().length)];
            byte[] damaged = accident.on.apply(whole.get(name).clone(), random);
            Map<String, byte[]> classes = new TreeMap<>(around(name));
            classes.put(name, damaged);

            try {
                Transformer.Result result = Transformer.transform(classes, DamagedClassTest::find, form);
                Transformer.inspect(i % 10 == 0 ? classes : Map.of(), DamagedClassTest::find, List.of(form));

                refused += result.hasErrors() ? 1 : 0;
                assertThat(result.diagnostics())
                        .allSatisfy(d -> assertThat(List.of(d.file(), d.message(), d.remedy()))
                                .allSatisfy(text -> assertThat(text).isNotBlank()));
            } catch (RuntimeException | Error e) {
                fail("round %d: %s in %s".formatted(i, accident, name), e);
            }
        }
        assertThat(refused).isGreaterThan(ROUNDS / 10);
    }

    /** Its outermost class and all in it: what is compiled together when one of them is. */
    private static Map<String, byte[]> around(String name) {
        String outermost = name.split("\\$")[0];
        Map<String, byte[]> classes = new TreeMap<>();
        whole.forEach((other, bytes) -> {
            if (other.split("\\$")[0].equals(outermost)) {
                classes.put(other, bytes);
            }
        });
        return classes;
    }

    private static byte[] find(String name) {
        byte[] found = whole.get(name);
        return found == null ? Javac.onClassPath(name) : found;
    }

    @Test
    void classOnTheClassPath_damaged_isNamed() {
        // given
        Map<String, byte[]> classes = Javac.compile(Map.of("C.java", """
                        import dev.bobbin.Async;
                        class C extends P {
                            Async<Integer> f() { return Async.done(g().await()); }
                        }
                        class P extends Q { Async<Integer> g() { return Async.done(1); } }
                        class Q { Async<Integer> h() { return Async.done(1); } }
                        """), 17, "-g");
        byte[] cut = Arrays.copyOf(classes.get("Q"), classes.get("Q").length / 2);

        // when
        Transformer.Result result = Transformer.transform(
                Map.of("C", classes.get("C"), "P", classes.get("P")),
                name -> name.equals("Q") ? cut : Javac.onClassPath(name),
                Options.defaults());

        // then
        assertThat(result.diagnostics())
                .extracting(Diagnostic::file, Diagnostic::id)
                .containsExactly(tuple("Q.class", "corrupt-class"));
    }

    @Test
    void nameWithControlCharacters_isRefused() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "C", null, "java/lang/Object", null);
        writer.visitField(Opcodes.ACC_PUBLIC, "async", "Ldev/bobbin/Async;", null, null);
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, "f\0", "()V", null, null);

        Transformer.Result result =
                Transformer.transform(Map.of("C", writer.toByteArray()), Javac::onClassPath, Options.defaults());

        assertThat(result.diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("a name in it has control characters");
    }

    @Test
    void mistakeOfOurs_withNothingDamaged_isThrownOn() {
        RuntimeException ours = new IllegalStateException("a bug");

        RuntimeException thrown = null;
        try {
            Damage.blamed(
                    whole,
                    () -> {
                        throw ours;
                    },
                    diagnostics -> diagnostics);
        } catch (IllegalStateException e) {
            thrown = e;
        }

        assertThat(thrown).isSameAs(ours);
    }
}
