package dev.bobbin.compiler.read;

import static dev.bobbin.compiler.ir.AbiNames.ASYNC;
import static dev.bobbin.compiler.ir.AbiNames.SCOPE;
import static dev.bobbin.compiler.ir.AbiNames.TASK;

import dev.bobbin.compiler.ir.AbiNames;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Which instructions suspend, once {@link ResolveAwaits} has gone over them. */
public final class SuspensionPoints {
    private SuspensionPoints() {}

    /** {@code x.await()}. */
    public static boolean isAwait(AbstractInsnNode insn) {
        return insn instanceof MethodInsnNode call
                && call.getOpcode() == Opcodes.INVOKEVIRTUAL
                && call.name.equals("await")
                && call.desc.equals("()Ljava/lang/Object;")
                && isAsync(call.owner);
    }

    /** {@code Async::await} as a method reference. */
    public static boolean isAwait(Handle handle) {
        return handle.getName().equals("await") && isAsync(handle.getOwner());
    }

    /** {@code scope.close()}, written or implied by try-with-resources. */
    public static boolean isScopeClose(AbstractInsnNode insn) {
        return insn instanceof MethodInsnNode call
                && call.getOpcode() == Opcodes.INVOKEVIRTUAL
                && call.owner.equals(SCOPE)
                && call.name.equals("close")
                && call.desc.equals("()V");
    }

    public static boolean isSuspension(AbstractInsnNode insn) {
        return isAwait(insn) || isScopeClose(insn);
    }

    /** The call of a yield, or of a method that may yield, whose twin is awaited here; null if the await stands in the source. */
    public static @Nullable MethodInsnNode yieldOf(AbstractInsnNode insn) {
        return isAwait(insn) && insn.getPrevious() instanceof MethodInsnNode call && call.name.endsWith(AbiNames.TWIN)
                ? call
                : null;
    }

    /** Whether the method has one. */
    public static boolean in(MethodNode method) {
        for (AbstractInsnNode insn : method.instructions) {
            if (isSuspension(insn)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAsync(String owner) {
        return owner.equals(ASYNC) || owner.equals(TASK);
    }
}
