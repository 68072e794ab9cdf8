package dev.bobbin.compiler.read;

import dev.bobbin.compiler.ir.AbiNames;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * javac names the static type of {@code x} in a call {@code x.await()}, which may be any subclass of {@code Async}. The
 * method is final, so the call means {@code Async.await}; here it is made to say so, and every later pass knows one name.
 */
public final class ResolveAwaits {
    private ResolveAwaits() {}

    /** @param superclass by internal name; null for what is not found, and for {@code Object} */
    public static void in(ClassNode owner, UnaryOperator<@Nullable String> superclass) {
        for (MethodNode method : owner.methods) {
            for (AbstractInsnNode insn : method.instructions) {
                if (insn instanceof MethodInsnNode call
                        && call.getOpcode() == Opcodes.INVOKEVIRTUAL
                        && call.name.equals("await")
                        && call.desc.equals("()Ljava/lang/Object;")
                        && isAsync(call.owner, superclass)) {
                    call.owner = AbiNames.ASYNC;
                }
            }
        }
    }

    private static boolean isAsync(String type, UnaryOperator<@Nullable String> superclass) {
        for (String t = type; t != null; t = superclass.apply(t)) {
            if (t.equals(AbiNames.ASYNC)) {
                return true;
            }
        }
        return false;
    }
}
