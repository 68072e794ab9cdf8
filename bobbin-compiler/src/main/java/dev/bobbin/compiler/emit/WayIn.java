package dev.bobbin.compiler.emit;

import dev.bobbin.compiler.ir.Saved;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.ir.VarType;
import dev.bobbin.compiler.read.Methods;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LabelNode;

/** The way into a resume or poll form: to the suspension point that the state names, by the gates of {@link Reentry}. */
final class WayIn {
    private final WriteBody body;
    private final Form form;
    private final StateMachine machine;
    private final Reentry reentry;
    private final Labels labels;
    private final Locals locals;
    private final MethodVisitor out;

    WayIn(WriteBody body, Form form, Reentry reentry, Labels labels, Locals locals) {
        this.body = body;
        this.form = form;
        this.machine = form.machine();
        this.reentry = reentry;
        this.labels = labels;
        this.locals = locals;
        this.out = body.out();
    }

    /** What stands at the beginning of the method. */
    void dispatch() {
        List<Suspension> states = machine.suspensions();
        Label begin = new Label();
        Label[] targets = new Label[states.size() + (form.begins() ? 1 : 0)];
        Arrays.setAll(targets, i -> form.begins() && i == 0 ? begin : new Label());
        int first = form.begins() ? 0 : 1;
        Label wrong = new Label();
        if (!reentry.isEmpty()) {
            locals.setBoundFor(0);
        }
        form.entered(body);
        out.visitVarInsn(Opcodes.ALOAD, 0);
        form.room().getState(out);
        if (!reentry.isEmpty()) {
            out.visitInsn(Opcodes.DUP);
            out.visitVarInsn(Opcodes.ISTORE, locals.boundFor());
        }
        out.visitTableSwitchInsn(first, states.size(), wrong, targets);
        for (Suspension s : states) {
            body.line(s.line(), () -> locals.frame(List.of(), List.of()));
            out.visitLabel(targets[s.state() - first]);
            locals.frame(List.of(), List.of());
            form.again(body, s);
            Reentry.Gate gate = reentry.first(s);
            if (gate == null) {
                if (!reentry.isEmpty()) {
                    locals.setBoundFor(0);
                }
                restore(s);
            } else {
                out.visitJumpInsn(Opcodes.GOTO, gate.enter);
            }
        }
        reentry.outermost().forEach(gate -> enter(gate, List.of()));
        for (Suspension s : states) {
            if (reentry.first(s) != null) {
                body.line(s.line(), () -> locals.frame(List.of(), List.of()));
                out.visitLabel(labels.around(s).restore);
                locals.frame(List.of(), List.of());
                locals.setBoundFor(0);
                restore(s);
            }
        }
        out.visitLabel(wrong);
        locals.frame(List.of(), List.of());
        Types.throwNotSuspended(out, machine.signature().id().readable());
        if (form.begins()) {
            body.line(Methods.firstLine(machine.body()), () -> locals.frame(List.of(), List.of()));
            out.visitLabel(begin);
            locals.frame(List.of(), List.of());
            new Arguments(machine.signature()).loadIntoLocals(out, form.room(), locals.of(0), form::needsNoCast);
            form.begun(out);
            out.visitInsn(Opcodes.NOP); // keeps a frame that may follow apart from this
        }
    }

    /** What stands after the code: where the loops' heads send those that are bound for a point in the loop. */
    void gates() {
        reentry.all().forEach(this::gate);
    }

    private void gate(Reentry.Gate gate) {
        Map<Integer, Label> targets = new TreeMap<>();
        gate.here.forEach(s -> targets.put(s.state(), labels.around(s).restore));
        gate.inner.forEach(inner -> inner.all().forEach(s -> targets.put(s.state(), inner.enter)));
        out.visitLabel(gate.dispatch);
        List<VarType> stack = gate.types.stack();
        locals.frame(gate.types.locals(), stack);
        for (int place = stack.size() - 1; place >= 0; place--) {
            Types.pop(out, stack.get(place));
        }
        List<Label> ways = List.copyOf(targets.values());
        if (new HashSet<>(ways).size() == 1) {
            out.visitJumpInsn(Opcodes.GOTO, ways.get(0));
        } else {
            out.visitVarInsn(Opcodes.ILOAD, locals.boundFor());
            int[] keys = targets.keySet().stream().mapToInt(Integer::intValue).toArray();
            out.visitLookupSwitchInsn(ways.get(0), keys, ways.toArray(new Label[0]));
        }
        gate.inner.forEach(inner -> enter(inner, gate.types.locals()));
    }

    /** Goes to a loop's head, with what its frame has, from where the variables are of these types. */
    private void enter(Reentry.Gate gate, List<VarType> from) {
        out.visitLabel(gate.enter);
        locals.frame(from, List.of());
        List<VarType> wanted = gate.types.locals();
        for (int l = 0; l < wanted.size(); l++) {
            VarType type = wanted.get(l);
            if (type.tag() != VarType.Tag.TOP
                    && (l >= from.size() || !from.get(l).equals(type))) {
                Types.pushDefault(out, type);
                out.visitVarInsn(Types.store(type), locals.of(l));
            }
        }
        gate.types.stack().forEach(type -> Types.pushDefault(out, type));
        out.visitJumpInsn(Opcodes.GOTO, labels.of((LabelNode) gate.head));
    }

    private void restore(Suspension s) {
        for (Saved saved : s.saved()) {
            if (!saved.onStack()) {
                get(saved);
                out.visitVarInsn(Types.store(saved.type()), locals.of(saved.place()));
            }
        }
        for (int l = 0; l < s.locals().size(); l++) {
            if (s.locals().get(l).equals(VarType.NULL)) {
                out.visitInsn(Opcodes.ACONST_NULL);
                out.visitVarInsn(Opcodes.ASTORE, locals.of(l));
            }
        }
        int next = 0;
        for (int place = 0; place < s.stack().size(); place++) {
            if (!s.stack().get(place).isStored()) {
                out.visitInsn(Opcodes.ACONST_NULL);
                continue;
            }
            while (!s.saved().get(next).onStack() || s.saved().get(next).place() != place) {
                next++;
            }
            get(s.saved().get(next));
        }
        Labels.Around around = labels.around(s);
        if (form.hands()) {
            out.visitLabel(around.restoreTake);
            form.resumed(out);
        } else {
            body.loadContext();
            out.visitLabel(around.restoreTake);
            Types.take(out, s.result());
        }
        out.visitLabel(around.restoreTaken);
        out.visitJumpInsn(Opcodes.GOTO, around.goOn);
    }

    private void get(Saved saved) {
        out.visitVarInsn(Opcodes.ALOAD, 0);
        form.room().get(out, saved.kind(), saved.slot());
        if (!form.needsNoCast(saved.type())) {
            Types.fromSlot(out, saved.type());
        }
    }
}
