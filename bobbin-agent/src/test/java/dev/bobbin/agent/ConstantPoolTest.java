package dev.bobbin.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class ConstantPoolTest {
    @Test
    void class_thatNamesOneOfBobbins_isFound() {
        assertThat(ConstantPool.mentionsBobbin(with(c -> c.newClass("dev/bobbin/Async"))))
                .isTrue();
        assertThat(ConstantPool.mentionsBobbin(with(c -> c.newClass("[Ldev/bobbin/Task;"))))
                .isTrue();
        assertThat(ConstantPool.mentionsBobbin(with(c -> c.newNameType("m", "(ILdev/bobbin/Scope;)V"))))
                .isTrue();
        assertThat(ConstantPool.mentionsBobbin(
                        with(c -> c.newUTF8("<T:Ljava/lang/Object;>(Ldev/bobbin/Async<TT;>;)V"))))
                .isTrue();
    }

    @Test
    void class_thatNamesNone_isPassed() {
        assertThat(ConstantPool.mentionsBobbin(with(c -> {
                    c.newConst(1L);
                    c.newConst(2.0);
                    c.newConst(3);
                    c.newConst(4f);
                    c.newConst("about dev/bobbin/Async");
                    c.newMethod("com/dev/bobbin/Async", "m", "(Lcom/dev/bobbin/Async;)Ldev/bobbins/X;", false);
                    c.newHandle(Opcodes.H_INVOKESTATIC, "A", "b", "()V", false);
                    c.newModule("m");
                    c.newPackage("p");
                })))
                .isFalse();
    }

    @Test
    void bytes_thatAreNoClassFile_areTheCompilersToRefuse() {
        byte[] classFile = with(c -> {});
        assertThat(ConstantPool.mentionsBobbin(new byte[0])).isTrue();
        assertThat(ConstantPool.mentionsBobbin("not a class file".getBytes())).isTrue();
        assertThat(ConstantPool.mentionsBobbin(Arrays.copyOf(classFile, 20))).isTrue();
        classFile[10] = 99; // no such constant
        assertThat(ConstantPool.mentionsBobbin(classFile)).isTrue();
    }

    @Test
    void classes_ofTheJdk_arePassed() throws IOException {
        for (Class<?> type : List.of(String.class, Thread.class, List.class, ProcessHandle.class)) {
            try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
                assertThat(ConstantPool.mentionsBobbin(in.readAllBytes()))
                        .as("%s", type)
                        .isFalse();
            }
        }
    }

    private static byte[] with(Consumer<ClassWriter> constants) {
        ClassWriter out = new ClassWriter(0);
        out.visit(Opcodes.V17, Opcodes.ACC_SUPER, "com/acme/App", null, "java/lang/Object", null);
        constants.accept(out);
        out.visitEnd();
        return out.toByteArray();
    }
}
