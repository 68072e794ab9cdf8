package dev.bobbin.compiler.emit.fused;

import static dev.bobbin.compiler.ir.AbiNames.ABI;

import dev.bobbin.compiler.emit.AwaitLines;
import dev.bobbin.compiler.emit.FieldRoom;
import dev.bobbin.compiler.emit.FrameSwitch;
import dev.bobbin.compiler.emit.RootClass;
import dev.bobbin.compiler.emit.StateField;
import dev.bobbin.compiler.emit.Types;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.SlotCount;
import dev.bobbin.compiler.ir.StateMachine;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The root with room for its own frame and those of its callees; the arguments use the same slots before it starts. */
final class HostRoot extends RootClass {
    private final HostLayout layout;

    HostRoot(StateMachine machine, HostLayout layout) {
        super(machine);
        this.layout = layout;
    }

    @Override
    protected SlotCount slots() {
        return layout.slots();
    }

    @Override
    protected List<String> interfaces() {
        return layout.frames().stream()
                .map(h -> h.machine().signature().stateName())
                .toList();
    }

    @Override
    protected void begin(MethodVisitor m) {
        beginByStart(m);
    }

    /** Callees of other classes may have been compiled again since. */
    @Override
    protected void checks(MethodVisitor m) {
        for (HostLayout.Hosted h : layout.frames()) {
            CoroutineSignature callee = h.machine().signature();
            if (!callee.id().owner().equals(signature.id().owner())) {
                checkLayout(m, h.machine());
            }
        }
    }

    private void checkLayout(MethodVisitor m, StateMachine callee) {
        Label start = new Label();
        Label end = new Label();
        Label none = new Label();
        Label compare = new Label();
        m.visitTryCatchBlock(start, end, none, "java/lang/NoSuchFieldError");
        m.visitLabel(start);
        m.visitFieldInsn(
                Opcodes.GETSTATIC, callee.signature().stateName(), StateInterface.LAYOUT, "Ljava/lang/String;");
        m.visitVarInsn(Opcodes.ASTORE, 0);
        m.visitLabel(end);
        m.visitJumpInsn(Opcodes.GOTO, compare);
        m.visitLabel(none);
        m.visitFrame(Opcodes.F_NEW, 0, new Object[0], 1, new Object[] {"java/lang/NoSuchFieldError"});
        m.visitInsn(Opcodes.POP);
        m.visitInsn(Opcodes.ACONST_NULL);
        m.visitVarInsn(Opcodes.ASTORE, 0);
        m.visitLabel(compare);
        m.visitFrame(Opcodes.F_NEW, 1, new Object[] {"java/lang/String"}, 0, new Object[0]);
        m.visitLdcInsn(StateInterface.layout(callee));
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitLdcInsn(callee.signature().id().readable());
        m.visitLdcInsn(signature.id().readable());
        m.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                ABI,
                "requireLayout",
                "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)V",
                false);
    }

    @Override
    protected void members() {
        for (HostLayout.Hosted h : layout.frames()) {
            out.visitField(Opcodes.ACC_SYNTHETIC, state(h), StateField.descriptor(h.machine()), null, null)
                    .visitEnd();
            out.visitField(Opcodes.ACC_SYNTHETIC, caller(h), "B", null, null).visitEnd();
        }
        if (!layout.frames().isEmpty()) {
            host();
            FrameSwitch frames =
                    new FrameSwitch(name, layout.frames().size(), signature.id().readable());
            frames.links(out, n -> caller(layout.frames().get(n)));
            frames.resume(
                    out, (m, n) -> resume(m, layout.frames().get(n).machine().signature()));
            frames.at(
                    out,
                    (m, n) -> AwaitLines.ask(
                            m,
                            layout.frames().get(n).machine(),
                            name,
                            state(layout.frames().get(n)),
                            2));
            frames.abandon(
                    out,
                    n -> room(layout.frames().get(n)),
                    n -> layout.frames().get(n).machine().slots());
        }
        for (HostLayout.Hosted h : layout.frames()) {
            Slots.accessors(
                    out,
                    name,
                    h.machine().signature(),
                    h.machine().slots(),
                    h.from(),
                    state(h),
                    StateField.descriptor(h.machine()));
        }
    }

    private FieldRoom room(HostLayout.Hosted h) {
        return new FieldRoom(name, h.from(), state(h), StateField.descriptor(h.machine()), null);
    }

    private void host() {
        MethodVisitor m = method("host", "(Ljava/lang/Class;)I");
        for (HostLayout.Hosted h : layout.frames()) {
            Label next = new Label();
            Label taken = new Label();
            m.visitVarInsn(Opcodes.ALOAD, 1);
            m.visitLdcInsn(Type.getObjectType(h.machine().signature().stateName()));
            m.visitJumpInsn(Opcodes.IF_ACMPNE, next);
            List<HostLayout.Hosted> mustBeFree = new ArrayList<>(List.of(h));
            h.conflicts().forEach(c -> mustBeFree.add(layout.frames().get(c)));
            for (HostLayout.Hosted other : mustBeFree) {
                m.visitVarInsn(Opcodes.ALOAD, 0);
                m.visitFieldInsn(Opcodes.GETFIELD, name, state(other), StateField.descriptor(other.machine()));
                m.visitJumpInsn(Opcodes.IFNE, taken);
            }
            Types.pushInt(m, h.number());
            m.visitInsn(Opcodes.IRETURN);
            m.visitLabel(taken);
            frame(m, "java/lang/Class");
            m.visitInsn(Opcodes.ICONST_M1);
            m.visitInsn(Opcodes.IRETURN);
            m.visitLabel(next);
            frame(m, "java/lang/Class");
        }
        m.visitInsn(Opcodes.ICONST_M1);
        m.visitInsn(Opcodes.IRETURN);
        end(m);
    }

    private void resume(MethodVisitor m, CoroutineSignature callee) {
        m.visitVarInsn(Opcodes.ALOAD, 2);
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitVarInsn(Opcodes.ALOAD, 2);
        m.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                callee.id().owner(),
                callee.resumeName(),
                callee.resumeDescriptor(callee.stateName()),
                callee.isInterface());
        Types.leave(m, callee.result());
    }

    private void frame(MethodVisitor m, String argument) {
        m.visitFrame(Opcodes.F_NEW, 2, new Object[] {name, argument}, 0, new Object[0]);
    }

    private static String state(HostLayout.Hosted h) {
        return "s" + h.number();
    }

    private static String caller(HostLayout.Hosted h) {
        return "c" + h.number();
    }
}
