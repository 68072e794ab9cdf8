package dev.bobbin.compiler.emit;

import static dev.bobbin.compiler.ir.AbiNames.ABI;

import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.CoroutineSignature;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The static initialiser of every class whose objects hold a coroutine's state: it asks the runtime for the version of the
 * ABI that the coroutine was compiled for, before there is any such object.
 */
public final class VersionCheck {
    private VersionCheck() {}

    /** All of it. */
    public static void write(ClassVisitor out, CoroutineSignature signature) {
        end(begin(out, signature));
    }

    /** For what else is to be checked then. */
    static MethodVisitor begin(ClassVisitor out, CoroutineSignature signature) {
        MethodVisitor m = out.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        m.visitCode();
        Types.pushInt(m, AbiNames.VERSION);
        m.visitLdcInsn(signature.id().readable());
        m.visitMethodInsn(Opcodes.INVOKESTATIC, ABI, "require", "(ILjava/lang/String;)V", false);
        return m;
    }

    static void end(MethodVisitor m) {
        m.visitInsn(Opcodes.RETURN);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }
}
