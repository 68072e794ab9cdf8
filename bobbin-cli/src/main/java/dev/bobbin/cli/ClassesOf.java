package dev.bobbin.cli;

import dev.bobbin.compiler.ClassSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The class files that a class loader would load, found without loading them. */
record ClassesOf(ClassLoader loader) implements ClassSource {
    @Override
    public byte @Nullable [] find(String internalName) {
        try (InputStream in = loader.getResourceAsStream(internalName + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
