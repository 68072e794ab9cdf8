package dev.bobbin.compiler;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Where the compiler looks up classes that it does not transform, the program's class path. */
@FunctionalInterface
public interface ClassSource {
    /** The class file, or null if there is none. */
    byte @Nullable [] find(String internalName);

    /**
     * The class files that a class loader would load, found without loading them.
     *
     * <p>{@link #find} throws an {@link UncheckedIOException} where one cannot be read.
     */
    static ClassSource of(ClassLoader loader) {
        return name -> {
            try (InputStream in = loader.getResourceAsStream(name + ".class")) {
                return in == null ? null : in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
