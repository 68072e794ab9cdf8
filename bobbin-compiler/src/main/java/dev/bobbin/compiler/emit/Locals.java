package dev.bobbin.compiler.emit;

import static dev.bobbin.compiler.ir.AbiNames.CONTEXT;

import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.VarType;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * Where a form has the coroutine's local variables, and the stack map frames that say so. They keep their order. In a start
 * form the context comes after the parameters; in the others come first the form's own, the frame and the context among
 * them, then, if it has gates, the number of the state that control is bound for.
 */
final class Locals {
    private final Form form;
    private final Labels labels;
    private final MethodVisitor out;
    private final boolean gates;
    private final int parameters;
    private final int context;

    Locals(Form form, Labels labels, MethodVisitor out, boolean gates) {
        this.form = form;
        this.labels = labels;
        this.out = out;
        this.gates = gates;
        CoroutineSignature signature = form.signature();
        this.parameters =
                (Type.getArgumentsAndReturnSizes(signature.id().descriptor()) >> 2) - (signature.isStatic() ? 1 : 0);
        this.context = form.resumes() ? 1 : parameters;
    }

    /** The place of one of the coroutine's variables. */
    int of(int index) {
        if (form.resumes()) {
            return index + form.ownLocals().size() + (gates ? 1 : 0);
        }
        return index < parameters ? index : index + 1;
    }

    int context() {
        return context;
    }

    /** The variable that says to which state the coroutine is on its way, 0 when it is there. */
    int boundFor() {
        return form.ownLocals().size();
    }

    void setBoundFor(int state) {
        Types.pushInt(out, state);
        out.visitVarInsn(Opcodes.ISTORE, boundFor());
    }

    /** A stack map frame. */
    void frame(List<VarType> variables, List<VarType> stack) {
        frame(form.ownLocals(), variables, stack);
    }

    /** The same, where the form's own variables hold this. */
    void frame(List<Object> own, List<VarType> variables, List<VarType> stack) {
        List<Object> entries = new ArrayList<>(own);
        if (form.resumes()) {
            if (gates) {
                entries.add(Opcodes.INTEGER);
            }
            addEntries(entries, variables, 0, variables.size());
        } else {
            addEntries(entries, variables, 0, parameters);
            entries.add(CONTEXT);
            addEntries(entries, variables, parameters, variables.size());
        }
        while (!entries.isEmpty() && entries.get(entries.size() - 1).equals(Opcodes.TOP)) {
            entries.remove(entries.size() - 1);
        }
        Object[] stackEntries = stack.stream().map(this::entry).toArray();
        out.visitFrame(Opcodes.F_NEW, entries.size(), entries.toArray(), stackEntries.length, stackEntries);
    }

    private void addEntries(List<Object> entries, List<VarType> variables, int from, int to) {
        for (int l = from; l < to; l++) {
            VarType type = l < variables.size() ? variables.get(l) : VarType.TOP;
            entries.add(entry(type));
            if (type.getSize() == 2) {
                l++;
            }
        }
    }

    private Object entry(VarType type) {
        AbstractInsnNode creation = type.creation();
        return creation == null ? Types.frameEntry(type) : labels.ofCreation(creation);
    }
}
