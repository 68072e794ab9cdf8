package dev.bobbin.compiler.emit;

import static dev.bobbin.compiler.ir.AbiNames.CONTEXT;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT_TYPE;

import dev.bobbin.compiler.ir.SlotCount;
import dev.bobbin.compiler.ir.SlotKind;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Methods of a root that switch over its frames; an unknown one is an error of the runtime.
 *
 * @param root its internal name
 * @param frames how many
 * @param coroutine for people
 */
public record FrameSwitch(String root, int frames, String coroutine) {
    /** {@code link} and {@code caller}, which write and read a byte for each frame. */
    public void links(ClassVisitor out, IntFunction<String> field) {
        MethodVisitor link = method(out, "link", "(II)V");
        write(link, new Object[] {root, Opcodes.INTEGER, Opcodes.INTEGER}, (m, frame) -> {
            m.visitVarInsn(Opcodes.ALOAD, 0);
            m.visitVarInsn(Opcodes.ILOAD, 2);
            m.visitFieldInsn(Opcodes.PUTFIELD, root, field.apply(frame), "B");
            m.visitInsn(Opcodes.RETURN);
        });
        MethodVisitor caller = method(out, "caller", "(I)I");
        write(caller, new Object[] {root, Opcodes.INTEGER}, (m, frame) -> {
            m.visitVarInsn(Opcodes.ALOAD, 0);
            m.visitFieldInsn(Opcodes.GETFIELD, root, field.apply(frame), "B");
            m.visitInsn(Opcodes.IRETURN);
        });
    }

    /** {@code resume}: enters the frame, with the context in local 2, and leaves its result there. */
    public void resume(ClassVisitor out, BiConsumer<MethodVisitor, Integer> enter) {
        MethodVisitor resume = method(out, "resume", "(I" + CONTEXT_TYPE + ")V");
        write(resume, new Object[] {root, Opcodes.INTEGER, CONTEXT}, (m, frame) -> {
            enter.accept(m, frame);
            m.visitInsn(Opcodes.RETURN);
        });
    }

    /** {@code abandonFrame}, which frees the frame's room and clears its references. */
    public void abandon(ClassVisitor out, IntFunction<FieldRoom> room, IntFunction<SlotCount> slots) {
        MethodVisitor abandon = method(out, "abandonFrame", "(I)V");
        write(abandon, new Object[] {root, Opcodes.INTEGER}, (m, frame) -> {
            FieldRoom r = room.apply(frame);
            m.visitVarInsn(Opcodes.ALOAD, 0);
            m.visitInsn(Opcodes.ICONST_0);
            r.putState(m);
            for (int slot = 0; slot < slots.apply(frame).refs(); slot++) {
                m.visitVarInsn(Opcodes.ALOAD, 0);
                m.visitInsn(Opcodes.ACONST_NULL);
                r.put(m, SlotKind.REF, slot);
            }
            m.visitInsn(Opcodes.RETURN);
        });
    }

    /** {@code at}: asks for where the frame stands, with the context in local 2. Of a wrong frame it says nothing. */
    public void at(ClassVisitor out, BiConsumer<MethodVisitor, Integer> ask) {
        MethodVisitor at = AwaitLines.beginHost(out);
        Object[] locals = {root, Opcodes.INTEGER, CONTEXT};
        if (frames == 1) {
            ask.accept(at, 0);
        } else {
            Label[] labels = labels();
            Label wrong = new Label();
            at.visitVarInsn(Opcodes.ILOAD, 1);
            at.visitTableSwitchInsn(0, frames - 1, wrong, labels);
            for (int i = 0; i < frames; i++) {
                at.visitLabel(labels[i]);
                at.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
                ask.accept(at, i);
                at.visitInsn(Opcodes.RETURN);
            }
            at.visitLabel(wrong);
            at.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
        }
        AwaitLines.end(at);
    }

    private Label[] labels() {
        Label[] labels = new Label[frames];
        Arrays.setAll(labels, i -> new Label());
        return labels;
    }

    private static MethodVisitor method(ClassVisitor out, String name, String descriptor) {
        MethodVisitor m = out.visitMethod(Opcodes.ACC_PROTECTED, name, descriptor, null, null);
        m.visitCode();
        return m;
    }

    /** The frame's number is in local 1. */
    private void write(MethodVisitor m, Object[] locals, BiConsumer<MethodVisitor, Integer> each) {
        Label[] labels = labels();
        Label wrong = new Label();
        m.visitVarInsn(Opcodes.ILOAD, 1);
        m.visitTableSwitchInsn(0, frames - 1, wrong, labels);
        for (int i = 0; i < frames; i++) {
            m.visitLabel(labels[i]);
            m.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
            each.accept(m, i);
        }
        m.visitLabel(wrong);
        m.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
        Types.throwNotSuspended(m, coroutine);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }
}
