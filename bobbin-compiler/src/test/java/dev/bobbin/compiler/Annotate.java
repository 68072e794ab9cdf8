package dev.bobbin.compiler;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.Model;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Puts {@code @Model} where a source could have it, so that one source serves for all models. */
final class Annotate {
    private Annotate() {}

    static byte[] classes(byte[] classFile, Model model) {
        ClassNode node = read(classFile);
        node.invisibleAnnotations = with(node.invisibleAnnotations, model);
        return write(node);
    }

    /** The methods in turn, the first by {@code odd}; so that the two models meet within a class, too. */
    static byte[] methods(byte[] classFile, Model odd, Model even) {
        ClassNode node = read(classFile);
        boolean isOdd = true;
        for (MethodNode method : node.methods) {
            method.invisibleAnnotations = with(method.invisibleAnnotations, isOdd ? odd : even);
            isOdd = !isOdd;
        }
        return write(node);
    }

    private static ClassNode read(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        return node;
    }

    private static byte[] write(ClassNode node) {
        ClassWriter out = new ClassWriter(0);
        node.accept(out);
        return out.toByteArray();
    }

    private static List<AnnotationNode> with(List<AnnotationNode> others, Model model) {
        AnnotationNode annotation = new AnnotationNode(AbiNames.MODEL_TYPE);
        annotation.visitEnum("value", "Ldev/bobbin/Model$Kind;", model.name());
        List<AnnotationNode> all = others == null ? new ArrayList<>() : new ArrayList<>(others);
        all.add(annotation);
        return all;
    }
}
