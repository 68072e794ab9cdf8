package dev.bobbin.compiler.emit;

import static dev.bobbin.compiler.ir.AbiNames.ABI;
import static dev.bobbin.compiler.ir.AbiNames.AWAITABLE;
import static dev.bobbin.compiler.ir.AbiNames.AWAITABLE_TYPE;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT_TYPE;

import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.ir.VarType;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The ways out of a coroutine's code that its own returns and throws are not: to suspend, and to leave the rest to another. */
final class WayOut {
    private final WriteBody body;
    private final Form form;
    private final Labels labels;
    private final Locals locals;
    private final MethodVisitor out;
    private final List<Suspension> unwinding;
    private final Label begin = new Label();
    private final Label end = new Label();
    private final Label tail = new Label();
    private boolean hasTail;

    /** @param unwinding the suspension points whose calls the form holds */
    WayOut(WriteBody body, Form form, List<Suspension> unwinding, Labels labels, Locals locals) {
        this.body = body;
        this.form = form;
        this.labels = labels;
        this.locals = locals;
        this.out = body.out();
        this.unwinding = unwinding;
    }

    /** Registers the handler of {@link #failedUnwinding}. */
    void handler() {
        if (!unwinding.isEmpty()) {
            out.visitTryCatchBlock(begin, end, end, "java/lang/Throwable");
        }
    }

    /** Leaves with the {@code Async} on the stack, which the caller runs. */
    void returnTail() {
        hasTail = true;
        out.visitJumpInsn(Opcodes.GOTO, tail);
    }

    /** A return of something else than {@code done(...)}, outside of every try. */
    void tail() {
        if (!hasTail) {
            return;
        }
        out.visitLabel(tail);
        locals.frame(List.of(), List.of(VarType.ref(AWAITABLE)));
        body.loadContext();
        out.visitLdcInsn(form.signature().id().readable());
        out.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                ABI,
                "tail",
                "(" + AWAITABLE_TYPE + CONTEXT_TYPE + "Ljava/lang/String;)Ljava/lang/Object;",
                false);
        out.visitInsn(Opcodes.ARETURN);
    }

    void unwind() {
        if (!unwinding.isEmpty()) {
            out.visitLabel(begin);
            unwinding.forEach(this::unwind);
            out.visitLabel(end);
            failedUnwinding();
        }
    }

    private void unwind(Suspension s) {
        Labels.Around around = labels.around(s);
        List<VarType> stack = new ArrayList<>(s.stack());
        if (form.leavesResult(s)) {
            stack.add(s.result().type());
        }
        out.visitLabel(around.unwind);
        body.line(s, around.unwind);
        locals.frame(form.ownLocalsAfter(s), s.locals(), stack);
        if (form.leavesResult(s)) {
            Types.pop(out, s.result().type());
        }
        form.unwinding(body, s);
        if (!s.result().isPrimitive()) { // an unboxed result is never a tail call's
            body.loadContext();
            out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "settle", "()Z", false);
            out.visitJumpInsn(Opcodes.IFEQ, around.save);
            body.loadContext();
            out.visitLabel(around.unwindTake);
            Types.take(out, s.result());
            out.visitLabel(around.unwindTaken);
            out.visitJumpInsn(Opcodes.GOTO, around.goOn);
        }
        out.visitLabel(around.save);
        locals.frame(form.ownLocalsAfter(s), s.locals(), s.stack());
        form.save(body, s);
    }

    /**
     * There was no stack or memory to store a frame: the task does not suspend after all, and the error goes up. That the
     * signal is taken back here, without a call, is what keeps whoever catches the error from taking it for its own.
     */
    private void failedUnwinding() {
        locals.frame(List.of(), List.of(VarType.ref("java/lang/Throwable")));
        body.loadContext();
        out.visitInsn(Opcodes.ICONST_0);
        out.visitFieldInsn(Opcodes.PUTFIELD, CONTEXT, "signal", "I");
        out.visitInsn(Opcodes.ATHROW);
    }
}
