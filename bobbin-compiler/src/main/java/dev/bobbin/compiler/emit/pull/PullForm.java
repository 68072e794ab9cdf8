package dev.bobbin.compiler.emit.pull;

import static dev.bobbin.compiler.ir.AbiNames.CONTEXT;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT_TYPE;
import static dev.bobbin.compiler.ir.AbiNames.POLLABLE;
import static dev.bobbin.compiler.ir.AbiNames.POLLABLE_TYPE;

import dev.bobbin.compiler.emit.FieldRoom;
import dev.bobbin.compiler.emit.Form;
import dev.bobbin.compiler.emit.InlineSave;
import dev.bobbin.compiler.emit.Room;
import dev.bobbin.compiler.emit.StackForm;
import dev.bobbin.compiler.emit.Types;
import dev.bobbin.compiler.emit.WriteBody;
import dev.bobbin.compiler.ir.Callee;
import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The poll form: the frame is the call object, the callee's call object is in local 2 from its creation until it has ended
 * or, if it suspends, has been stored as the frame's child.
 *
 * <p>Entered at a suspension point it polls the child first, by the interface, and returns at once if that is still
 * suspended: so a poll goes from the root down to the leaf, and nothing is restored on the way.
 */
final class PullForm extends Form {
    private static final int CHILD = 2;

    private final FieldRoom room;
    private final Map<CoroutineId, StateMachine> all;

    PullForm(StateMachine machine, Map<CoroutineId, StateMachine> all) {
        super(machine, Entry.POLL);
        this.room = CallObject.room(machine);
        this.all = all;
    }

    @Override
    protected Room room() {
        return room;
    }

    @Override
    protected List<Object> ownLocals() {
        return List.of(room.type(), CONTEXT, Opcodes.TOP);
    }

    @Override
    protected List<Object> ownLocalsAfter(Suspension s) {
        return polls(s) ? List.of(room.type(), CONTEXT, POLLABLE) : ownLocals();
    }

    /** Whether the callee is a call object; one that never suspends runs on the stack. */
    private boolean polls(Suspension s) {
        if (!(s.callee() instanceof Callee.Direct direct)) {
            return false;
        }
        StateMachine callee = all.get(direct.coroutine().id());
        return callee != null && callee.suspends();
    }

    @Override
    protected void call(MethodVisitor out, int context, Suspension s, CoroutineSignature callee) {
        if (!polls(s)) {
            StackForm.callStart(out, context, callee);
            return;
        }
        out.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                callee.frameName(),
                CallObject.factory(callee),
                CallObject.factoryDescriptor(callee),
                false);
        out.visitInsn(Opcodes.DUP);
        out.visitVarInsn(Opcodes.ASTORE, CHILD);
        out.visitVarInsn(Opcodes.ALOAD, context);
        out.visitMethodInsn(Opcodes.INVOKEINTERFACE, POLLABLE, "poll", "(" + CONTEXT_TYPE + ")V", true);
    }

    @Override
    protected boolean leavesResult(Suspension s) {
        return !polls(s);
    }

    @Override
    protected void unwinding(WriteBody body, Suspension s) {
        if (polls(s)) { // what has ended with a tail call is not polled again
            body.loadContext();
            body.out().visitVarInsn(Opcodes.ALOAD, CHILD);
            body.out()
                    .visitMethodInsn(
                            Opcodes.INVOKEVIRTUAL, CONTEXT, "keep", "(" + POLLABLE_TYPE + ")" + POLLABLE_TYPE, false);
            body.out().visitVarInsn(Opcodes.ASTORE, CHILD);
        }
    }

    @Override
    protected void entered(WriteBody body) {
        if (machine().suspensions().stream().noneMatch(this::polls)) {
            return;
        }
        MethodVisitor out = body.out();
        Label goOn = new Label();
        loadChild(out);
        out.visitJumpInsn(Opcodes.IFNULL, goOn);
        out.visitVarInsn(Opcodes.ALOAD, 0);
        body.loadContext();
        loadChild(out);
        out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "again", "(" + POLLABLE_TYPE + ")" + POLLABLE_TYPE, false);
        out.visitFieldInsn(Opcodes.PUTFIELD, room.type(), CallObject.CHILD, POLLABLE_TYPE);
        body.loadContext();
        out.visitFieldInsn(Opcodes.GETFIELD, CONTEXT, "signal", "I");
        out.visitJumpInsn(Opcodes.IFEQ, goOn);
        Types.returnNothing(out, machine().signature().result());
        out.visitLabel(goOn);
        body.frame(List.of(), List.of());
    }

    private void loadChild(MethodVisitor out) {
        out.visitVarInsn(Opcodes.ALOAD, 0);
        out.visitFieldInsn(Opcodes.GETFIELD, room.type(), CallObject.CHILD, POLLABLE_TYPE);
    }

    @Override
    protected void save(WriteBody body, Suspension s) {
        InlineSave.write(body, s, room);
        if (polls(s)) {
            body.out().visitVarInsn(Opcodes.ALOAD, 0);
            body.out().visitVarInsn(Opcodes.ALOAD, CHILD);
            body.out().visitFieldInsn(Opcodes.PUTFIELD, room.type(), CallObject.CHILD, POLLABLE_TYPE);
        }
        Types.returnNothing(body.out(), machine().signature().result());
    }
}
