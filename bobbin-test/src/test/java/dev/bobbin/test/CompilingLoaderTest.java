package dev.bobbin.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompilingLoaderTest {
    private static final Path CLASSES = Path.of("a place", "classes").toAbsolutePath();

    /** The last is what a URL writes in another way, on whichever system. */
    @ParameterizedTest
    @ValueSource(strings = {"Main", "shop/Shop", "shop/till/Till$Drawer", "shop/Two Words"})
    void root_ofAClass_isWhereItsNameBegins(String name) throws Exception {
        URL file = CLASSES.resolve(name + ".class").toUri().toURL();

        assertThat(CompilingLoader.root(file, name).toString())
                .isEqualTo(CLASSES.toUri().toURL() + "/");
    }
}
