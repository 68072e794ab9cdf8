package dev.bobbin.compiler.emit.fused;

import dev.bobbin.compiler.emit.FieldRoom;
import dev.bobbin.compiler.emit.Room;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.SlotCount;
import dev.bobbin.compiler.ir.SlotKind;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The accessors of a state, and the room that code reaches by them. */
final class Slots {
    private Slots() {}

    /** Whatever object hosts a state of the coroutine. */
    static Room room(CoroutineSignature signature) {
        return new Room() {
            @Override
            public String type() {
                return signature.stateName();
            }

            @Override
            public void get(MethodVisitor out, SlotKind kind, int slot) {
                call(out, accessor(signature, kind, slot), "()" + kind.descriptor());
            }

            @Override
            public void put(MethodVisitor out, SlotKind kind, int slot) {
                call(out, accessor(signature, kind, slot), "(" + kind.descriptor() + ")V");
            }

            @Override
            public void getState(MethodVisitor out) {
                call(out, signature.prefix() + "state", "()I");
            }

            @Override
            public void putState(MethodVisitor out) {
                call(out, signature.prefix() + "state", "(I)V");
            }

            private void call(MethodVisitor out, String name, String descriptor) {
                out.visitMethodInsn(Opcodes.INVOKEINTERFACE, type(), name, descriptor, true);
            }
        };
    }

    static String accessor(CoroutineSignature signature, SlotKind kind, int slot) {
        return signature.prefix() + kind.letter() + slot;
    }

    /**
     * The accessors of one coroutine's state in a class that has fields for it. Reading a reference takes it out, so that
     * the slots of a frame hold references only while it is suspended.
     *
     * @param from the first field of each kind that belongs to this state
     * @param stateField holds the state number
     * @param stateDescriptor of that field
     */
    static void accessors(
            ClassVisitor out,
            String owner,
            CoroutineSignature signature,
            SlotCount count,
            SlotCount from,
            String stateField,
            String stateDescriptor) {
        for (SlotKind kind : SlotKind.values()) {
            for (int slot = 0; slot < count.of(kind); slot++) {
                String field = FieldRoom.field(kind, from.of(kind) + slot);
                getter(out, owner, accessor(signature, kind, slot), kind, field);
                setter(out, owner, accessor(signature, kind, slot), kind.descriptor(), field, kind.descriptor());
            }
        }
        stateTaker(out, owner, signature.prefix() + "state", stateField, stateDescriptor);
        setter(out, owner, signature.prefix() + "state", "I", stateField, stateDescriptor);
    }

    private static void getter(ClassVisitor out, String owner, String name, SlotKind kind, String field) {
        MethodVisitor m = method(out, name, "()" + kind.descriptor());
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitFieldInsn(Opcodes.GETFIELD, owner, field, kind.descriptor());
        switch (kind) {
            case INT -> m.visitInsn(Opcodes.IRETURN);
            case LONG -> m.visitInsn(Opcodes.LRETURN);
            case REF -> {
                m.visitVarInsn(Opcodes.ALOAD, 0);
                m.visitInsn(Opcodes.ACONST_NULL);
                m.visitFieldInsn(Opcodes.PUTFIELD, owner, field, kind.descriptor());
                m.visitInsn(Opcodes.ARETURN);
            }
        }
        end(m);
    }

    private static void setter(
            ClassVisitor out, String owner, String name, String argument, String field, String descriptor) {
        MethodVisitor m = method(out, name, "(" + argument + ")V");
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitVarInsn(argument.equals("I") ? Opcodes.ILOAD : argument.equals("J") ? Opcodes.LLOAD : Opcodes.ALOAD, 1);
        m.visitFieldInsn(Opcodes.PUTFIELD, owner, field, descriptor);
        m.visitInsn(Opcodes.RETURN);
        end(m);
    }

    /** Takes the state, which frees the frame's room. */
    private static void stateTaker(ClassVisitor out, String owner, String name, String field, String descriptor) {
        MethodVisitor m = method(out, name, "()I");
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitFieldInsn(Opcodes.GETFIELD, owner, field, descriptor);
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitInsn(Opcodes.ICONST_0);
        m.visitFieldInsn(Opcodes.PUTFIELD, owner, field, descriptor);
        m.visitInsn(Opcodes.IRETURN);
        end(m);
    }

    private static MethodVisitor method(ClassVisitor out, String name, String descriptor) {
        MethodVisitor m = out.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC, name, descriptor, null, null);
        m.visitCode();
        return m;
    }

    private static void end(MethodVisitor m) {
        m.visitMaxs(0, 0);
        m.visitEnd();
    }
}
