package dev.bobbin.compiler.yields;

import static dev.bobbin.compiler.ir.AbiNames.ASYNC;
import static dev.bobbin.compiler.ir.AbiNames.ASYNC_TYPE;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.read.Methods;
import dev.bobbin.compiler.read.SuspensionPoints;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The twin of a method that takes a yielder: its body as that of a coroutine. A call that may yield becomes a call of that one's twin,
 * awaited on the spot; a {@code return} returns {@code done(...)}.
 */
final class Twins {
    private Twins() {}

    /**
     * @param owner the method's class, by internal name
     * @param onStack whether the method may await: then so does the twin, which takes the stack of whoever runs it along
     */
    static MethodNode of(String owner, MethodNode method, boolean onStack) {
        MethodNode twin = Methods.copy(method);
        twin.name = method.name + AbiNames.TWIN;
        twin.desc = Yielders.twinDescriptor(method.desc);
        twin.signature = null;
        twin.access = (method.access | Opcodes.ACC_SYNTHETIC) & ~(Opcodes.ACC_BRIDGE | Opcodes.ACC_VARARGS);
        if ((method.access & Opcodes.ACC_ABSTRACT) != 0) {
            missing(twin, method.name);
            return twin;
        }
        if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0 && !mayYield(method)) {
            callOf(owner, method, twin);
            return twin;
        }
        Type result = Type.getReturnType(method.desc);
        for (AbstractInsnNode insn : twin.instructions.toArray()) {
            if (insn instanceof MethodInsnNode call && Yielders.isYieldOrCallOfTaker(call)) {
                awaited(twin.instructions, call);
            } else if (onStack && SuspensionPoints.isAwait(insn)) {
                twin.instructions.set(
                        insn,
                        new MethodInsnNode(
                                Opcodes.INVOKESTATIC,
                                AbiNames.ABI,
                                "awaitOnStack",
                                "(" + AbiNames.AWAITABLE_TYPE + ")Ljava/lang/Object;",
                                false));
            } else if (insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN) {
                twin.instructions.insertBefore(insn, done(result));
                twin.instructions.set(insn, new InsnNode(Opcodes.ARETURN));
            }
        }
        return twin;
    }

    private static boolean mayYield(MethodNode method) {
        for (AbstractInsnNode insn : method.instructions) {
            if (Yielders.isYieldOrCallOfTaker(insn)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The lock of a method is taken by whoever calls it, and a coroutine's code is in a method of another name that nobody calls with a lock. Who
     * yields with one is refused; who does not may as well be called.
     */
    private static void callOf(String owner, MethodNode method, MethodNode twin) {
        boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
        twin.access &= ~Opcodes.ACC_SYNCHRONIZED;
        twin.instructions.clear();
        twin.tryCatchBlocks.clear();
        twin.localVariables = null;
        twin.visibleLocalVariableAnnotations = null;
        twin.invisibleLocalVariableAnnotations = null;
        int local = 0;
        if (!isStatic) {
            twin.visitVarInsn(Opcodes.ALOAD, local++);
        }
        for (Type parameter : Type.getArgumentTypes(method.desc)) {
            twin.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), local);
            local += parameter.getSize();
        }
        twin.visitMethodInsn( // of this class: an override has a twin of its own
                isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL, owner, method.name, method.desc, false);
        twin.instructions.add(done(Type.getReturnType(method.desc)));
        twin.visitInsn(Opcodes.ARETURN);
    }

    private static void awaited(InsnList code, MethodInsnNode call) {
        Type result = Type.getReturnType(call.desc);
        MethodNode after = new MethodNode();
        after.visitMethodInsn(Opcodes.INVOKEVIRTUAL, ASYNC, "await", "()Ljava/lang/Object;", false);
        if (result.getSort() == Type.VOID) {
            after.visitInsn(Opcodes.POP);
        } else if (Boxes.isPrimitive(result)) {
            Boxes.unbox(after, result);
        } else if (!result.getInternalName().equals("java/lang/Object")) {
            after.visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
        }
        code.insert(call, after.instructions);
        code.set(
                call,
                new MethodInsnNode(
                        call.getOpcode(),
                        call.owner,
                        call.name + AbiNames.TWIN,
                        Yielders.twinDescriptor(call.desc),
                        call.itf));
    }

    private static InsnList done(Type result) {
        MethodNode code = new MethodNode();
        if (result.getSort() == Type.VOID) {
            code.visitMethodInsn(Opcodes.INVOKESTATIC, ASYNC, "done", "()" + ASYNC_TYPE, false);
        } else {
            if (Boxes.isPrimitive(result)) {
                Boxes.box(code, result);
            }
            code.visitMethodInsn(Opcodes.INVOKESTATIC, ASYNC, "done", "(Ljava/lang/Object;)" + ASYNC_TYPE, false);
        }
        return code.instructions;
    }

    /** Whoever implements the method without having been transformed has this twin. */
    private static void missing(MethodNode twin, String name) {
        twin.access &= ~Opcodes.ACC_ABSTRACT;
        twin.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
        twin.instructions.add(new LdcInsnNode(name));
        twin.instructions.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                AbiNames.YIELDS,
                AbiNames.MISSING,
                "(Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/Object;",
                false));
        twin.instructions.add(new TypeInsnNode(Opcodes.CHECKCAST, ASYNC));
        twin.instructions.add(new InsnNode(Opcodes.ARETURN));
    }
}
