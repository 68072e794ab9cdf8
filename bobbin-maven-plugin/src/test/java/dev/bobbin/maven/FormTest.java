package dev.bobbin.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.compiler.Options;
import org.junit.jupiter.api.Test;

class FormTest {
    @Test
    void everyForm_isChosen_byItsName() {
        for (Options options : Options.forms()) {
            assertThat(Form.of(options.model().flag(), options.flatten())).isEqualTo(options);
        }
    }

    @Test
    void model_unknown_isRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> Form.of("swift", false))
                .hasMessage("unknown model 'swift': use one of fused, push, pull, embedded, stackful");
    }

    @Test
    void flatten_withoutEmbedded_isRefused() {
        assertThatThrownBy(() -> Form.of("pull", true))
                .hasMessageContaining("<flatten>")
                .hasMessageContaining("<model>embedded</model>")
                .hasMessageContaining("pull");
    }
}
