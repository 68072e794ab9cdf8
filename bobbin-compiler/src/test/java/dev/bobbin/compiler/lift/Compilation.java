package dev.bobbin.compiler.lift;

import dev.bobbin.compiler.Diagnostic;
import dev.bobbin.compiler.Options;
import dev.bobbin.compiler.Transformer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A library lifted and compiled.
 *
 * @param lifted before Bobbin's compiler has seen it
 * @param classes after it
 * @param refused methods that were left plain since the compiler refuses them, with its reason
 */
record Compilation(
        Library library, Options form, Lift.Result lifted, Map<String, byte[]> classes, Map<String, String> refused) {
    /** What a method can rightly be refused for; it has not been written with coroutines in mind. */
    private static final Set<String> LIMITS =
            Set.of("too-many-live-variables", "method-too-large", "object-under-construction");

    /** Compiles what has been lifted; if it must, lifts again with less. */
    static Compilation of(Library library, Options form, Lift.Result whole, long seed) {
        Map<String, String> refused = new TreeMap<>();
        Lift.Result lifted = whole;
        for (; ; ) {
            Map<String, byte[]> classes = new TreeMap<>(lifted.classes());
            String pace = Pace.class.getName().replace('.', '/');
            classes.put(pace, onClassPath(pace));
            Transformer.Result result = Transformer.transform(classes, Compilation::onClassPath, form);
            if (!result.hasErrors()) {
                return new Compilation(library, form, lifted, result.classes(), refused);
            }
            for (Diagnostic diagnostic : result.diagnostics()) {
                LiftedMethod method = lifted.byNumber(diagnostic.line());
                if (method == null || !LIMITS.contains(diagnostic.id())) {
                    throw new AssertionError(
                            library + ", " + form + ", seed " + seed + ": of " + method + ": " + diagnostic.render());
                }
                refused.put(method.key(), diagnostic.id() + ": " + diagnostic.message());
            }
            lifted = Lift.of(library, k -> !refused.containsKey(k), seed);
        }
    }

    private static byte[] onClassPath(String internalName) {
        try (var in = ClassLoader.getSystemResourceAsStream(internalName + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
