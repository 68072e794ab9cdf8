package dev.bobbin.compiler.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.Snippet;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ByteVector;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

class FindDamageTest {
    private static final Snippet SNIPPET = Snippet.of("""
            class C {
                int f(int x, String s) {
                    long y = x;
                    return s.length() + (int) y;
                }
                abstract static class Empty { abstract void g(); }
            }
            """);

    private static byte[] fine() {
        return SNIPPET.classFiles().get("C").clone();
    }

    private static byte[] written(ClassNode node) {
        ClassWriter writer = new ClassWriter(0);
        node.accept(writer);
        return writer.toByteArray();
    }

    @Test
    void classFile_intact_isFine() {
        SNIPPET.classFiles()
                .values()
                .forEach(bytes -> assertThat(FindDamage.in(bytes)).isNull());
    }

    @Test
    void nameThatIsMissing_isSaid() {
        byte[] bytes = fine();
        ClassReader reader = new ClassReader(bytes);
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at > 0 && bytes[at - 1] == 12) { // a name and a type
                bytes[at] = 0;
                bytes[at + 1] = 0;
            }
        }

        assertThat(FindDamage.in(bytes))
                .startsWith("a damaged class file: Invalid ")
                .contains("name");
    }

    @Test
    void bytesThatEndTooEarly_areSaid() {
        byte[] bytes = fine();

        assertThat(FindDamage.in(Arrays.copyOf(bytes, bytes.length / 2))).isNotBlank();
    }

    @Test
    void codeThatDoesNotFit_isSaid() {
        ClassNode node = SNIPPET.node("C");
        MethodNode method = Snippet.method(node, "f");
        for (AbstractInsnNode insn : method.instructions) {
            if (insn.getOpcode() == Opcodes.IRETURN) {
                method.instructions.set(insn, new InsnNode(Opcodes.FRETURN));
            }
        }

        assertThat(FindDamage.in(written(node))).startsWith("the code of f does not verify: ");
    }

    @Test
    void variableBeyondTheRoomForThem_isSaid() {
        ClassNode node = SNIPPET.node("C");
        MethodNode method = Snippet.method(node, "f");
        method.localVariables.get(0).index = method.maxLocals;

        assertThat(FindDamage.in(written(node))).isEqualTo("the variables of f are more than it has room for");
        method.localVariables.get(0).index = method.maxLocals - 1;
        assertThat(FindDamage.in(written(node))).isNull();
        method.localVariables = List.of();
        assertThat(FindDamage.in(written(node))).isNull();
    }

    @Test
    void attributeWithoutAName_isSaid() {
        // given: an attribute of the class is what the file ends with, six bytes when it is empty
        ClassWriter writer = new ClassWriter(0);
        SNIPPET.node("C").accept(writer);
        writer.visitAttribute(new Attribute("Odd") {
            @Override
            protected ByteVector write(ClassWriter w, byte[] code, int length, int stack, int locals) {
                return new ByteVector();
            }
        });
        byte[] bytes = writer.toByteArray();
        bytes[bytes.length - 6] = 0;
        bytes[bytes.length - 5] = 0;

        assertThat(FindDamage.in(bytes)).isNotBlank();
    }
}
