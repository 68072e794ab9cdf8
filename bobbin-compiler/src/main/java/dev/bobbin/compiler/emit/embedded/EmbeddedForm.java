package dev.bobbin.compiler.emit.embedded;

import static dev.bobbin.compiler.ir.AbiNames.CONTEXT;

import dev.bobbin.compiler.emit.Arguments;
import dev.bobbin.compiler.emit.FieldRoom;
import dev.bobbin.compiler.emit.Form;
import dev.bobbin.compiler.emit.InlineSave;
import dev.bobbin.compiler.emit.Room;
import dev.bobbin.compiler.emit.StackForm;
import dev.bobbin.compiler.emit.Types;
import dev.bobbin.compiler.emit.WriteBody;
import dev.bobbin.compiler.ir.Callee;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.ir.VarType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The poll form of one call, made for one root: the root is in local 0, the call's slots are fields of it. A callee that the
 * root embeds gets its arguments in its own slots and is then polled.
 *
 * <p>Entered at a suspension point it polls the callee first, unless the root is flattened: then the leaf is entered directly,
 * and its caller when it has ended.
 */
final class EmbeddedForm extends Form {
    private final EmbeddedLayout layout;
    private final EmbeddedLayout.Embedded self;
    private final boolean flatten;
    private final FieldRoom room;
    private final Map<Suspension, Range> ranges = new HashMap<>();

    /** Around the poll of a callee that was suspended. */
    private record Range(Label from, Label to, Label handler) {}

    EmbeddedForm(EmbeddedLayout layout, EmbeddedLayout.Embedded self, boolean flatten) {
        super(self.machine(), Entry.POLL);
        this.layout = layout;
        this.self = self;
        this.flatten = flatten;
        this.room = layout.room(self, flatten ? FieldRoom.FREE : null);
    }

    @Override
    protected Room room() {
        return room;
    }

    private EmbeddedLayout.@Nullable Embedded embedded(Suspension s) {
        return s.callee() instanceof Callee.Direct direct
                ? layout.find(direct.coroutine().id())
                : null;
    }

    @Override
    protected void call(MethodVisitor out, int context, Suspension s, CoroutineSignature callee) {
        EmbeddedLayout.Embedded embedded = embedded(s);
        if (embedded == null) { // it never suspends
            StackForm.callStart(out, context, callee);
            return;
        }
        Room slots = layout.room(embedded, null);
        new Arguments(callee).storeFromStack(out, slots);
        out.visitVarInsn(Opcodes.ALOAD, 0); // a stack overflow may have kept it from taking its last state
        out.visitInsn(Opcodes.ICONST_0);
        slots.putState(out);
        poll(out, context, layout, embedded);
    }

    /** Emits the poll of a call of the root in local 0. */
    static void poll(MethodVisitor out, int context, EmbeddedLayout layout, EmbeddedLayout.Embedded call) {
        CoroutineSignature signature = call.machine().signature();
        out.visitVarInsn(Opcodes.ALOAD, 0);
        out.visitVarInsn(Opcodes.ALOAD, context);
        out.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                signature.id().owner(),
                name(layout, call),
                signature.resumeDescriptor(layout.rootName()),
                signature.isInterface());
    }

    /**
     * Each root has a copy of its own, told apart by the type of its parameter too. What the classes of one task must agree
     * on is in the name, so that some of them, compiled again without the others, do not link.
     */
    static String name(EmbeddedLayout layout, EmbeddedLayout.Embedded call) {
        String root = layout.rootName();
        String poll = call.machine().signature().pollName();
        return call.number() == 0
                ? poll
                : poll + "$in$" + root.substring(root.lastIndexOf('/') + 1) + "$" + layout.fingerprint();
    }

    @Override
    protected void handlers(MethodVisitor out, Suspension s) {
        if (!flatten && embedded(s) != null) {
            Range range = new Range(new Label(), new Label(), new Label());
            ranges.put(s, range);
            out.visitTryCatchBlock(range.from(), range.to(), range.handler(), "java/lang/Throwable");
        }
    }

    @Override
    protected void again(WriteBody body, Suspension s) {
        if (flatten) {
            return;
        }
        MethodVisitor out = body.out();
        EmbeddedLayout.Embedded callee = embedded(s);
        Range range = ranges.get(s);
        if (callee != null && range != null) {
            Label taken = new Label();
            Label ended = new Label();
            out.visitVarInsn(Opcodes.ALOAD, 0);
            layout.room(callee, null).getState(out);
            out.visitJumpInsn(Opcodes.IFEQ, taken); // it has ended, with a tail call
            body.loadContext();
            out.visitLabel(range.from());
            poll(out, 1, layout, callee);
            out.visitLabel(range.to());
            Types.leave(out, callee.machine().signature().result());
            out.visitJumpInsn(Opcodes.GOTO, ended);
            out.visitLabel(range.handler());
            body.frame(List.of(), List.of(VarType.ref("java/lang/Throwable")));
            body.loadContext();
            out.visitInsn(Opcodes.SWAP);
            out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "failed", "(Ljava/lang/Throwable;)V", false);
            out.visitJumpInsn(Opcodes.GOTO, taken);
            out.visitLabel(ended);
            body.frame(List.of(), List.of());
            body.loadContext();
            out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "settleAgain", "()Z", false);
            out.visitJumpInsn(Opcodes.IFNE, taken);
            Types.returnNothing(out, machine().signature().result());
            out.visitLabel(taken);
            body.frame(List.of(), List.of());
        }
        out.visitVarInsn(Opcodes.ALOAD, 0);
        out.visitInsn(Opcodes.ICONST_0);
        room.putState(out);
    }

    /** Its own slots are empty while it runs, and all behind them belong to its callees. */
    @Override
    protected void abandoned(WriteBody body) {
        if (!flatten && layout.leavesBehind(self)) {
            body.out().visitVarInsn(Opcodes.ALOAD, 0);
            Types.pushInt(body.out(), self.number());
            body.out().visitMethodInsn(Opcodes.INVOKEVIRTUAL, layout.rootName(), EmbeddedRoot.ABANDON, "(I)V", false);
        }
    }

    @Override
    protected void save(WriteBody body, Suspension s) {
        if (flatten) { // first: what is stored by halves must be in the chain to be let go
            body.loadContext();
            Types.pushInt(body.out(), self.number());
            body.out().visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "placeHosted", "(I)V", false);
        }
        InlineSave.write(body, s, room);
        Types.returnNothing(body.out(), machine().signature().result());
    }
}
