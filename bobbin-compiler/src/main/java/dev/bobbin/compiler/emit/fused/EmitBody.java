package dev.bobbin.compiler.emit.fused;

import static dev.bobbin.compiler.ir.AbiNames.ABI;
import static dev.bobbin.compiler.ir.AbiNames.AWAITABLE;
import static dev.bobbin.compiler.ir.AbiNames.AWAITABLE_TYPE;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT_TYPE;

import dev.bobbin.compiler.analysis.Flow;
import dev.bobbin.compiler.ir.Callee;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.FrameTypes;
import dev.bobbin.compiler.ir.ResultKind;
import dev.bobbin.compiler.ir.Saved;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.ir.VarType;
import dev.bobbin.compiler.read.Insns;
import dev.bobbin.compiler.read.Returns;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Writes the start form or the resume form of a coroutine.
 *
 * <p>Both are the coroutine's own code; what differs is the way in. Around each await stand, with k its state:
 *
 * <pre>
 *        call; if (context.signal != 0) goto unwind_k
 * go_on_k:                                    the code goes on, with the result on the stack
 *
 * restore_k: locals and stack from the state; result or failure from the context; goto go_on_k     (resume form)
 * unwind_k:  if a tail call gave a result: take it; goto go_on_k                                    (object results)
 * save_k:    store locals and stack by a method of their own, return
 * </pre>
 *
 * <p>Local variables keep their order; the context comes after the parameters in the start form, and the state and the
 * context before everything in the resume form, which holds only the code that a suspension point can reach.
 */
final class EmitBody {
    private final StateMachine machine;
    private final MethodNode body;
    private final MethodVisitor out;
    private final Insns insns;
    private final boolean resuming;
    private final int parameters;
    private final int context;
    private final BitSet emitted;
    private final Map<LabelNode, Label> labels = new HashMap<>();
    private final Map<AbstractInsnNode, Suspension> suspensions = new HashMap<>();
    private final Map<Suspension, Around> around = new HashMap<>();
    private final Set<AbstractInsnNode> skipped = new HashSet<>();
    private final Set<AbstractInsnNode> closes;
    private final Label tail = new Label();
    private boolean hasTail;

    /** The labels around one await. */
    private static final class Around {
        final Label goOn = new Label();
        final Label unwind = new Label();
        final Label save = new Label();
        final Label restoreTake = new Label();
        final Label restoreTaken = new Label();
        final Label unwindTake = new Label();
        final Label unwindTaken = new Label();
    }

    private EmitBody(StateMachine machine, MethodVisitor out, boolean resuming) {
        this.machine = machine;
        this.body = machine.body();
        this.out = out;
        this.insns = new Insns(body);
        this.resuming = resuming;
        CoroutineSignature signature = machine.signature();
        this.parameters =
                (Type.getArgumentsAndReturnSizes(signature.id().descriptor()) >> 2) - (signature.isStatic() ? 1 : 0);
        this.context = resuming ? 1 : parameters;
        for (Suspension s : machine.suspensions()) {
            suspensions.put(s.call(), s);
            around.put(s, new Around());
        }
        this.closes = FailedCloses.of(body);
        this.emitted = reached();
    }

    static void start(StateMachine machine, MethodVisitor out) {
        new EmitBody(machine, out, false).emit();
    }

    static void resume(StateMachine machine, MethodVisitor out) {
        new EmitBody(machine, out, true).emit();
    }

    private BitSet reached() {
        Flow flow = new Flow(body);
        List<Integer> entries = new ArrayList<>();
        if (!resuming) {
            entries.add(0);
        } else {
            for (Suspension s : machine.suspensions()) {
                int call = body.instructions.indexOf(s.call());
                entries.addAll(flow.successors(call));
                entries.addAll(flow.handlers(call));
            }
        }
        return flow.reachableFrom(entries);
    }

    private void emit() {
        out.visitCode();
        tryCatchBlocks();
        List<Suspension> unwinding = new ArrayList<>();
        for (Suspension s : machine.suspensions()) {
            if (isEmitted(s.call())) {
                unwinding.add(s);
            }
        }
        Label begin = new Label();
        out.visitLabel(begin);
        if (resuming) {
            dispatch();
        } else if (!machine.signature().isStatic()) {
            checkReceiver();
        }
        skipAwaitedCalls();
        for (AbstractInsnNode insn : body.instructions) {
            Suspension suspension = suspensions.get(insn);
            if (insn instanceof LabelNode label) {
                out.visitLabel(label(label)); // ranges may end where no code is emitted
            } else if (isEmitted(insn)) {
                if (!skipped.contains(insn)) {
                    instruction(insn);
                }
            } else if (resuming && suspension != null) {
                goOn(suspension); // this call is never made again, but may be what the coroutine waits for
            }
        }
        Label end = new Label();
        out.visitLabel(end);
        if (hasTail) {
            tailCall();
        }
        unwinding.forEach(this::unwind);
        localVariables(begin, end);
        out.visitMaxs(0, 0);
        out.visitEnd();
    }

    /** The call of a directly awaited coroutine is emitted with its await; here only the await is left. */
    private void skipAwaitedCalls() {
        for (AbstractInsnNode insn : body.instructions) {
            if (!isEmitted(insn)) {
                continue;
            }
            Suspension s = suspensions.get(insn);
            if (s != null && s.callee() instanceof Callee.Direct
                    || machine.immediateCalls().containsKey(insn)) {
                skipped.add(requireBefore(insn));
            }
        }
    }

    private AbstractInsnNode requireBefore(AbstractInsnNode insn) {
        AbstractInsnNode before = insns.before(insn);
        if (before == null) {
            throw new IllegalStateException("a direct await has its call before it");
        }
        return before;
    }

    /** The call was one of an instance method, which fails on null before anything of the body runs. */
    private void checkReceiver() {
        out.visitVarInsn(Opcodes.ALOAD, 0);
        out.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                "java/util/Objects",
                "requireNonNull",
                "(Ljava/lang/Object;)Ljava/lang/Object;",
                false);
        out.visitInsn(Opcodes.POP);
    }

    // ---- the way in -------------------------------------------------------------------------------------------------

    private void dispatch() {
        CoroutineSignature signature = machine.signature();
        List<Suspension> states = machine.suspensions();
        Label[] restore = new Label[states.size()];
        for (int i = 0; i < restore.length; i++) {
            restore[i] = new Label();
        }
        Label wrong = new Label();
        out.visitVarInsn(Opcodes.ALOAD, 0);
        out.visitMethodInsn(Opcodes.INVOKEINTERFACE, signature.stateName(), signature.prefix() + "state", "()I", true);
        out.visitTableSwitchInsn(1, states.size(), wrong, restore);
        for (Suspension s : states) {
            out.visitLabel(restore[s.state() - 1]);
            restore(s);
        }
        out.visitLabel(wrong);
        frame(List.of(), List.of());
        out.visitLdcInsn(signature.id().readable());
        out.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                ABI,
                "notSuspended",
                "(Ljava/lang/String;)Ljava/lang/IllegalStateException;",
                false);
        out.visitInsn(Opcodes.ATHROW);
    }

    private void restore(Suspension s) {
        frame(List.of(), List.of());
        for (Saved saved : s.saved()) {
            if (!saved.onStack()) {
                get(saved);
                out.visitVarInsn(Types.store(saved.type()), local(saved.place()));
            }
        }
        for (int l = 0; l < s.locals().size(); l++) {
            if (s.locals().get(l).equals(VarType.NULL)) {
                out.visitInsn(Opcodes.ACONST_NULL);
                out.visitVarInsn(Opcodes.ASTORE, local(l));
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
        Around a = around(s);
        loadContext();
        out.visitLabel(a.restoreTake);
        Types.take(out, s.result());
        out.visitLabel(a.restoreTaken);
        out.visitJumpInsn(Opcodes.GOTO, a.goOn);
    }

    private void get(Saved saved) {
        CoroutineSignature signature = machine.signature();
        out.visitVarInsn(Opcodes.ALOAD, 0);
        out.visitMethodInsn(
                Opcodes.INVOKEINTERFACE,
                signature.stateName(),
                Slots.accessor(signature, saved.kind(), saved.slot()),
                "()" + saved.kind().descriptor(),
                true);
        Types.fromSlot(out, saved.type());
    }

    // ---- the way out ------------------------------------------------------------------------------------------------

    private void unwind(Suspension s) {
        Around a = around(s);
        List<VarType> beneath = s.stack();
        List<VarType> withResult = new ArrayList<>(beneath);
        withResult.add(s.result().type());
        out.visitLabel(a.unwind);
        line(s, a.unwind);
        frame(s.locals(), withResult);
        Types.pop(out, s.result().type());
        if (!s.result().isPrimitive()) { // an unboxed result is never a tail call's
            loadContext();
            out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "settle", "()Z", false);
            out.visitJumpInsn(Opcodes.IFEQ, a.save);
            loadContext();
            out.visitLabel(a.unwindTake);
            Types.take(out, s.result());
            out.visitLabel(a.unwindTaken);
            out.visitJumpInsn(Opcodes.GOTO, a.goOn);
        }
        save(s);
    }

    private void save(Suspension s) {
        out.visitLabel(around(s).save);
        frame(s.locals(), s.stack());
        for (Saved saved : s.saved()) {
            if (!saved.onStack()) {
                out.visitVarInsn(Types.load(saved.type()), local(saved.place()));
            }
        }
        loadContext();
        CoroutineSignature signature = machine.signature();
        out.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                signature.id().owner(),
                EmitSave.name(signature, s),
                EmitSave.descriptor(s),
                signature.isInterface());
        Types.returnNothing(out, signature.result());
    }

    /** A return of something else than {@code done(...)}, outside of every try: the caller runs it. */
    private void tailCall() {
        out.visitLabel(tail);
        frame(List.of(), List.of(VarType.ref(AWAITABLE)));
        loadContext();
        out.visitLdcInsn(machine.signature().id().readable());
        out.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                ABI,
                "tail",
                "(" + AWAITABLE_TYPE + CONTEXT_TYPE + "Ljava/lang/String;)Ljava/lang/Object;",
                false);
        out.visitInsn(Opcodes.ARETURN);
    }

    // ---- the code itself --------------------------------------------------------------------------------------------

    private void instruction(AbstractInsnNode insn) {
        Suspension s = suspensions.get(insn);
        CoroutineSignature immediate = machine.immediateCalls().get(insn);
        if (s != null) {
            suspension(s);
        } else if (immediate != null) {
            callStart(immediate);
            result(insn, immediate.result());
        } else if (insn instanceof VarInsnNode var) {
            out.visitVarInsn(var.getOpcode(), local(var.var));
        } else if (insn instanceof IincInsnNode iinc) {
            out.visitIincInsn(local(iinc.var), iinc.incr);
        } else if (insn instanceof FrameNode) {
            FrameTypes types = machine.frames().get(insn);
            if (types != null) {
                frame(types.locals(), types.stack());
            }
        } else if (insn instanceof LineNumberNode line) {
            out.visitLineNumber(line.line, label(line.start));
        } else if (insn instanceof JumpInsnNode jump) {
            out.visitJumpInsn(jump.getOpcode(), label(jump.label));
        } else if (insn instanceof TableSwitchInsnNode table) {
            out.visitTableSwitchInsn(table.min, table.max, label(table.dflt), labels(table.labels));
        } else if (insn instanceof LookupSwitchInsnNode lookup) {
            int[] keys = lookup.keys.stream().mapToInt(Integer::intValue).toArray();
            out.visitLookupSwitchInsn(label(lookup.dflt), keys, labels(lookup.labels));
        } else if (insn.getOpcode() == Opcodes.ARETURN) {
            areturn(insn);
        } else if (closes.contains(insn)) {
            out.visitMethodInsn(
                    Opcodes.INVOKESTATIC, ABI, "suppress", "(Ljava/lang/Throwable;Ljava/lang/Throwable;)V", false);
        } else if (!isBoxOrDoneOfReturn(insn)) {
            insn.accept(out);
        }
    }

    private void suspension(Suspension s) {
        Around a = around(s);
        if (s.callee() instanceof Callee.Direct direct) {
            callStart(direct.coroutine());
        } else {
            loadContext();
            out.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    ABI,
                    "await",
                    "(" + AWAITABLE_TYPE + CONTEXT_TYPE + ")Ljava/lang/Object;",
                    false);
        }
        loadContext();
        out.visitFieldInsn(Opcodes.GETFIELD, CONTEXT, "signal", "I");
        out.visitJumpInsn(Opcodes.IFNE, a.unwind);
        goOn(s);
    }

    private void goOn(Suspension s) {
        out.visitLabel(around(s).goOn);
        if (!isEmitted(s.call())) {
            line(s, around(s).goOn); // the line began before the call, and that part is left out
        }
        List<VarType> stack = new ArrayList<>(s.stack());
        stack.add(s.result().type());
        frame(s.locals(), stack);
        if (s.callee() instanceof Callee.ScopeClose) {
            out.visitInsn(Opcodes.POP);
            return;
        }
        if (!result(s.call(), s.result()) && nextIsFrame(s.call())) {
            out.visitInsn(Opcodes.NOP); // two frames may not stand at one place
        }
    }

    /** What stands here belongs to the line of the await. */
    private void line(Suspension s, Label here) {
        if (s.line() > 0) {
            out.visitLineNumber(s.line(), here);
        }
    }

    private void callStart(CoroutineSignature callee) {
        loadContext();
        out.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                callee.id().owner(),
                callee.startName(),
                callee.startDescriptor(),
                callee.isInterface());
    }

    /** Turns the result on the stack into what the code after the await expects; false if that took no instruction. */
    private boolean result(AbstractInsnNode await, ResultKind kind) {
        if (!kind.isPrimitive()) {
            return false;
        }
        AbstractInsnNode next = insns.after(await);
        if (next != null && next.getOpcode() == Opcodes.POP) {
            skipped.add(next);
            Types.pop(out, kind.type());
            return true;
        }
        if (next != null
                && next.getOpcode() == Opcodes.CHECKCAST
                && ((TypeInsnNode) next).desc.equals(kind.boxName())
                && insns.after(next) instanceof MethodInsnNode unbox
                && unbox.owner.equals(kind.boxName())
                && unbox.name.equals(kind.unboxName())) {
            skipped.add(next);
            skipped.add(unbox);
            out.visitInsn(Opcodes.NOP); // keeps a frame that may follow apart from the one before
            return true;
        }
        Types.box(out, kind);
        return true;
    }

    private void areturn(AbstractInsnNode insn) {
        MethodInsnNode done = Returns.doneBefore(insn, insns);
        if (done == null) {
            hasTail = true;
            out.visitJumpInsn(Opcodes.GOTO, tail);
            return;
        }
        if (done.desc.startsWith("()")) {
            out.visitInsn(Opcodes.ACONST_NULL);
        }
        out.visitInsn(Type.getType(machine.signature().result().descriptor()).getOpcode(Opcodes.IRETURN));
    }

    /** The boxing and the {@code done} of a return are dropped: the value itself is returned. */
    private boolean isBoxOrDoneOfReturn(AbstractInsnNode insn) {
        if (!(insn instanceof MethodInsnNode) || insn.getOpcode() != Opcodes.INVOKESTATIC) {
            return false;
        }
        AbstractInsnNode next = insns.after(insn);
        if (next == null) {
            return false;
        }
        if (next.getOpcode() == Opcodes.ARETURN) {
            return insn == Returns.doneBefore(next, insns);
        }
        AbstractInsnNode last = insns.after(next);
        return machine.signature().result().isPrimitive()
                && last != null
                && last.getOpcode() == Opcodes.ARETURN
                && next == Returns.doneBefore(last, insns)
                && insn == Returns.boxBefore((MethodInsnNode) next, insns);
    }

    // ---- labels, frames, tables -------------------------------------------------------------------------------------

    private Label label(LabelNode node) {
        return labels.computeIfAbsent(node, n -> new Label());
    }

    private Label[] labels(List<LabelNode> nodes) {
        return nodes.stream().map(this::label).toArray(Label[]::new);
    }

    private Around around(Suspension s) {
        Around a = around.get(s);
        if (a == null) {
            throw new IllegalStateException("unknown suspension");
        }
        return a;
    }

    private boolean isEmitted(AbstractInsnNode insn) {
        return emitted.get(body.instructions.indexOf(insn));
    }

    private int local(int index) {
        if (resuming) {
            return index + 2;
        }
        return index < parameters ? index : index + 1;
    }

    private void loadContext() {
        out.visitVarInsn(Opcodes.ALOAD, context);
    }

    private static boolean nextIsFrame(AbstractInsnNode insn) {
        AbstractInsnNode next = insn.getNext();
        while (next != null && next.getOpcode() < 0) {
            if (next instanceof FrameNode) {
                return true;
            }
            next = next.getNext();
        }
        return false;
    }

    private void frame(List<VarType> locals, List<VarType> stack) {
        List<Object> entries = new ArrayList<>();
        if (resuming) {
            entries.add(machine.signature().stateName());
            entries.add(CONTEXT);
        }
        int limit = resuming ? locals.size() : Math.max(locals.size(), parameters);
        for (int l = 0; l < limit; l++) {
            if (!resuming && l == parameters) {
                entries.add(CONTEXT);
            }
            VarType type = l < locals.size() ? locals.get(l) : VarType.TOP;
            entries.add(entry(type));
            if (type.getSize() == 2) {
                l++;
                if (!resuming && l == parameters) {
                    throw new IllegalStateException("a parameter ends in the middle of a variable");
                }
            }
        }
        if (!resuming && limit == parameters) {
            entries.add(CONTEXT);
        }
        while (entries.size() > 0 && entries.get(entries.size() - 1).equals(Opcodes.TOP)) {
            entries.remove(entries.size() - 1);
        }
        Object[] stackEntries = stack.stream().map(this::entry).toArray();
        out.visitFrame(Opcodes.F_NEW, entries.size(), entries.toArray(), stackEntries.length, stackEntries);
    }

    private Object entry(VarType type) {
        AbstractInsnNode creation = type.creation();
        if (creation == null) {
            return Types.frameEntry(type);
        }
        AbstractInsnNode before = creation;
        while (!(before instanceof LabelNode label)) {
            before = before.getPrevious();
            if (before == null || before.getOpcode() >= 0) {
                throw new IllegalStateException("an object under construction without a label");
            }
        }
        return label(label);
    }

    private void tryCatchBlocks() {
        for (TryCatchBlockNode block : body.tryCatchBlocks) {
            int from = body.instructions.indexOf(block.start);
            int to = body.instructions.indexOf(block.end);
            if (isEmittedBetween(from, to)) {
                out.visitTryCatchBlock(label(block.start), label(block.end), label(block.handler), block.type);
            }
            for (Suspension s : machine.suspensions()) {
                int at = body.instructions.indexOf(s.call());
                if (at < from || at >= to) {
                    continue;
                }
                Around a = around(s);
                if (resuming) {
                    out.visitTryCatchBlock(a.restoreTake, a.restoreTaken, label(block.handler), block.type);
                }
                if (isEmitted(s.call()) && !s.result().isPrimitive()) {
                    out.visitTryCatchBlock(a.unwindTake, a.unwindTaken, label(block.handler), block.type);
                }
            }
        }
    }

    private boolean isEmittedBetween(int from, int to) {
        for (int i = emitted.nextSetBit(from); i >= 0 && i < to; i = emitted.nextSetBit(i + 1)) {
            if (body.instructions.get(i).getOpcode() >= 0) {
                return true;
            }
        }
        return false;
    }

    private void localVariables(Label begin, Label end) {
        if (body.localVariables == null) {
            return;
        }
        if (resuming) {
            VariableRanges.of(machine, this::isEmitted, this::label, s -> around(s).goOn, end)
                    .forEach(r -> localVariable(r.variable(), r.from(), r.to()));
            return;
        }
        for (LocalVariableNode variable : body.localVariables) {
            int from = body.instructions.indexOf(variable.start);
            int to = body.instructions.indexOf(variable.end);
            if (isEmittedBetween(from, to)) {
                localVariable(variable, label(variable.start), label(variable.end));
            }
        }
    }

    private void localVariable(LocalVariableNode variable, Label from, Label to) {
        out.visitLocalVariable(variable.name, variable.desc, variable.signature, from, to, local(variable.index));
    }
}
