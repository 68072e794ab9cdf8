package dev.bobbin.compiler.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.compiler.Snippet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;

final class ReadClassTest {
    private static final Snippet SNIPPET =
            Snippet.of("class C { int f(int a) { int b = 1; while (a > b) { b += b; } return b; } }");

    private static boolean mentions(String text) {
        return ReadClass.mentionsBobbin(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void mentionsBobbin_anywhere_isSeen() {
        assertThat(mentions("dev/bobbin/")).isTrue();
        assertThat(mentions("xxdev/bobbin/")).isTrue();
        assertThat(mentions("xdev/bobbin/Async")).isTrue();
        assertThat(mentions("dedev/bobbin/")).isTrue();
        assertThat(mentions("dev/bobbin")).isFalse();
        assertThat(mentions("dev/bobbinx")).isFalse();
        assertThat(mentions("xdev/bobbin")).isFalse();
        assertThat(mentions("")).isFalse();
    }

    @Test
    void hasMagic_eachByte_matters() {
        byte[] fine = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 61, 0, 1, 0};
        assertThat(ReadClass.hasMagic(fine)).isTrue();
        assertThat(ReadClass.hasMagic(Arrays.copyOf(fine, 10))).isFalse();
        assertThat(ReadClass.hasMagic(new byte[0])).isFalse();
        for (int i = 0; i < 4; i++) {
            byte[] damaged = fine.clone();
            damaged[i]++;
            assertThat(ReadClass.hasMagic(damaged)).as("%s", i).isFalse();
        }
    }

    @Test
    void read_aClass_hasExpandedFrames() {
        ClassNode node = ReadClass.read("C", SNIPPET.classFiles().get("C"));
        assertThat(node.name).isEqualTo("C");
        for (var insn : Snippet.method(node, "f").instructions) {
            if (insn instanceof FrameNode frame) {
                assertThat(frame.type).isEqualTo(-1);
                assertThat(frame.local).hasSize(3);
            }
        }
    }

    @Test
    void read_damagedBytes_saysSo() {
        assertThatThrownBy(() -> ReadClass.read("C", new byte[12]))
                .isInstanceOf(CorruptClassException.class)
                .hasMessage("C: not a class file, or a damaged one")
                .hasCauseInstanceOf(RuntimeException.class);
        byte[] future = SNIPPET.classFiles().get("C").clone();
        future[6] = 1;
        assertThatThrownBy(() -> ReadClass.read("C", future))
                .isInstanceOf(CorruptClassException.class)
                .hasMessageContaining("Unsupported class file version");
    }

    @Test
    void constants_ofAClass_areThoseOfItsPoolAndOne() {
        byte[] bytes = SNIPPET.classFiles().get("C");

        assertThat(ReadClass.constants(bytes)).isEqualTo((bytes[8] & 0xFF) << 8 | bytes[9] & 0xFF);
    }

    @Test
    void read_anotherClassThanAskedFor_saysWhich() {
        assertThatThrownBy(() -> ReadClass.read("D", SNIPPET.classFiles().get("C")))
                .isInstanceOf(CorruptClassException.class)
                .hasMessage("D: holds another class, C")
                .extracting(e -> ((CorruptClassException) e).className(), e -> ((CorruptClassException) e).reason())
                .containsExactly("D", "holds another class, C");
    }

    @Test
    void read_namesThatNoFileCanHave_areRefused() {
        ClassNode source = SNIPPET.node("C");
        source.sourceFile = "C\n.java";
        assertRefused("C", source);
        ClassNode method = SNIPPET.node("C");
        Snippet.method(method, "f").name = "f\0";
        assertRefused("C", method);
        ClassNode owner = SNIPPET.node("C");
        owner.name = "C\0";
        assertRefused("C\0", owner);
        ClassNode unknown = SNIPPET.node("C");
        unknown.sourceFile = null;
        assertThat(ReadClass.read("C", written(unknown)).sourceFile).isNull();
    }

    private static void assertRefused(String name, ClassNode node) {
        assertThatThrownBy(() -> ReadClass.read(name, written(node)))
                .isInstanceOf(CorruptClassException.class)
                .hasMessage(name + ": a name in it has control characters");
    }

    private static byte[] written(ClassNode node) {
        ClassWriter writer = new ClassWriter(0);
        node.accept(writer);
        return writer.toByteArray();
    }
}
