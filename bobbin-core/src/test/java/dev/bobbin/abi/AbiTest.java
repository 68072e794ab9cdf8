package dev.bobbin.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AbiTest {
    @Test
    void require_ofEachVersionSinceTheOldest_passes() {
        assertThat(Abi.OLDEST).isBetween(1, Abi.VERSION);
        for (int version = Abi.OLDEST; version <= Abi.VERSION; version++) {
            int compiledFor = version;
            assertThatCode(() -> Abi.require(compiledFor, "App.total")).doesNotThrowAnyException();
        }
    }

    @Test
    void require_ofANewerVersion_asksForANewerRuntime() {
        assertThatThrownBy(() -> Abi.require(Abi.VERSION + 1, "App.total"))
                .isInstanceOf(LinkageError.class)
                .hasMessage("App.total was compiled by Bobbin for ABI version " + (Abi.VERSION + 1)
                        + ", this runtime has version " + Abi.VERSION
                        + ": run it with bobbin-core and bobbin-runtime as new as the Bobbin that compiled it");
    }

    @Test
    void require_ofAVersionNoLongerKnown_asksForTransformingAgain() {
        assertThatThrownBy(() -> Abi.require(Abi.OLDEST - 1, "App.total"))
                .isInstanceOf(LinkageError.class)
                .hasMessage("App.total was compiled by Bobbin for ABI version " + (Abi.OLDEST - 1)
                        + ", this runtime has version " + Abi.VERSION + " and runs what was compiled for " + Abi.OLDEST
                        + " or later: transform it again with the Bobbin it runs with");
    }
}
