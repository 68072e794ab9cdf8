package dev.bobbin.compiler.read;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The code of lambdas, and where objects are made of it. */
public final class FindLambdas {
    private FindLambdas() {}

    /** Whether it is the code of a lambda of the class. */
    public static boolean isLambda(ClassNode owner, MethodNode method) {
        return method.name.startsWith("lambda$") && (method.access & Opcodes.ACC_SYNTHETIC) != 0
                || isOfKotlin(owner, method);
    }

    /** Kotlin's compiler calls it after the function that it stands in, and does not mark it. */
    private static boolean isOfKotlin(ClassNode owner, MethodNode method) {
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC;
        return (method.access & access) == access
                && method.name.contains("$lambda$")
                && madeOf(owner, method).stream()
                        .anyMatch(made -> made.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory"));
    }

    /** The instructions of the class that make a functional interface of the method. */
    public static List<InvokeDynamicInsnNode> madeOf(ClassNode owner, MethodNode lambda) {
        List<InvokeDynamicInsnNode> found = new ArrayList<>();
        for (MethodNode method : owner.methods) {
            for (AbstractInsnNode insn : method.instructions) {
                if (insn instanceof InvokeDynamicInsnNode dynamic && refersTo(dynamic, owner, lambda)) {
                    found.add(dynamic);
                }
            }
        }
        return found;
    }

    private static boolean refersTo(InvokeDynamicInsnNode dynamic, ClassNode owner, MethodNode method) {
        for (Object argument : dynamic.bsmArgs) {
            if (argument instanceof Handle handle
                    && handle.getName().equals(method.name)
                    && handle.getOwner().equals(owner.name)
                    && handle.getDesc().equals(method.desc)) {
                return true;
            }
        }
        return false;
    }
}
