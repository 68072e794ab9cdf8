package dev.bobbin.compiler.ir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SlotCountTest {
    private static final SlotCount A = new SlotCount(1, 5, 3);
    private static final SlotCount B = new SlotCount(10, 2, 7);

    @Test
    void of_eachKind_isItsNumber() {
        assertThat(A.of(SlotKind.INT)).isEqualTo(1);
        assertThat(A.of(SlotKind.LONG)).isEqualTo(5);
        assertThat(A.of(SlotKind.REF)).isEqualTo(3);
    }

    @Test
    void plus_another_addsKindByKind() {
        assertThat(A.plus(B)).isEqualTo(new SlotCount(11, 7, 10));
        assertThat(A.plus(SlotCount.NONE)).isEqualTo(A);
    }

    @Test
    void max_another_isTheLargerOfEachKind() {
        assertThat(A.max(B)).isEqualTo(new SlotCount(10, 5, 7));
        assertThat(B.max(A)).isEqualTo(new SlotCount(10, 5, 7));
    }

    @Test
    void plusOne_eachKind_changesThatOneOnly() {
        assertThat(A.plusOne(SlotKind.INT)).isEqualTo(new SlotCount(2, 5, 3));
        assertThat(A.plusOne(SlotKind.LONG)).isEqualTo(new SlotCount(1, 6, 3));
        assertThat(A.plusOne(SlotKind.REF)).isEqualTo(new SlotCount(1, 5, 4));
    }

    @Test
    void bytes_ofSlots_areEightForALongAndFourElse() {
        assertThat(A.bytes()).isEqualTo(4 + 40 + 12);
        assertThat(SlotCount.NONE.bytes()).isZero();
    }
}
