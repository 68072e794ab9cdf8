package dev.bobbin.compiler.emit.embedded;

import static dev.bobbin.compiler.ir.AbiNames.CONTEXT;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT_TYPE;
import static dev.bobbin.compiler.ir.AbiNames.SUSPENDED;

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
    /** Clears the references from this slot on. For the task, to which the root is one frame, that is all of them. */
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
        MethodVisitor link = method("link", "(II)V");
        link.visitInsn(Opcodes.RETURN);
        end(link);
        MethodVisitor caller = method("caller", "(I)I");
        caller.visitInsn(Opcodes.ICONST_M1);
        caller.visitInsn(Opcodes.IRETURN);
        end(caller);
        MethodVisitor resume = method("resume", "(I" + CONTEXT_TYPE + ")V");
        pollFromRoot(resume, 2);
        end(resume);
        if (slots().refs() > 0) {
            abandon();
        }
    }

    private void abandon() {
        int access = isPublic() ? Opcodes.ACC_PUBLIC : Opcodes.ACC_PROTECTED;
        MethodVisitor m = out.visitMethod(access, ABANDON, "(I)V", null, null);
        m.visitCode();
        Label[] from = new Label[slots().refs()];
        Arrays.setAll(from, i -> new Label());
        Label end = new Label();
        m.visitVarInsn(Opcodes.ILOAD, 1);
        m.visitTableSwitchInsn(0, from.length - 1, end, from);
        Object[] locals = {name, Opcodes.INTEGER};
        for (int slot = 0; slot < from.length; slot++) {
            m.visitLabel(from[slot]);
            m.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
            m.visitVarInsn(Opcodes.ALOAD, 0);
            m.visitInsn(Opcodes.ACONST_NULL);
            ownSlots().put(m, SlotKind.REF, slot);
        }
        m.visitLabel(end);
        m.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
        m.visitInsn(Opcodes.RETURN);
        end(m);
    }
}
