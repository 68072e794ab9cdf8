package dev.bobbin.compiler.report;

import java.util.List;

/**
 * The fields of an emitted class, from which a JVM's layout follows.
 *
 * @param role {@code root}, {@code frame}: what the emitter uses it for
 * @param className the internal name
 * @param layers its superclasses from the topmost below {@code Object} on, itself last; empty if one was not found
 */
public record ObjectShape(String role, String className, List<Layer> layers) {
    public ObjectShape {
        layers = List.copyOf(layers);
    }

    /** The instance fields that one class declares. */
    public record Layer(String className, List<Field> fields) {
        public Layer {
            fields = List.copyOf(fields);
        }
    }

    /** @param type as the source says it, with its package: {@code int}, {@code java.lang.Object} */
    public record Field(String name, String type) {}
}
