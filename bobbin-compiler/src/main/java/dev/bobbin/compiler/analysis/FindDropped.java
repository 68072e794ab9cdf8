package dev.bobbin.compiler.analysis;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.Refusal;
import dev.bobbin.compiler.read.Insns;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Where an Async is made and thrown away, so that nothing of it ever runs: mostly an await that was forgotten. */
public final class FindDropped {
    private static final String RETURNS_ASYNC = ")L" + AbiNames.ASYNC + ";";

    private FindDropped() {}

    public static List<Refusal> in(ClassNode owner) {
        List<Refusal> dropped = new ArrayList<>();
        for (MethodNode method : owner.methods) {
            Insns insns = null;
            for (AbstractInsnNode insn : method.instructions) {
                if (!(insn instanceof MethodInsnNode call) || !call.desc.endsWith(RETURNS_ASYNC) || isValue(call)) {
                    continue;
                }
                insns = insns == null ? new Insns(method) : insns;
                if (isDropped(insns.after(call))) {
                    dropped.add(new Refusal(
                            Insns.lineOf(call),
                            "dropped-async",
                            "nothing of " + simpleName(call.owner) + "." + call.name
                                    + "(...) runs here: it makes an Async, which is dropped",
                            "await() it, or spawn it in a scope; if it is meant not to run, leave the call out"));
                }
            }
        }
        return dropped;
    }

    /** Of a lambda that returns nothing, ecj leaves it on the stack. */
    private static boolean isDropped(@Nullable AbstractInsnNode next) {
        return next != null && (next.getOpcode() == Opcodes.POP || next.getOpcode() == Opcodes.RETURN);
    }

    /** {@code done(v)} and {@code failed(t)} have nothing to run. */
    private static boolean isValue(MethodInsnNode call) {
        return call.owner.equals(AbiNames.ASYNC) && (call.name.equals("done") || call.name.equals("failed"));
    }

    private static String simpleName(String internalName) {
        String name = Type.getObjectType(internalName).getClassName();
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }
}
