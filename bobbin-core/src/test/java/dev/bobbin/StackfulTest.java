package dev.bobbin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Where there are no stacks; what there is with them is tested in bobbin-loom. */
final class StackfulTest {
    @Test
    void stackful_withoutLoom_saysWhatToAdd() {
        assertThatThrownBy(() -> Coroutine.stackful((self, first) -> first))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no stackful coroutines: add bobbin-loom to the class path");
    }
}
