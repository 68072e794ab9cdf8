package dev.bobbin.compiler.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.Snippet;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

final class ImpliedVersionTest {
    private static final Snippet SNIPPET = Snippet.of("""
            class Stored extends ArrayList<String> { int x; }
            class Other extends ArrayList<String> { int y; }
            class Says extends ArrayList<String> { private static final long serialVersionUID = 4; }
            class Field implements java.io.Serializable { long other; }
            class Plain {}
            interface Face extends java.io.Serializable {}
            enum Choice { A }
            """);

    private static Long implied(String name) {
        return SerialVersion.implied(SNIPPET.node(name), new ClassHeaders(SNIPPET::find));
    }

    @Test
    void implied_bySerializableClassesAlone_isAHashOfTheirMembers() {
        assertThat(implied("Stored")).isNotNull().isNotZero().isNotEqualTo(implied("Other"));
        assertThat(implied("Field")).isNotNull();
        assertThat(implied("Says")).isNull();
        assertThat(implied("Plain")).isNull();
        assertThat(implied("Face")).isNull();
        assertThat(implied("Choice")).isNull();
    }

    @Test
    void declare_aVersion_writesTheField() {
        ClassNode node = new ClassNode();
        node.fields = new ArrayList<>();
        boolean[] ended = new boolean[1];
        SerialVersion.declare(7, new ClassVisitor(Opcodes.ASM9, node) {
            @Override
            public FieldVisitor visitField(int a, String n, String d, String s, Object v) {
                return new FieldVisitor(Opcodes.ASM9, super.visitField(a, n, d, s, v)) {
                    @Override
                    public void visitEnd() {
                        ended[0] = true;
                    }
                };
            }
        });
        assertThat(node.fields).hasSize(1);
        assertThat(node.fields.get(0).name + node.fields.get(0).desc).isEqualTo("serialVersionUIDJ");
        assertThat(node.fields.get(0).value).isEqualTo(7L);
        assertThat(node.fields.get(0).access)
                .isEqualTo(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC);
        assertThat(ended[0]).isTrue();
    }
}
