package dev.bobbin.lab.ccall;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A function of {@code calls.c} by the Foreign Function API of JDK 22 and later, which is found by reflection, so that this loads on JDK 17 too. */
final class FfmCalls {
    private static @Nullable String library;

    private FfmCalls() {}

    /** Once in a JVM, before the first call. */
    static void load(String file) {
        library = file;
    }

    static long next(long x) {
        try {
            return (long) Function.NEXT.invokeExact(x);
        } catch (Throwable t) {
            throw new IllegalStateException("a function in C threw", t);
        }
    }

    /** A constant for the JIT. */
    private static final class Function {
        static final MethodHandle NEXT = find();

        private static MethodHandle find() {
            try {
                Class<?> arena = foreign("Arena");
                Class<?> linker = foreign("Linker");
                Class<?> layout = foreign("MemoryLayout");
                Class<?> lookup = foreign("SymbolLookup");
                Object always = arena.getMethod("global").invoke(null);
                Object symbols = lookup.getMethod("libraryLookup", String.class, arena)
                        .invoke(null, Objects.requireNonNull(library, "not loaded yet"), always);
                Object address = ((Optional<?>)
                                lookup.getMethod("find", String.class).invoke(symbols, "next"))
                        .orElseThrow(() -> new IllegalStateException("no function 'next' in " + library));
                Object number = foreign("ValueLayout").getField("JAVA_LONG").get(null);
                Object one = Array.newInstance(layout, 1);
                Array.set(one, 0, number);
                Object type = foreign("FunctionDescriptor")
                        .getMethod("of", layout, one.getClass())
                        .invoke(null, number, one);
                Object none = Array.newInstance(foreign("Linker$Option"), 0);
                Method downcall = linker.getMethod(
                        "downcallHandle", foreign("MemorySegment"), foreign("FunctionDescriptor"), none.getClass());
                Object own = linker.getMethod("nativeLinker").invoke(null);
                return (MethodHandle) downcall.invoke(own, address, type, none);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("the Foreign Function API comes with JDK 22", e);
            }
        }

        private static Class<?> foreign(String name) throws ClassNotFoundException {
            return Class.forName("java.lang.foreign." + name);
        }
    }
}
