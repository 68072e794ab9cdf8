package dev.bobbin.compiler.read;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.Model;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** The model that {@code @Model} names, on the method or on its class. */
final class ChosenModel {
    private ChosenModel() {}

    static Model of(ClassNode owner, MethodNode method, Model otherwise) {
        Model byMethod = in(method.invisibleAnnotations);
        if (byMethod != null) {
            return byMethod;
        }
        Model byClass = in(owner.invisibleAnnotations);
        return byClass == null ? otherwise : byClass;
    }

    private static @Nullable Model in(@Nullable List<AnnotationNode> annotations) {
        if (annotations == null) {
            return null;
        }
        for (AnnotationNode annotation : annotations) {
            if (annotation.desc.equals(AbiNames.MODEL_TYPE)
                    && annotation.values != null
                    && annotation.values.get(1) instanceof String[] constant) {
                return Model.valueOf(constant[1]);
            }
        }
        return null;
    }
}
