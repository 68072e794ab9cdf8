package dev.bobbin.compiler.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.compiler.Snippet;
import dev.bobbin.compiler.read.ClassHeaders.Header;
import dev.bobbin.compiler.read.ClassHeaders.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

final class ClassHeadersTest {
    private static final Snippet SNIPPET = Snippet.of("""
            interface I {}
            interface J extends I, Runnable {}
            interface K extends I {}
            abstract class A extends ArrayList<String> implements J {
                Async<String> f(int x) { return done(""); }
                void g(dev.bobbin.abi.Context c) {}
                int h() { return 1; }
            }
            abstract class B extends A implements K {}
            class Plain { Async2 f() { return null; } }
            class Async2 {}
            """);

    private final List<String> asked = new ArrayList<>();
    private final ClassHeaders headers = new ClassHeaders(name -> {
        asked.add(name);
        return SNIPPET.classFiles().get(name);
    });

    @Test
    void find_aClassOfTheCompilation_saysWhatMatters() {
        Header header = headers.find("A");
        assertThat(header.superName()).isEqualTo("java/util/ArrayList");
        assertThat(header.interfaces()).containsExactly("J");
        assertThat(header.isInterface()).isFalse();
        assertThat(header.access() & Opcodes.ACC_ABSTRACT).isNotZero();
        assertThat(header.methods())
                .containsExactly(
                        new Method(0, "f", "(I)Ldev/bobbin/Async;"), new Method(0, "g", "(Ldev/bobbin/abi/Context;)V"));
        assertThat(header.declares("f", "(I)Ldev/bobbin/Async;")).isTrue();
        assertThat(header.declares("f", "()Ldev/bobbin/Async;")).isFalse();
        assertThat(header.declares("g", "(I)Ldev/bobbin/Async;")).isFalse();
        assertThat(headers.find("J").isInterface()).isTrue();
        assertThat(headers.find("Plain").methods()).isEmpty();
    }

    @Test
    void find_askedTwice_readsOnce() {
        headers.find("A");
        headers.find("A");
        headers.find("Unknown");
        headers.find("Unknown");
        assertThat(asked).containsExactly("A", "Unknown");
    }

    @Test
    void find_whatIsNoClassFile_isNull() {
        assertThat(headers.find("Unknown")).isNull();
        assertThat(new ClassHeaders(name -> new byte[20]).find("X")).isNull();
    }

    @Test
    void find_aClassOfThePlatform_isNotReadFromAFile() {
        Header list = headers.find("java/util/ArrayList");
        assertThat(list.superName()).isEqualTo("java/util/AbstractList");
        assertThat(list.interfaces()).startsWith("java/util/List", "java/util/RandomAccess");
        assertThat(list.access() & Opcodes.ACC_PUBLIC).isNotZero();
        assertThat(list.methods()).isEmpty();
        assertThat(headers.find("java/lang/Object").superName()).isNull();
        assertThat(headers.find("java/lang/Runnable").isInterface()).isTrue();
        assertThat(headers.find("java/lang/NoSuchClass")).isNull();
        assertThat(asked).isEmpty();
    }

    @Test
    void find_aProtectedNestedClassOfThePlatform_isPublic() {
        int isProtected = headers.find("java/awt/Component$BltBufferStrategy").access();
        assertThat(isProtected & Opcodes.ACC_PROTECTED).isNotZero();
        assertThat(isProtected & Opcodes.ACC_PUBLIC).isNotZero();
        assertThat(headers.find("java/util/JumboEnumSet").access() & Opcodes.ACC_PUBLIC)
                .isZero();
    }

    @Test
    void supertypes_ofAClass_areTheSuperclassesThenTheInterfaces() {
        assertThat(headers.supertypes("B"))
                .filteredOn(type -> !type.equals("java/util/SequencedCollection")) // of JDK 21 and later
                .containsExactly(
                        "A",
                        "java/util/ArrayList",
                        "java/util/AbstractList",
                        "java/util/AbstractCollection",
                        "java/lang/Object",
                        "K",
                        "J",
                        "java/util/List",
                        "java/util/RandomAccess",
                        "java/lang/Cloneable",
                        "java/io/Serializable",
                        "java/util/Collection",
                        "I",
                        "java/lang/Runnable",
                        "java/lang/Iterable");
        assertThat(headers.supertypes("Unknown")).isEmpty();
    }

    @Test
    void supertypes_ofAHierarchyThatIsItsOwn_ends() {
        Map<String, byte[]> circle = Map.of("X", file("X", "Y"), "Y", file("Y", "X"));
        assertThat(new ClassHeaders(circle::get).supertypes("X")).containsExactly("Y", "X");
        Map<String, byte[]> unknown = Map.of("X", file("X", "gone/Up", "gone/I"));
        assertThat(new ClassHeaders(unknown::get).supertypes("X")).containsExactly("gone/Up", "gone/I");
    }

    private static byte[] file(String name, String superName, String... interfaces) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, superName, interfaces);
        return writer.toByteArray();
    }

    @Test
    void find_aDamagedClass_saysWhich() {
        byte[] cut = Arrays.copyOf(SNIPPET.classFiles().get("A"), 60);

        assertThatThrownBy(() -> new ClassHeaders(name -> cut).find("A"))
                .isInstanceOf(CorruptClassException.class)
                .hasMessageStartingWith("A: ");
        assertThat(new ClassHeaders(name -> new byte[20]).find("A")).isNull(); // no class file at all
    }
}
