package dev.bobbin.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.compiler.ir.VarType;
import dev.bobbin.compiler.read.ClassHeaders;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

final class AccessibleTypesTest {
    private final Map<String, byte[]> classes = new HashMap<>();
    private int lookups;
    private final AccessibleTypes types = new AccessibleTypes(new ClassHeaders(name -> {
        lookups++;
        return classes.get(name);
    }));

    AccessibleTypesTest() {
        add("p/Open", Opcodes.ACC_PUBLIC, "java/lang/Object");
        add("p/Hidden", 0, "p/Open");
        add("p/Deeper", 0, "p/Hidden");
        add("p/Root", 0, "java/lang/Object");
        add("Unnamed", 0, "p/Open");
        add("p/Below", Opcodes.ACC_PUBLIC, "p/Hidden");
        add("p/Lowest", 0, "p/Below");
        add("p/Face", Opcodes.ACC_INTERFACE, "java/lang/Object");
    }

    private void add(String name, int access, String superName) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, access, name, null, superName, null);
        classes.put(name, writer.toByteArray());
    }

    private String nearest(String name, String fromPackage) {
        VarType type = types.nearest(VarType.ref(name), fromPackage);
        assertThat(type.tag()).isEqualTo(VarType.Tag.REF);
        return type.name();
    }

    @Test
    void nearest_ofAHiddenClass_isItsNearestPublicSuperclass() {
        assertThat(nearest("p/Open", "q")).isEqualTo("p/Open");
        assertThat(nearest("p/Hidden", "q")).isEqualTo("p/Open");
        assertThat(nearest("p/Deeper", "q")).isEqualTo("p/Open");
        assertThat(nearest("p/Root", "q")).isEqualTo("java/lang/Object");
    }

    @Test
    void nearest_inItsOwnPackage_isTheClassItself() {
        assertThat(nearest("p/Deeper", "p")).isEqualTo("p/Deeper");
        assertThat(nearest("Unnamed", "")).isEqualTo("Unnamed");
        assertThat(nearest("Unnamed", "p")).isEqualTo("p/Open");
        assertThat(nearest("p/Hidden", "")).isEqualTo("p/Open");
    }

    @Test
    void nearest_askedAgainFromAnotherPackage_isNotThatOfTheFirst() {
        assertThat(nearest("p/Hidden", "q")).isEqualTo("p/Open");
        assertThat(nearest("p/Hidden", "p")).isEqualTo("p/Hidden");
        int before = lookups;
        assertThat(nearest("p/Hidden", "q")).isEqualTo("p/Open");
        assertThat(lookups).isEqualTo(before);
    }

    @Test
    void nearest_ofAnUnknownClass_isTheClassItself() {
        assertThat(nearest("x/Unknown", "q")).isEqualTo("x/Unknown");
    }

    @Test
    void nearest_ofArrays_isOfTheirElements() {
        assertThat(nearest("[Lp/Hidden;", "q")).isEqualTo("[Lp/Open;");
        assertThat(nearest("[[Lp/Hidden;", "q")).isEqualTo("[[Lp/Open;");
        assertThat(nearest("[[Lp/Hidden;", "p")).isEqualTo("[[Lp/Hidden;");
        assertThat(nearest("[[I", "q")).isEqualTo("[[I");
        assertThat(nearest("[J", "q")).isEqualTo("[J");
    }

    private boolean isOutOfReach(String value, String wanted) {
        return types.isOutOfReach(VarType.ref(value), VarType.ref(wanted), "q");
    }

    @Test
    void isOutOfReach_ofAHiddenClass_whereTheNearestTypeIsAboveIt() {
        assertThat(isOutOfReach("p/Hidden", "p/Hidden")).isTrue();
        assertThat(isOutOfReach("p/Deeper", "p/Hidden")).isTrue();
        assertThat(isOutOfReach("[Lp/Deeper;", "[Lp/Hidden;")).isTrue();
        assertThat(isOutOfReach("p/Hidden", "p/Open")).isFalse();
        assertThat(isOutOfReach("p/Hidden", "java/lang/Object")).isFalse();
        assertThat(isOutOfReach("p/Below", "p/Hidden")).isFalse();
        assertThat(isOutOfReach("p/Lowest", "p/Hidden")).isFalse();
        assertThat(isOutOfReach("p/Root", "p/Face")).isFalse();
        assertThat(isOutOfReach("[Lp/Root;", "[Lp/Face;")).isFalse();
        assertThat(types.isOutOfReach(VarType.ref("p/Deeper"), VarType.ref("p/Hidden"), "p"))
                .isFalse();
        assertThat(types.isOutOfReach(VarType.INT, VarType.INT, "q")).isFalse();
    }

    @Test
    void nearest_ofOtherThanReferences_isTheSame() {
        assertThat(types.nearest(VarType.INT, "q")).isSameAs(VarType.INT);
        assertThat(types.nearest(VarType.NULL, "q")).isSameAs(VarType.NULL);
        assertThat(types.nearest(VarType.TOP, "q")).isSameAs(VarType.TOP);
    }

    @Test
    void nearest_ofHiddenPlatformTypes_isTheirNearestPublicSuperclass() {
        assertThat(nearest("java/util/AbstractList", "q")).isEqualTo("java/util/AbstractList");
        assertThat(nearest("java/util/JumboEnumSet", "q")).isEqualTo("java/util/EnumSet");
        assertThat(nearest("java/util/zip/ZipConstants", "q")).isEqualTo("java/lang/Object"); // an interface
    }
}
