package dev.bobbin.compiler.emit.pull;

import static dev.bobbin.compiler.ir.AbiNames.CONTEXT_TYPE;

import dev.bobbin.compiler.emit.Code;
import dev.bobbin.compiler.emit.Emitter;
import dev.bobbin.compiler.emit.RewriteClass;
import dev.bobbin.compiler.emit.RootClass;
import dev.bobbin.compiler.emit.WriteBody;
import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.StateMachine;
import java.util.Map;
import java.util.function.BiConsumer;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** One poll form; each call is an object, polled from the root through an interface. */
public final class PullEmitter implements Emitter {
    private final Map<CoroutineId, StateMachine> all;

    /** @param all those of the whole compilation, which call each other directly */
    public PullEmitter(Map<CoroutineId, StateMachine> all) {
        this.all = all;
    }

    @Override
    public void methods(StateMachine machine, ClassVisitor owner) {
        CoroutineSignature signature = machine.signature();
        MethodVisitor poll = RewriteClass.bodyMethod(
                machine, signature.pollName(), signature.resumeDescriptor(signature.frameName()), owner);
        WriteBody.of(new PullForm(machine, all), new Code(machine), poll);
    }

    @Override
    public void companions(StateMachine machine, int version, BiConsumer<String, byte[]> classes) {
        CoroutineSignature signature = machine.signature();
        classes.accept(signature.root(), new Root(machine).write(version));
        if (machine.suspends()) {
            classes.accept(signature.frameName(), CallObject.write(machine, version));
        }
    }

    private static final class Root extends RootClass {
        Root(StateMachine machine) {
            super(machine);
        }

        @Override
        protected void begin(MethodVisitor m) {
            if (!machine.suspends()) {
                beginByStart(m);
                return;
            }
            String call = signature.frameName();
            arguments.load(m, ownSlots());
            m.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    call,
                    CallObject.factory(signature),
                    CallObject.factoryDescriptor(signature),
                    false);
            m.visitVarInsn(Opcodes.ALOAD, 1);
            m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, call, "resume", "(" + CONTEXT_TYPE + ")V", false);
            m.visitInsn(Opcodes.RETURN);
        }
    }
}
