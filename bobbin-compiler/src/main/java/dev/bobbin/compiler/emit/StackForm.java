package dev.bobbin.compiler.emit;

import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.ResultKind;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The start and the resume form of models whose calls run on the JVM's stack, fused and push: a callee is called with
 * typed arguments, returns its result unboxed, and stores a frame only if it suspends. They differ in the room.
 */
public final class StackForm extends Form {
    private final Room room;

    private StackForm(StateMachine machine, Entry entry, Room room) {
        super(machine, entry);
        this.room = room;
    }

    /** Both forms of a coroutine, and the methods that save; a coroutine without suspensions has a start form only. */
    public static void methods(StateMachine machine, Room room, boolean placedByInterface, ClassVisitor owner) {
        Code code = new Code(machine);
        start(machine, code, room, owner);
        if (machine.suspends()) {
            CoroutineSignature signature = machine.signature();
            MethodVisitor resume = RewriteClass.bodyMethod(
                    machine, signature.resumeName(), signature.resumeDescriptor(room.type()), owner);
            WriteBody.of(new StackForm(machine, Entry.RESUME, room), code, resume);
            machine.suspensions().forEach(s -> SaveMethod.write(machine, s, room, placedByInterface, owner));
        }
    }

    private static void start(StateMachine machine, Code code, Room room, ClassVisitor owner) {
        CoroutineSignature signature = machine.signature();
        MethodVisitor start =
                RewriteClass.bodyMethod(machine, signature.startName(), signature.startDescriptor(), owner);
        WriteBody.of(new StackForm(machine, Entry.START, room), code, start);
    }

    /** The start form of a coroutine that has no suspension, under any model. */
    public static void start(StateMachine machine, ClassVisitor owner) {
        start(machine, new Code(machine), FieldRoom.ofFrame(machine), owner);
    }

    @Override
    protected Room room() {
        return room;
    }

    @Override
    protected void call(MethodVisitor out, int context, Suspension s, CoroutineSignature callee) {
        callStart(out, context, callee);
    }

    /** The arguments are on the stack. */
    public static void callStart(MethodVisitor out, int context, CoroutineSignature callee) {
        out.visitVarInsn(Opcodes.ALOAD, context);
        out.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                callee.id().owner(),
                callee.startName(),
                callee.startDescriptor(),
                callee.isInterface());
    }

    @Override
    protected void save(WriteBody body, Suspension s) {
        SaveMethod.call(body, s);
        ResultKind result = machine().signature().result();
        Types.returnNothing(body.out(), result);
    }
}
