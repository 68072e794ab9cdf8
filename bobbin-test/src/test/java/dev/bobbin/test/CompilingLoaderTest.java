package dev.bobbin.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompilingLoaderTest {
    private static final Path CLASSES = Path.of("a place", "classes").toAbsolutePath();

    /** As JUnit's launcher has loaded it, and not the loader of this class: so it cannot be called but by reflection. */
    private static URL root(URL file, String name) throws ReflectiveOperationException {
        Method root =
                Class.forName("dev.bobbin.test.CompilingLoader").getDeclaredMethod("root", URL.class, String.class);
        root.setAccessible(true);
        return (URL) root.invoke(null, file, name);
    }

    /** The last is what a URL writes in another way, on whichever system. */
    @ParameterizedTest
    @ValueSource(strings = {"Main", "shop/Shop", "shop/till/Till$Drawer", "shop/Two Words"})
    void root_ofAClass_isWhereItsNameBegins(String name) throws Exception {
        URL file = CLASSES.resolve(name + ".class").toUri().toURL();

        assertThat(root(file, name).toString()).isEqualTo(CLASSES.toUri().toURL() + "/");
    }
}
