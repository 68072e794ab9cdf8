package dev.bobbin.compiler.emit;

import static dev.bobbin.compiler.ir.AbiNames.CONTEXT_TYPE;

import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.Saved;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.ir.VarType;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The method that stores what lives on at one suspension: finds room, fills the slots, notes the state. It stands apart
 * from the start and resume forms, which both call it, so that they stay small enough for the JIT to inline.
 *
 * <p>Its parameters are the operand stack as it lies there, then the live locals, then the context.
 */
final class SaveMethod {
    private SaveMethod() {}

    /** From a body: the operand stack is there already. */
    static void call(WriteBody body, Suspension s) {
        for (Saved saved : s.saved()) {
            if (!saved.onStack()) {
                body.load(saved);
            }
        }
        body.loadContext();
        CoroutineSignature signature = body.signature();
        body.out()
                .visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        signature.id().owner(),
                        name(signature, s),
                        descriptor(s),
                        signature.isInterface());
    }

    private static String name(CoroutineSignature signature, Suspension s) {
        return signature.id().name() + signature.suffix() + "$save" + s.state();
    }

    private static String descriptor(Suspension s) {
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

    /** @param placedByInterface whether the method that finds the room is one of an interface */
    static void write(StateMachine machine, Suspension s, Room room, boolean placedByInterface, ClassVisitor owner) {
        CoroutineSignature signature = machine.signature();
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
        MethodVisitor m = owner.visitMethod(access, name(signature, s), descriptor(s), null, null);
        m.visitCode();
        int context = s.words();
        int state = context + 1;
        m.visitVarInsn(Opcodes.ALOAD, context);
        m.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                room.type(),
                signature.prefix() + "place",
                placeDescriptor(room, placedByInterface),
                placedByInterface);
        m.visitVarInsn(Opcodes.ASTORE, state);
        int parameter = 0;
        for (int place = 0; place < s.stack().size(); place++) {
            VarType type = s.stack().get(place);
            for (Saved saved : s.saved()) {
                if (saved.onStack() && saved.place() == place) {
                    store(m, room, saved, state, parameter);
                }
            }
            parameter += type.getSize();
        }
        for (Saved saved : s.saved()) {
            if (!saved.onStack()) {
                store(m, room, saved, state, parameter);
                parameter += saved.type().getSize();
            }
        }
        m.visitVarInsn(Opcodes.ALOAD, state);
        Types.pushInt(m, s.state());
        room.putState(m);
        m.visitInsn(Opcodes.RETURN);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }

    /** Of {@code place(Context)}: to the verifier an interface is any object, a class must be named. */
    static String placeDescriptor(Room room, boolean placedByInterface) {
        return "(" + CONTEXT_TYPE + ")" + (placedByInterface ? "Ljava/lang/Object;" : "L" + room.type() + ";");
    }

    private static void store(MethodVisitor m, Room room, Saved saved, int state, int from) {
        m.visitVarInsn(Opcodes.ALOAD, state);
        m.visitVarInsn(Types.load(saved.type()), from);
        Types.toSlot(m, saved.type());
        room.put(m, saved.kind(), saved.slot());
    }
}
