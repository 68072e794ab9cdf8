package dev.bobbin.compiler.emit.fused;

import static dev.bobbin.compiler.ir.AbiNames.CONTEXT;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT_TYPE;

import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.Saved;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.ir.VarType;
import java.util.Arrays;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The method that stores what lives on at one suspension: finds room, fills the slots, notes the state. It stands apart
 * from the start and resume forms, which both call it, so that they stay small enough for the JIT to inline.
 *
 * <p>Its parameters are the operand stack as it lies there, then the live locals, then the context.
 */
final class EmitSave {
    private EmitSave() {}

    static String name(CoroutineSignature signature, Suspension s) {
        return signature.id().name() + signature.suffix() + "$save" + s.state();
    }

    static String descriptor(Suspension s) {
        StringBuilder d = new StringBuilder("(");
        s.stack().forEach(type -> d.append(parameter(type)));
        for (Saved saved : s.saved()) {
            if (!saved.onStack()) {
                d.append(parameter(saved.type()));
            }
        }
        return d.append(CONTEXT_TYPE).append(")V").toString();
    }

    private static String parameter(VarType type) {
        return switch (type.tag()) {
            case INT -> "I";
            case FLOAT -> "F";
            case LONG -> "J";
            case DOUBLE -> "D";
            default -> "Ljava/lang/Object;";
        };
    }

    static void emit(StateMachine machine, Suspension s, ClassVisitor owner) {
        CoroutineSignature signature = machine.signature();
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
        MethodVisitor m = owner.visitMethod(access, name(signature, s), descriptor(s), null, null);
        Label start = new Label();
        Label end = new Label();
        m.visitCode();
        m.visitTryCatchBlock(start, end, end, "java/lang/Throwable");
        m.visitLabel(start);
        int context = s.words();
        int state = context + 1;
        m.visitVarInsn(Opcodes.ALOAD, context);
        m.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                signature.stateName(),
                signature.prefix() + "place",
                "(" + CONTEXT_TYPE + ")Ljava/lang/Object;",
                true);
        m.visitVarInsn(Opcodes.ASTORE, state);
        int parameter = 0;
        for (int place = 0; place < s.stack().size(); place++) {
            VarType type = s.stack().get(place);
            for (Saved saved : s.saved()) {
                if (saved.onStack() && saved.place() == place) {
                    store(m, signature, saved, state, parameter);
                }
            }
            parameter += type.getSize();
        }
        for (Saved saved : s.saved()) {
            if (!saved.onStack()) {
                store(m, signature, saved, state, parameter);
                parameter += saved.type().getSize();
            }
        }
        m.visitVarInsn(Opcodes.ALOAD, state);
        Types.pushInt(m, s.state());
        m.visitMethodInsn(Opcodes.INVOKEINTERFACE, signature.stateName(), signature.prefix() + "state", "(I)V", true);
        m.visitInsn(Opcodes.RETURN);
        m.visitLabel(end);
        abandon(m, context);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }

    private static void store(MethodVisitor m, CoroutineSignature signature, Saved saved, int state, int from) {
        m.visitVarInsn(Opcodes.ALOAD, state);
        m.visitVarInsn(Types.load(saved.type()), from);
        Types.toSlot(m, saved.type());
        m.visitMethodInsn(
                Opcodes.INVOKEINTERFACE,
                signature.stateName(),
                Slots.accessor(signature, saved.kind(), saved.slot()),
                "(" + saved.kind().descriptor() + ")V",
                true);
    }

    /** No memory for a frame: the task does not suspend after all, and the error goes up. */
    private static void abandon(MethodVisitor m, int context) {
        Object[] locals = new Object[context + 1];
        Arrays.fill(locals, Opcodes.TOP); // nothing is needed of the values
        locals[context] = CONTEXT;
        m.visitFrame(Opcodes.F_NEW, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
        m.visitVarInsn(Opcodes.ALOAD, context);
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "abandon", "()V", false);
        m.visitInsn(Opcodes.ATHROW);
    }
}
