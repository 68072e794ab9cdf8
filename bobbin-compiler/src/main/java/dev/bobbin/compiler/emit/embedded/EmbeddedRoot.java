package dev.bobbin.compiler.emit.embedded;

import static dev.bobbin.compiler.ir.AbiNames.CONTEXT;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT_TYPE;
import static dev.bobbin.compiler.ir.AbiNames.SUSPENDED;

import dev.bobbin.compiler.emit.AwaitLines;
import dev.bobbin.compiler.emit.FrameSwitch;
import dev.bobbin.compiler.emit.RootClass;
import dev.bobbin.compiler.emit.StateField;
import dev.bobbin.compiler.emit.Types;
import dev.bobbin.compiler.ir.SlotCount;
import dev.bobbin.compiler.ir.SlotKind;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The one object of a task: the slots and states of all calls that the root embeds. */
final class EmbeddedRoot extends RootClass {
    /**
     * Clears the references of this call and of all that it calls, and the states of the latter. For the task, to which the root is
     * one frame, that is all of them.
     */
    static final String ABANDON = "abandonFrame";

    private final EmbeddedLayout layout;
    private final List<EmbeddedLayout.Embedded> calls;
    private final boolean flatten;

    EmbeddedRoot(EmbeddedLayout layout, boolean flatten) {
        super(layout.root());
        this.layout = layout;
        this.calls = !machine.suspends() ? List.of() : layout.calls();
        this.flatten = flatten;
    }

    @Override
    protected SlotCount slots() {
        return layout.slots();
    }

    @Override
    protected boolean isPublic() {
        return layout.isShared();
    }

    @Override
    protected void begin(MethodVisitor m) {
        if (calls.isEmpty()) {
            beginByStart(m);
        } else if (flatten) {
            pollAndLeave(m, 1, calls.get(0));
            m.visitInsn(Opcodes.RETURN);
        } else {
            pollFromRoot(m, 1);
        }
    }

    private void pollAndLeave(MethodVisitor m, int context, EmbeddedLayout.Embedded call) {
        m.visitVarInsn(Opcodes.ALOAD, context);
        EmbeddedForm.poll(m, context, layout, call);
        Types.leave(m, call.machine().signature().result());
    }

    /** And what is suspended is the whole of it. */
    private void pollFromRoot(MethodVisitor m, int context) {
        Label ended = new Label();
        pollAndLeave(m, context, calls.get(0));
        m.visitVarInsn(Opcodes.ALOAD, context);
        m.visitFieldInsn(Opcodes.GETFIELD, CONTEXT, "signal", "I");
        Types.pushInt(m, SUSPENDED);
        m.visitJumpInsn(Opcodes.IF_ICMPNE, ended);
        m.visitVarInsn(Opcodes.ALOAD, context);
        m.visitInsn(Opcodes.ICONST_0);
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "placeHosted", "(I)V", false);
        m.visitLabel(ended);
        m.visitFrame(
                Opcodes.F_NEW,
                context + 1,
                context == 1 ? new Object[] {name, CONTEXT} : new Object[] {name, Opcodes.INTEGER, CONTEXT},
                0,
                new Object[0]);
        m.visitInsn(Opcodes.RETURN);
    }

    @Override
    protected void members() {
        if (calls.isEmpty()) {
            return;
        }
        int access = Opcodes.ACC_SYNTHETIC | (isPublic() ? Opcodes.ACC_PUBLIC : 0);
        for (EmbeddedLayout.Embedded call : calls) {
            out.visitField(access, call.stateField(), StateField.descriptor(call.machine()), null, null)
                    .visitEnd();
            if (flatten) {
                out.visitField(access, call.callerField(), "B", null, null).visitEnd();
            }
        }
        if (flatten) {
            FrameSwitch frames =
                    new FrameSwitch(name, calls.size(), signature.id().readable());
            frames.links(out, n -> calls.get(n).callerField());
            frames.resume(out, (m, n) -> pollAndLeave(m, 2, calls.get(n)));
            frames.at(out, (m, n) -> at(m, calls.get(n)));
            frames.abandon(
                    out,
                    n -> layout.room(calls.get(n), null),
                    n -> calls.get(n).machine().slots());
        } else {
            onlyFrame();
        }
    }

    /** To the task the root is one frame without a caller. */
    private void onlyFrame() {
        MethodVisitor resume = method("resume", "(I" + CONTEXT_TYPE + ")V");
        pollFromRoot(resume, 2);
        end(resume);
        MethodVisitor at = AwaitLines.beginHost(out);
        for (int n = calls.size() - 1;
                n >= 0;
                n--) { // those that are suspended wait for each other, and callees come after callers
            at(at, calls.get(n));
        }
        AwaitLines.end(at);
        if (layout.leavesBehind(calls.get(0))) {
            abandon();
        }
    }

    private void at(MethodVisitor m, EmbeddedLayout.Embedded call) {
        AwaitLines.ask(m, call.machine(), name, call.stateField(), 2);
    }

    private void abandon() {
        int access = isPublic() ? Opcodes.ACC_PUBLIC : Opcodes.ACC_PROTECTED;
        MethodVisitor m = out.visitMethod(access, ABANDON, "(I)V", null, null);
        m.visitCode();
        if (calls.size() > 1) {
            abandonStates(m);
        }
        if (slots().refs() > 0) {
            abandonReferences(m);
        }
        m.visitInsn(Opcodes.RETURN);
        end(m);
    }

    /** A call's callees come after it, and of what comes after it nothing else can be suspended. */
    private void abandonStates(MethodVisitor m) {
        Label[] after = labels(calls.size() - 1);
        Label end = new Label();
        m.visitVarInsn(Opcodes.ILOAD, 1);
        m.visitTableSwitchInsn(0, after.length - 1, end, after);
        for (int n = 0; n < after.length; n++) {
            label(m, after[n]);
            m.visitVarInsn(Opcodes.ALOAD, 0);
            m.visitInsn(Opcodes.ICONST_0);
            layout.room(calls.get(n + 1), null).putState(m);
        }
        label(m, end);
    }

    private void abandonReferences(MethodVisitor m) {
        Label[] from = labels(slots().refs() + 1);
        Label[] ofCall = calls.stream().map(call -> from[call.from().refs()]).toArray(Label[]::new);
        m.visitVarInsn(Opcodes.ILOAD, 1);
        m.visitTableSwitchInsn(0, ofCall.length - 1, from[from.length - 1], ofCall);
        for (int slot = 0; slot < slots().refs(); slot++) {
            label(m, from[slot]);
            m.visitVarInsn(Opcodes.ALOAD, 0);
            m.visitInsn(Opcodes.ACONST_NULL);
            ownSlots().put(m, SlotKind.REF, slot);
        }
        label(m, from[from.length - 1]);
    }

    private static Label[] labels(int count) {
        Label[] labels = new Label[count];
        Arrays.setAll(labels, i -> new Label());
        return labels;
    }

    private void label(MethodVisitor m, Label label) {
        m.visitLabel(label);
        m.visitFrame(Opcodes.F_NEW, 2, new Object[] {name, Opcodes.INTEGER}, 0, new Object[0]);
    }
}
