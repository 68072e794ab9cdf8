package dev.bobbin.compiler.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ModelTest {
    @Test
    void flag_ofEach_isItsNameOnTheCommandLine() {
        assertThat(Model.values())
                .extracting(Model::flag)
                .containsExactly("fused", "push", "pull", "embedded", "stackful");
        assertThat(Model.values())
                .allSatisfy(model -> assertThat(Model.named(model.flag())).isSameAs(model));
    }

    @Test
    void named_unknown_listsThoseThereAre() {
        assertThatThrownBy(() -> Model.named("swift"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown model 'swift': use one of fused, push, pull, embedded, stackful");
    }

    @Test
    void fusedAndPush_runOnTheStack() {
        assertThat(Model.values()).filteredOn(Model::runsOnStack).containsExactly(Model.FUSED, Model.PUSH);
    }
}
