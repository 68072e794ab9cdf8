package dev.bobbin.compiler.read;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.Model;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** The model that {@code @Model} names, on the method or on its class. */
public final class ChosenModel {
    private ChosenModel() {}

    /**
     * Null if neither names one: the build decides.
     *
     * @throws CorruptClassException if it is none that is known
     */
    public static @Nullable Model of(ClassNode owner, MethodNode method) {
        String byMethod = in(method.invisibleAnnotations);
        String name = byMethod == null ? in(owner.invisibleAnnotations) : byMethod;
        if (name == null) {
            return null;
        }
        for (Model model : Model.values()) {
            if (model.name().equals(name)) {
                return model;
            }
        }
        throw new CorruptClassException(
                owner.name, "@Model names " + name + ", and this version of Bobbin has no such model", null);
    }

    private static @Nullable String in(@Nullable List<AnnotationNode> annotations) {
        if (annotations == null) {
            return null;
        }
        for (AnnotationNode annotation : annotations) {
            if (annotation.desc.equals(AbiNames.MODEL_TYPE)
                    && annotation.values != null
                    && annotation.values.get(1) instanceof String[] constant) {
                return constant[1];
            }
        }
        return null;
    }
}
