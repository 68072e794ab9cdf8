package dev.bobbin.compiler.emit.push;

import dev.bobbin.compiler.emit.Emitter;
import dev.bobbin.compiler.emit.FieldRoom;
import dev.bobbin.compiler.emit.FrameClass;
import dev.bobbin.compiler.emit.RootClass;
import dev.bobbin.compiler.emit.StackForm;
import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.StateMachine;
import java.util.function.BiConsumer;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Start and resume form on the JVM's stack; each call that suspends has a frame object of its own. */
public final class PushEmitter implements Emitter {
    @Override
    public void methods(StateMachine machine, ClassVisitor owner) {
        StackForm.methods(machine, FieldRoom.ofFrame(machine), false, owner);
    }

    @Override
    public void companions(StateMachine machine, int version, BiConsumer<String, byte[]> classes) {
        CoroutineSignature signature = machine.signature();
        classes.accept(signature.root(), new Root(machine).write(version));
        if (machine.suspends()) {
            classes.accept(signature.frameName(), frame(machine, version));
        }
    }

    /** With {@code place(Context)}, as the method that saves expects it. */
    private static byte[] frame(StateMachine machine, int version) {
        CoroutineSignature signature = machine.signature();
        ClassWriter out = FrameClass.begin(machine, FieldRoom.ofFrame(machine), version);
        MethodVisitor m = out.visitMethod(
                Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                signature.prefix() + "place",
                "(" + AbiNames.CONTEXT_TYPE + ")L" + signature.frameName() + ";",
                null,
                null);
        m.visitCode();
        FrameClass.push(m, signature, 0);
        m.visitInsn(Opcodes.ARETURN);
        m.visitMaxs(0, 0);
        m.visitEnd();
        out.visitEnd();
        return out.toByteArray();
    }

    private static final class Root extends RootClass {
        Root(StateMachine machine) {
            super(machine);
        }

        @Override
        protected void begin(MethodVisitor m) {
            beginByStart(m);
        }
    }
}
