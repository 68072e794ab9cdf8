package dev.bobbin.compiler.verify;

import dev.bobbin.compiler.read.SuspensionPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What no emitted class may break: no suspension point is left that nobody has compiled, and synthetic code names nothing of
 * Bobbin but its ABI. (Types and stack are the JVM's to verify, at load; a test runs ASM's checker over the corpus.)
 */
public final class CheckEmitted {
    private CheckEmitted() {}

    /**
     * What is wrong with a class, for people; empty if nothing is.
     *
     * @param mayAwait methods that run on a stack, where suspension points are calls
     */
    public static List<String> problems(byte[] classFile, Predicate<MethodNode> mayAwait) {
        ClassNode node = new ClassNode(Opcodes.ASM9);
        new ClassReader(classFile).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        boolean companion = (node.access & Opcodes.ACC_SYNTHETIC) != 0;
        List<String> problems = new ArrayList<>();
        for (MethodNode method : node.methods) {
            for (AbstractInsnNode insn : method.instructions) {
                if (insn instanceof MethodInsnNode call) {
                    if (SuspensionPoints.isAwait(call) && !mayAwait.test(method)) {
                        problems.add(method.name + " still calls await() itself");
                    } else if (companion && isForeign(call.owner) && !call.name.equals("<init>")) {
                        problems.add(method.name + " calls " + call.owner + "." + call.name);
                    }
                } else if (companion && insn instanceof FieldInsnNode access && isForeign(access.owner)) {
                    problems.add(method.name + " uses " + access.owner + "." + access.name);
                }
            }
        }
        return problems;
    }

    /** Of the core, and not of its ABI. */
    private static boolean isForeign(String owner) {
        String packageName = owner.substring(0, owner.lastIndexOf('/') + 1);
        return packageName.equals("dev/bobbin/") || packageName.equals("dev/bobbin/spi/");
    }
}
