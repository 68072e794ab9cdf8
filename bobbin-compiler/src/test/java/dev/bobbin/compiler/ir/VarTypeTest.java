package dev.bobbin.compiler.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.TypeInsnNode;

final class VarTypeTest {
    private static VarType of(String descriptor) {
        return VarType.of(Type.getType(descriptor));
    }

    @Test
    void of_smallPrimitives_isInt() {
        for (String descriptor : "Z B C S I".split(" ")) {
            assertThat(of(descriptor)).as(descriptor).isEqualTo(VarType.INT);
        }
    }

    @Test
    void of_otherTypes_isTheirOwn() {
        assertThat(of("F")).isEqualTo(VarType.FLOAT);
        assertThat(of("J")).isEqualTo(VarType.LONG);
        assertThat(of("D")).isEqualTo(VarType.DOUBLE);
        assertThat(of("La/B;")).isEqualTo(VarType.ref("a/B"));
        assertThat(of("[[I")).isEqualTo(VarType.ref("[[I"));
        assertThat(VarType.OBJECT).isEqualTo(of("Ljava/lang/Object;"));
    }

    @Test
    void size_ofEachType_isItsWords() {
        assertThat(VarType.LONG.getSize()).isEqualTo(2);
        assertThat(VarType.DOUBLE.getSize()).isEqualTo(2);
        for (VarType one : new VarType[] {VarType.TOP, VarType.INT, VarType.FLOAT, VarType.NULL, VarType.OBJECT}) {
            assertThat(one.getSize()).as("%s", one).isEqualTo(1);
        }
    }

    @Test
    void isStored_nothingAndNull_isFalse() {
        assertThat(VarType.TOP.isStored()).isFalse();
        assertThat(VarType.NULL.isStored()).isFalse();
        assertThat(VarType.INT.isStored()).isTrue();
        assertThat(VarType.OBJECT.isStored()).isTrue();
    }

    @Test
    void slotKind_ofEachType_isByItsSize() {
        assertThat(VarType.INT.slotKind()).isEqualTo(SlotKind.INT);
        assertThat(VarType.FLOAT.slotKind()).isEqualTo(SlotKind.INT);
        assertThat(VarType.LONG.slotKind()).isEqualTo(SlotKind.LONG);
        assertThat(VarType.DOUBLE.slotKind()).isEqualTo(SlotKind.LONG);
        assertThat(VarType.OBJECT.slotKind()).isEqualTo(SlotKind.REF);
        assertThatThrownBy(VarType.UNINITIALIZED_THIS::slotKind)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("UNINITIALIZED_THIS");
    }

    @Test
    void uninitialized_ofTwoCreations_differs() {
        TypeInsnNode one = new TypeInsnNode(Opcodes.NEW, "A");
        TypeInsnNode other = new TypeInsnNode(Opcodes.NEW, "A");
        assertThat(VarType.uninitialized(one)).isEqualTo(VarType.uninitialized(one));
        assertThat(VarType.uninitialized(one)).isNotEqualTo(VarType.uninitialized(other));
        assertThat(VarType.uninitialized(one).creation()).isSameAs(one);
        assertThat(VarType.uninitialized(one).tag()).isEqualTo(VarType.Tag.UNINITIALIZED);
    }
}
