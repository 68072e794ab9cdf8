package dev.bobbin.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompilingLoaderTest {
    private static final Path CLASSES = Path.of("a place", "classes").toAbsolutePath();

    /** The last is what a URL writes in another way, on whichever system. */
    @ParameterizedTest
    @ValueSource(strings = {"Main.class", "shop/Shop.class", "shop/till/Till$Drawer.class", "shop/Two Words.class"})
    void root_ofAClassFile_isWhereItsNameBegins(String path) throws Exception {
        assertThat(CompilingLoader.root(CLASSES.resolve(path).toUri().toURL(), path)
                        .toString())
                .isEqualTo(CLASSES.toUri().toURL() + "/");
    }
}
