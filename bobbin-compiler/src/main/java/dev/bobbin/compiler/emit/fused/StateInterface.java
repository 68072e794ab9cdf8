package dev.bobbin.compiler.emit.fused;

import static dev.bobbin.compiler.ir.AbiNames.AWAITABLE;
import static dev.bobbin.compiler.ir.AbiNames.AWAITABLE_TYPE;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT_TYPE;

import dev.bobbin.compiler.emit.ClassFile;
import dev.bobbin.compiler.emit.FrameClass;
import dev.bobbin.compiler.emit.StateField;
import dev.bobbin.compiler.ir.AbiNames;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.SlotCount;
import dev.bobbin.compiler.ir.SlotKind;
import dev.bobbin.compiler.ir.StateMachine;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The state interface: an accessor per slot, and {@code place}, which finds room for a frame. */
final class StateInterface {
    private StateInterface() {}

    /** Holds the layout, so that a root compiled with another one can tell. */
    static final String LAYOUT = "LAYOUT";

    /** What a host and the coroutine must agree on: slots by kind, the width of the state, who compiled it. */
    static String layout(StateMachine machine) {
        SlotCount c = machine.slots();
        return c.ints() + "i" + c.longs() + "j" + c.refs() + "l" + StateField.descriptor(machine) + " of ABI "
                + AbiNames.VERSION;
    }

    static byte[] write(StateMachine machine, int version) {
        CoroutineSignature signature = machine.signature();
        ClassWriter out = new ClassFile();
        out.visit(
                version,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNTHETIC,
                signature.stateName(),
                null,
                "java/lang/Object",
                null);
        int constant = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC;
        out.visitField(constant, LAYOUT, "Ljava/lang/String;", null, layout(machine))
                .visitEnd();
        SlotCount count = machine.slots();
        for (SlotKind kind : SlotKind.values()) {
            for (int slot = 0; slot < count.of(kind); slot++) {
                pair(out, Slots.accessor(signature, kind, slot), kind.descriptor());
            }
        }
        pair(out, signature.prefix() + "state", "I");
        place(out, signature);
        out.visitEnd();
        return out.toByteArray();
    }

    private static void pair(ClassWriter out, String name, String descriptor) {
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNTHETIC;
        out.visitMethod(access, name, "()" + descriptor, null, null).visitEnd();
        out.visitMethod(access, name, "(" + descriptor + ")V", null, null).visitEnd();
    }

    /** In the host if it has room, else in a heap frame: the one this coroutine has just left, or a new one. */
    private static void place(ClassWriter out, CoroutineSignature signature) {
        MethodVisitor m = out.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                signature.prefix() + "place",
                "(" + CONTEXT_TYPE + ")Ljava/lang/Object;",
                null,
                null);
        Label toHeap = new Label();
        m.visitCode();
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitLdcInsn(Type.getObjectType(signature.stateName()));
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "place", "(Ljava/lang/Class;)" + AWAITABLE_TYPE, false);
        m.visitInsn(Opcodes.DUP);
        m.visitJumpInsn(Opcodes.IFNULL, toHeap);
        m.visitInsn(Opcodes.ARETURN);
        m.visitLabel(toHeap);
        m.visitFrame(Opcodes.F_NEW, 1, new Object[] {CONTEXT}, 1, new Object[] {AWAITABLE});
        m.visitInsn(Opcodes.POP);
        FrameClass.push(m, signature, 0);
        m.visitInsn(Opcodes.ARETURN);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }
}
