package dev.bobbin.compiler;

import org.jspecify.annotations.Nullable;

/** Where the compiler looks up classes that it does not transform, the program's class path. */
@FunctionalInterface
public interface ClassSource {
    /** The class file, or null if there is none. */
    byte @Nullable [] find(String internalName);
}
