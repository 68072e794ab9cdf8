package dev.bobbin.compiler.analysis;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.Refusal;
import dev.bobbin.compiler.read.Insns;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Where an Async is made and thrown away, so that nothing of it ever runs: mostly an await that was forgotten. */
public final class FindDropped {
    /** Bobbin's own, whose operations begin when they are awaited. */
    private static final Pattern OWN = Pattern.compile("dev/bobbin/(net/|io/)?[^/]+");

    private static final String RETURNS_ASYNC = ")L" + AbiNames.ASYNC + ";";

    private FindDropped() {}

    /** @param coroutines of the same compilation; a method that is none has run when it returns */
    public static List<Refusal> in(ClassNode owner, Predicate<CoroutineId> coroutines) {
        List<Refusal> dropped = new ArrayList<>();
        for (MethodNode method : owner.methods) {
            Insns insns = null;
            for (AbstractInsnNode insn : method.instructions) {
                if (!(insn instanceof MethodInsnNode call)
                        || !call.desc.endsWith(RETURNS_ASYNC)
                        || !isCold(call, coroutines)) {
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

    private static boolean isCold(MethodInsnNode call, Predicate<CoroutineId> coroutines) {
        return coroutines.test(new CoroutineId(call.owner, call.name, call.desc))
                || OWN.matcher(call.owner).matches() && !isValue(call);
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
