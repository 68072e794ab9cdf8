package dev.bobbin.compiler.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.ClassSource;
import dev.bobbin.compiler.Options;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The fuzzer can fail: compilers with a mistake are found out, by a small program. */
final class FuzzerTest {
    private static final int PROGRAMS = 200;
    private static final int MOST_LINES = 30;

    /** What a compiler might do wrong to the code that it emits. */
    enum Mistake {
        ARITHMETIC {
            @Override
            boolean in(MethodNode method) {
                return replaceAll(method, i -> i.getOpcode() == Opcodes.IADD, Opcodes.ISUB);
            }
        },
        LOST_SIDE_EFFECT {
            @Override
            boolean in(MethodNode method) {
                return replaceAll(
                        method,
                        i -> i instanceof MethodInsnNode call
                                && call.name.equals("log")
                                && call.owner.equals("fuzz/Pace")
                                && call.desc.equals("(J)J"),
                        Opcodes.NOP);
            }
        },
        /** Where a suspended coroutine takes back what it had saved. */
        LOST_VARIABLE {
            @Override
            boolean in(MethodNode method) {
                return method.name.contains("resume")
                        && replaceAll(
                                method,
                                i -> i.getOpcode() == Opcodes.ISTORE
                                        && i.getPrevious() instanceof MethodInsnNode call
                                        && !call.owner.equals("dev/bobbin/abi/Context")
                                        && call.getOpcode() == Opcodes.INVOKEINTERFACE,
                                Opcodes.POP);
            }
        };

        abstract boolean in(MethodNode method);

        private static boolean replaceAll(MethodNode method, Predicate<AbstractInsnNode> which, int by) {
            boolean changed = false;
            for (AbstractInsnNode insn : method.instructions.toArray()) {
                if (which.test(insn)) {
                    if (by == Opcodes.POP) { // the variable keeps 0 instead
                        method.instructions.insertBefore(insn, new InsnNode(Opcodes.POP));
                        method.instructions.insertBefore(insn, new InsnNode(Opcodes.ICONST_0));
                    } else {
                        method.instructions.set(insn, new InsnNode(by));
                    }
                    changed = true;
                }
            }
            return changed;
        }
    }

    @ParameterizedTest
    @EnumSource
    void mistake_ofACompiler_isFoundAndShrunk(Mistake mistake) throws Exception {
        // given
        Batch.Compiler wrong = (some, classPath, form) -> make(mistake, some, classPath, form);

        // when
        List<Failure> failures = new Fuzzer(7, 0, PROGRAMS, 4, 1, wrong).run();

        // then
        assertThat(failures).hasSize(1);
        String source = failures.get(0).program().source();
        assertThat(source.lines().filter(line -> !line.isBlank() && !line.startsWith("import")))
                .hasSizeLessThan(MOST_LINES);
    }

    @Test
    void program_ofASeed_isAlwaysTheSame() {
        assertThat(Generator.program(11, 17).source())
                .isEqualTo(Generator.program(11, 17).source());
    }

    @Test
    void program_tooLargeInOneForm_isLeftOut() throws Exception {
        // given
        Program large = Generator.program(12, 17);
        Batch batch = new Batch((some, classPath, form) -> {
            if (some.containsKey(large.name()) && form.equals(Options.defaults())) {
                throw new TooLarge("a method passes 64 KB");
            }
            return Batch.real(some, classPath, form);
        });

        // when
        List<Failure> failures = batch.compare(List.of(large, Generator.program(13, 17)), Setup.of(0), 0);

        // then
        assertThat(failures).isEmpty();
        assertThat(batch.leftOut()).isEqualTo(1);
    }

    private static Map<String, byte[]> make(
            Mistake mistake, Map<String, byte[]> some, ClassSource classPath, Options form) {
        Map<String, byte[]> wrong = new TreeMap<>(Batch.real(some, classPath, form));
        wrong.replaceAll((name, bytes) -> name.startsWith("fuzz/") ? bytes : make(mistake, bytes));
        return wrong;
    }

    private static byte[] make(Mistake mistake, byte[] bytes) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, 0);
        boolean changed = false;
        for (MethodNode method : node.methods) {
            changed |= mistake.in(method);
        }
        if (!changed) {
            return bytes;
        }
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }
}
