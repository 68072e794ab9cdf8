package dev.bobbin.compiler.emit;

import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** The tables of a method beside its code: which exceptions are caught where, and what a debugger calls the variables. */
final class WriteTables {
    private final Form form;
    private final StateMachine machine;
    private final Code code;
    private final BitSet emitted;
    private final Labels labels;
    private final Locals locals;
    private final MethodVisitor out;

    /** @param emitted which instructions of the body the form holds */
    WriteTables(Form form, Code code, BitSet emitted, Labels labels, Locals locals, MethodVisitor out) {
        this.form = form;
        this.machine = form.machine();
        this.code = code;
        this.emitted = emitted;
        this.labels = labels;
        this.locals = locals;
        this.out = out;
    }

    /** The coroutine's own handlers: what an await has led to is thrown where the await stands. */
    void tryCatchBlocks(WayOut wayOut) {
        if (form.resumes()) {
            machine.suspensions().forEach(s -> form.handlers(out, s));
        }
        for (TryCatchBlockNode block : code.body().tryCatchBlocks) {
            int from = code.indexOf(block.start);
            int to = code.indexOf(block.end);
            Label handler = labels.of(block.handler);
            if (isEmittedBetween(from, to)) {
                out.visitTryCatchBlock(labels.of(block.start), labels.of(block.end), handler, block.type);
            }
            for (Suspension s : machine.suspensions()) {
                int at = code.indexOf(s.call());
                if (form.resumes() && at >= from && at < to) {
                    Labels.Around around = labels.around(s);
                    out.visitTryCatchBlock(around.restoreTake, around.restoreTaken, handler, block.type);
                }
            }
            wayOut.handler(block);
        }
        wayOut.handlers();
    }

    private boolean isEmittedBetween(int from, int to) {
        for (int i = emitted.nextSetBit(from); i >= 0 && i < to; i = emitted.nextSetBit(i + 1)) {
            if (code.body().instructions.get(i).getOpcode() >= 0) {
                return true;
            }
        }
        return false;
    }

    void localVariables(Label end) {
        List<LocalVariableNode> variables = code.body().localVariables;
        if (variables == null) {
            return;
        }
        if (form.resumes()) {
            VariableRanges.of(
                            machine,
                            form.begins(),
                            insn -> emitted.get(code.indexOf(insn)),
                            labels::of,
                            s -> labels.around(s).goOn,
                            end)
                    .forEach(r -> localVariable(r.variable(), r.from(), r.to()));
            return;
        }
        for (LocalVariableNode variable : variables) {
            if (isEmittedBetween(code.indexOf(variable.start), code.indexOf(variable.end))) {
                localVariable(variable, labels.of(variable.start), labels.of(variable.end));
            }
        }
    }

    private void localVariable(LocalVariableNode variable, Label from, Label to) {
        out.visitLocalVariable(
                nameInStatic(variable), variable.desc, variable.signature, from, to, locals.of(variable.index));
    }

    /** What a debugger shows it as: it takes no variable of a static method for one that is called {@code this}. */
    static String nameInStatic(LocalVariableNode variable) {
        return variable.name.equals("this") ? "$this" : variable.name;
    }
}
