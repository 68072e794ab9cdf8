package dev.bobbin.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParamTest {
    @Test
    void of_pairs_keepsOrderAndSpelling() {
        Param param = Param.of("depth=3,locals=4").with("compact", "yes");

        assertThat(param)
                .hasToString("depth=3,locals=4,compact=yes")
                .isEqualTo(Param.of("depth=3,locals=4,compact=yes"));
        assertThat(param.number("depth")).isEqualTo(3);
        assertThat(param.number("locals")).isEqualTo(4);
        assertThat(param.is("compact", "yes")).isTrue();
        assertThat(param.has("inline")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "=3", "depth=", "depth=3,", "depth 3", "depth=3,compact", "compact", "depth=3=4", "Depth=3"})
    void of_anythingElse_isRefusedByName(String text) {
        assertThatThrownBy(() -> Param.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("param '" + text + "'");
    }

    @Test
    void of_oneNameTwice_isRefused() {
        assertThatThrownBy(() -> Param.of("depth=1,depth=2")).hasMessageContaining("depth is given twice");
    }

    @Test
    void number_ofWhatIsMissingOrAWord_isRefused() {
        assertThatThrownBy(() -> Param.of("depth=1").number("compact")).hasMessageContaining("has no compact");
        assertThatThrownBy(() -> Param.of("inline=no").number("inline")).hasMessageContaining("not a number");
    }
}
