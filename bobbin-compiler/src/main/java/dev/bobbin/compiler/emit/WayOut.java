package dev.bobbin.compiler.emit;

import static dev.bobbin.compiler.ir.AbiNames.ABI;
import static dev.bobbin.compiler.ir.AbiNames.AWAITABLE;
import static dev.bobbin.compiler.ir.AbiNames.AWAITABLE_TYPE;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT_TYPE;

import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.ir.VarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** The ways out of a coroutine's code that its own returns and throws are not: to suspend, and to leave the rest to another. */
final class WayOut {
    /** What stands around an await: its try blocks, and the variables that live on in them. */
    private record Guard(List<TryCatchBlockNode> blocks, List<VarType> locals) {}

    /** The awaits of one guard, and the places around the code that unwinds at them, and around what follows if that fails. */
    private record Unwinding(List<Suspension> awaits, Label from, Label to, Label end) {
        Unwinding() {
            this(new ArrayList<>(), new Label(), new Label(), new Label());
        }
    }

    private final WriteBody body;
    private final Form form;
    private final Code code;
    private final Labels labels;
    private final Locals locals;
    private final MethodVisitor out;
    private final Map<Guard, Unwinding> unwindings = new LinkedHashMap<>();
    /** Those inside a try block. */
    private final Map<TryCatchBlockNode, List<Unwinding>> inside = new HashMap<>();

    private final Label tail = new Label();
    private boolean hasTail;

    /** @param awaits the suspension points whose calls the form holds */
    WayOut(WriteBody body, Form form, Code code, List<Suspension> awaits, Labels labels, Locals locals) {
        this.body = body;
        this.form = form;
        this.code = code;
        this.labels = labels;
        this.locals = locals;
        this.out = body.out();
        for (Suspension s : awaits) {
            unwindings.computeIfAbsent(guard(s), g -> new Unwinding()).awaits().add(s);
        }
        unwindings.forEach((guard, u) -> guard.blocks()
                .forEach(block ->
                        inside.computeIfAbsent(block, b -> new ArrayList<>()).add(u)));
    }

    private Guard guard(Suspension s) {
        int at = code.indexOf(s.call());
        List<TryCatchBlockNode> blocks = code.body().tryCatchBlocks.stream()
                .filter(b -> code.indexOf(b.start) <= at && at < code.indexOf(b.end))
                .toList();
        return new Guard(blocks, blocks.isEmpty() ? List.of() : s.locals());
    }

    /** Lets a try block of the coroutine's catch what a failed unwinding at an await in it throws. */
    void handler(TryCatchBlockNode block) {
        if (form.hands()) {
            return;
        }
        for (Unwinding u : inside.getOrDefault(block, List.of())) {
            out.visitTryCatchBlock(u.to(), u.end(), labels.of(block.handler), block.type);
        }
    }

    /** Registers the handlers of {@link #failedUnwinding}, the last of all. */
    void handlers() {
        if (form.hands()) {
            return;
        }
        unwindings.values().forEach(u -> out.visitTryCatchBlock(u.from(), u.to(), u.to(), "java/lang/Throwable"));
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
        unwindings.forEach((guard, u) -> {
            out.visitLabel(u.from());
            u.awaits().forEach(this::unwind);
            out.visitLabel(u.to());
            if (!form.hands()) {
                failedUnwinding(guard);
            }
            out.visitLabel(u.end());
        });
    }

    private void unwind(Suspension s) {
        Labels.Around around = labels.around(s);
        List<VarType> stack = new ArrayList<>(s.stack());
        if (form.leavesResult(s)) {
            stack.add(s.result().type());
        }
        body.line(s.line(), () -> locals.frame(form.ownLocalsAfter(s), s.locals(), stack));
        out.visitLabel(around.unwind);
        locals.frame(form.ownLocalsAfter(s), s.locals(), stack);
        if (form.hands()) {
            form.save(body, s);
            return;
        }
        if (form.leavesResult(s)) {
            Types.pop(out, s.result().type());
        }
        form.unwinding(body, s);
        if (!s.result().isPrimitive()) { // an unboxed result is never a tail call's
            body.loadContext();
            out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "settle", "()Z", false);
            out.visitJumpInsn(Opcodes.IFEQ, around.save);
            body.loadContext();
            Types.take(out, s.result());
            out.visitJumpInsn(Opcodes.GOTO, around.goOn);
        }
        out.visitLabel(around.save);
        locals.frame(form.ownLocalsAfter(s), s.locals(), s.stack());
        form.save(body, s);
    }

    /**
     * There was no stack or memory to store a frame: the task does not suspend after all, and the error comes out of the
     * await. That the signal is taken back here, without a call, is what keeps whoever catches the error from taking it for
     * its own. A failed tail call's error comes this way too.
     */
    private void failedUnwinding(Guard guard) {
        locals.frame(guard.locals(), List.of(VarType.ref("java/lang/Throwable")));
        body.loadContext();
        out.visitInsn(Opcodes.ICONST_0);
        out.visitFieldInsn(Opcodes.PUTFIELD, CONTEXT, "signal", "I");
        body.loadContext();
        out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "abandon", "()V", false);
        form.abandoned(body);
        out.visitInsn(Opcodes.ATHROW);
    }
}
