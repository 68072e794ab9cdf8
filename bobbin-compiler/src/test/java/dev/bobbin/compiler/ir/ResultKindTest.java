package dev.bobbin.compiler.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResultKindTest {
    @ParameterizedTest
    @CsvSource({
        "Integer, I, intValue, INT", "Long, J, longValue, LONG", "Float, F, floatValue, FLOAT",
        "Double, D, doubleValue, DOUBLE", "Boolean, Z, booleanValue, INT", "Byte, B, byteValue, INT",
        "Character, C, charValue, INT", "Short, S, shortValue, INT"
    })
    void boxedBy_aBox_isItsPrimitive(String box, String descriptor, String unbox, VarType.Tag tag) {
        ResultKind kind = ResultKind.boxedBy("java/lang/" + box);

        assertThat(kind).isEqualTo(new ResultKind(descriptor, "java/lang/" + box));
        assertThat(kind.isPrimitive()).isTrue();
        assertThat(kind.boxName()).isEqualTo("java/lang/" + box);
        assertThat(kind.boxDescriptor()).isEqualTo("(" + descriptor + ")Ljava/lang/" + box + ";");
        assertThat(kind.unboxName()).isEqualTo(unbox);
        assertThat(kind.type().tag()).isEqualTo(tag);
    }

    @Test
    void object_askedForItsBox_hasNone() {
        assertThat(ResultKind.OBJECT.isPrimitive()).isFalse();
        assertThat(ResultKind.OBJECT.type()).isEqualTo(VarType.OBJECT);
        assertThat(ResultKind.boxedBy("java/lang/String")).isNull();
        assertThatThrownBy(ResultKind.OBJECT::boxName).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(ResultKind.OBJECT::unboxName).isInstanceOf(IllegalStateException.class);
    }
}
