package dev.bobbin.compiler;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The worlds of the other tests are worth something: their classes pass the JVM's verifier, or do not load. */
final class WorldTest {
    @Test
    void classFile_thatDoesNotVerify_isRefusedInEveryWorld() {
        Map<String, byte[]> bad = Map.of("corpus/Bad", returnsAnIntAsAString());
        for (World world : new World[] {World.ofCoroutines(bad, "NEVER", 0), World.ofBlockingCode(bad)}) {
            assertThatThrownBy(() -> Class.forName("corpus.Bad", true, world.loader()))
                    .isInstanceOf(VerifyError.class)
                    .hasMessageContaining("areturn");
        }
    }

    @Test
    void classFile_whoseStackMapIsWrong_isRefusedInEveryWorld() {
        Map<String, byte[]> bad = Map.of("corpus/Bad", declaresAWrongStackMap());
        for (World world : new World[] {World.ofCoroutines(bad, "NEVER", 0), World.ofBlockingCode(bad)}) {
            assertThatThrownBy(() -> Class.forName("corpus.Bad", true, world.loader()))
                    .isInstanceOf(VerifyError.class)
                    .hasMessageContaining("stackmap");
        }
    }

    private static byte[] returnsAnIntAsAString() {
        return withMethod(m -> {
            m.visitInsn(Opcodes.ICONST_0);
            m.visitInsn(Opcodes.ARETURN);
        });
    }

    private static byte[] declaresAWrongStackMap() {
        return withMethod(m -> {
            Label end = new Label();
            m.visitInsn(Opcodes.ICONST_0);
            m.visitJumpInsn(Opcodes.IFEQ, end);
            m.visitLabel(end);
            m.visitFrame(Opcodes.F_NEW, 1, new Object[] {"java/lang/String"}, 0, new Object[0]);
            m.visitVarInsn(Opcodes.ALOAD, 0);
            m.visitInsn(Opcodes.ARETURN);
        });
    }

    private static byte[] withMethod(Consumer<MethodVisitor> code) {
        ClassWriter out = new ClassWriter(0);
        out.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "corpus/Bad", null, "java/lang/Object", null);
        MethodVisitor m = out.visitMethod(Opcodes.ACC_STATIC, "bad", "()Ljava/lang/String;", null, null);
        m.visitCode();
        code.accept(m);
        m.visitMaxs(1, 1);
        m.visitEnd();
        return out.toByteArray();
    }
}
