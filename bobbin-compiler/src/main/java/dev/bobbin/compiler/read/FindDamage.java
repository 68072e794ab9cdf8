package dev.bobbin.compiler.read;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicVerifier;
import org.objectweb.asm.util.CheckClassAdapter;

/** What is wrong with a class file whose parts can all be found: names, descriptors, operands, and kinds of values on the stack. */
public final class FindDamage {
    private FindDamage() {}

    /** In words; null if nothing is. Stricter than the JVM, which does not look at what only tools read. */
    public static @Nullable String in(byte[] classFile) {
        ClassNode node = new ClassNode(Opcodes.ASM9);
        try {
            new ClassReader(classFile).accept(new CheckClassAdapter(node, false), ClassReader.EXPAND_FRAMES);
            ClassWriter again = new ClassWriter(0);
            node.accept(again);
            new ClassReader(again.toByteArray()).accept(new ClassNode(), 0);
        } catch (RuntimeException e) { // what ASM throws on damage is not specified
            return e.getMessage() == null ? ReadClass.DAMAGED : "a damaged class file: " + e.getMessage();
        }
        return node.methods.stream()
                .map(method -> in(node.name, method))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String in(String owner, MethodNode method) {
        if (method.localVariables != null
                && method.localVariables.stream().anyMatch(variable -> variable.index >= method.maxLocals)) {
            return "the variables of " + method.name + " are more than it has room for";
        }
        try {
            new Analyzer<>(new BasicVerifier()).analyze(owner, method);
            return null;
        } catch (AnalyzerException e) {
            return "the code of " + method.name + " does not verify: " + e.getMessage();
        }
    }
}
