package dev.bobbin.maven;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

class RewriteMojoTest {
    private static final Path CLASSES = Path.of("target", "classes");

    private final Map<Object, Object> build = new HashMap<>();

    @Test
    void secondExecution_ofTheSameWish_isFine() throws Exception {
        RewriteMojo.refuseToAlternate(build, CLASSES, "fused");
        RewriteMojo.refuseToAlternate(build, CLASSES, "fused");
        RewriteMojo.refuseToAlternate(build, Path.of("target", "test-classes"), "pull");
    }

    @Test
    void secondExecution_ofAnotherWish_isRefused() throws Exception {
        RewriteMojo.refuseToAlternate(build, CLASSES, "fused");

        assertThatThrownBy(() -> RewriteMojo.refuseToAlternate(build, CLASSES, "pull"))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining(CLASSES.toString())
                .hasMessageContaining("@Model");
    }
}
