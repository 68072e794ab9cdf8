package dev.bobbin.compiler.emit;

import static dev.bobbin.compiler.ir.AbiNames.ASYNC_TYPE;
import static dev.bobbin.compiler.ir.AbiNames.ON_STACK;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.SlotCount;
import dev.bobbin.compiler.read.Methods;
import java.util.ArrayList;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A coroutine whose code stays as it is: it moves to a static method beside the entry, and a class keeps the arguments until it is
 * awaited.
 */
final class StackfulForm {
    private StackfulForm() {}

    /** The coroutine's code, into the class that it was written in. */
    static void code(MethodNode method, CoroutineSignature signature, ClassVisitor owner) {
        int access = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC | (method.access & Opcodes.ACC_STRICT);
        if (signature.isInterface() || signature.isPublic()) {
            access |= Opcodes.ACC_PUBLIC;
        }
        boolean locksItsObject = !signature.isStatic() && (method.access & Opcodes.ACC_SYNCHRONIZED) != 0;
        if (!locksItsObject) {
            access |= method.access & Opcodes.ACC_SYNCHRONIZED;
            copy(method, access, signature.onStackName(), signature.onStackDescriptor(), owner);
            return;
        }
        String locking = signature.onStackName() + "$locking";
        copy(
                method,
                Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_SYNCHRONIZED,
                locking,
                method.desc,
                owner);
        MethodVisitor m = owner.visitMethod(access, signature.onStackName(), signature.onStackDescriptor(), null, null);
        m.visitCode();
        Types.loadParameters(m, signature.onStackDescriptor());
        m.visitMethodInsn(Opcodes.INVOKESPECIAL, signature.id().owner(), locking, method.desc, false);
        m.visitInsn(Opcodes.ARETURN);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }

    private static void copy(MethodNode method, int access, String name, String descriptor, ClassVisitor owner) {
        MethodNode copy = Methods.copy(method);
        MethodNode code = new MethodNode(Opcodes.ASM9, access, name, descriptor, null, null);
        code.instructions = copy.instructions;
        code.tryCatchBlocks = copy.tryCatchBlocks;
        code.localVariables = copy.localVariables == null ? null : new ArrayList<>(copy.localVariables);
        if (code.localVariables != null && (access & Opcodes.ACC_STATIC) != 0) {
            code.localVariables.forEach(variable -> variable.name = WriteTables.nameInStatic(variable));
        }
        code.maxStack = copy.maxStack;
        code.maxLocals = copy.maxLocals;
        for (AbstractInsnNode call : FailedCloses.of(code)) {
            code.instructions.set(
                    call,
                    new MethodInsnNode(
                            Opcodes.INVOKESTATIC,
                            AbiNames.ABI,
                            "suppress",
                            "(Ljava/lang/Throwable;Ljava/lang/Throwable;)V",
                            false));
        }
        code.accept(owner);
    }

    /** The class of what a call of the coroutine evaluates to. */
    static byte[] root(CoroutineSignature signature, int version) {
        Arguments arguments = new Arguments(signature);
        FieldRoom room = new FieldRoom(signature.root(), SlotCount.NONE, "", "", null);
        ClassWriter out = new ClassFile();
        out.visit(
                version,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                signature.root(),
                null,
                ON_STACK,
                null);
        FieldRoom.declare(out, Opcodes.ACC_SYNTHETIC, arguments.count());
        VersionCheck.write(out, signature);

        MethodVisitor make = out.visitMethod(0, "<init>", signature.constructorDescriptor(), null, null);
        make.visitCode();
        make.visitVarInsn(Opcodes.ALOAD, 0);
        make.visitMethodInsn(Opcodes.INVOKESPECIAL, ON_STACK, "<init>", "()V", false);
        arguments.store(make, room, 1);
        make.visitInsn(Opcodes.RETURN);
        end(make);

        MethodVisitor body = out.visitMethod(Opcodes.ACC_PROTECTED, "body", "()" + ASYNC_TYPE, null, null);
        body.visitCode();
        arguments.load(body, room);
        body.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                signature.id().owner(),
                signature.onStackName(),
                signature.onStackDescriptor(),
                signature.isInterface());
        body.visitInsn(Opcodes.ARETURN);
        end(body);

        MethodVisitor name = out.visitMethod(Opcodes.ACC_PROTECTED, "coroutine", "()Ljava/lang/String;", null, null);
        name.visitCode();
        name.visitLdcInsn(signature.id().readable());
        name.visitInsn(Opcodes.ARETURN);
        end(name);
        out.visitEnd();
        return out.toByteArray();
    }

    private static void end(MethodVisitor m) {
        m.visitMaxs(0, 0);
        m.visitEnd();
    }
}
