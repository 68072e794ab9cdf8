package dev.bobbin.compiler.emit;

import static dev.bobbin.compiler.ir.AbiNames.ABI;
import static dev.bobbin.compiler.ir.AbiNames.AWAITABLE_TYPE;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT;
import static dev.bobbin.compiler.ir.AbiNames.CONTEXT_TYPE;

import dev.bobbin.compiler.analysis.Loops;
import dev.bobbin.compiler.ir.Callee;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.FrameTypes;
import dev.bobbin.compiler.ir.ResultKind;
import dev.bobbin.compiler.ir.Saved;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.ir.VarType;
import dev.bobbin.compiler.ir.VirtualStart;
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
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Writes the code of a coroutine in one of its {@link Form}s.
 *
 * <p>It is the coroutine's own code in all of them; what differs is the way in and out. Around each await stand, with k its
 * state:
 *
 * <pre>
 *        call; if (context.signal != 0) goto unwind_k
 * go_on_k:                                    the code goes on, with the result on the stack
 *
 * restore_k: locals and stack from the frame; result or failure from the context; goto go_on_k     (resume and poll forms)
 * unwind_k:  if a tail call gave a result: take it; goto go_on_k                                    (object results)
 * save_k:    store locals and stack, return
 * </pre>
 *
 * <p>Local variables keep their order; the context comes after the parameters in the start form, and the frame and the
 * context before everything in the others. A resume form holds only the code that a suspension point can reach.
 */
public final class WriteBody {
    private final Form form;
    private final StateMachine machine;
    private final Code code;
    private final MethodVisitor out;
    private final Insns insns;
    private final BitSet emitted;
    private final Map<AbstractInsnNode, Suspension> suspensions = new HashMap<>();
    private final Set<AbstractInsnNode> skipped = new HashSet<>();
    private final Reentry reentry;
    private final Labels labels;
    private final Locals locals;
    private final WayOut wayOut;

    private WriteBody(Form form, Code code, MethodVisitor out) {
        this.form = form;
        this.machine = form.machine();
        this.code = code;
        this.out = out;
        this.insns = code.insns();
        machine.suspensions().forEach(s -> suspensions.put(s.call(), s));
        this.emitted = reached();
        this.reentry = form.resumes() ? Reentry.of(machine, loops()) : Reentry.NONE;
        this.labels = new Labels(machine.suspensions().size());
        this.locals = new Locals(form, labels, out, !reentry.isEmpty());
        List<Suspension> awaits =
                machine.suspensions().stream().filter(s -> isEmitted(s.call())).toList();
        this.wayOut = new WayOut(this, form, code, awaits, labels, locals);
    }

    /**
     * Writes all of a method.
     *
     * @param code that of the form's machine
     */
    public static void of(Form form, Code code, MethodVisitor out) {
        new WriteBody(form, code, out).write();
    }

    public MethodVisitor out() {
        return out;
    }

    CoroutineSignature signature() {
        return machine.signature();
    }

    /** Where it hands, control goes on after an await only by being entered there: that makes no loop. */
    private Loops loops() {
        if (!form.hands()) {
            return code.loops();
        }
        BitSet ends = new BitSet();
        machine.suspensions().forEach(s -> ends.set(code.indexOf(s.call())));
        return code.loops().without(ends);
    }

    private BitSet reached() {
        BitSet entries = new BitSet();
        if (form.begins()) {
            entries.set(0);
        }
        if (form.resumes()) {
            for (Suspension s : machine.suspensions()) {
                int call = code.indexOf(s.call());
                for (int next : code.flow().successors(call)) {
                    entries.set(next);
                }
                for (int handler : code.flow().handlers(call)) {
                    entries.set(handler);
                }
            }
        }
        return code.flow().reachableFrom(entries);
    }

    private void write() {
        WriteTables tables = new WriteTables(form, code, emitted, labels, locals, out);
        WayIn wayIn = new WayIn(this, form, reentry, labels, locals);
        out.visitCode();
        tables.tryCatchBlocks(wayOut);
        if (form.resumes()) {
            wayIn.dispatch();
        }
        if (form.begins() && !machine.signature().isStatic()) {
            checkReceiver();
        }
        skipAwaitedCalls();
        skipped.addAll(form.leftOut());
        for (AbstractInsnNode insn : code.body().instructions) {
            Suspension suspension = suspensions.get(insn);
            if (insn instanceof LabelNode label) {
                out.visitLabel(labels.of(label)); // ranges may end where no code is emitted
            } else if (isEmitted(insn)) {
                if (!skipped.contains(insn)) {
                    instruction(insn);
                }
            } else if (form.resumes() && suspension != null) {
                goOn(suspension); // this call is never made again, but may be what the coroutine waits for
            }
        }
        Label end = new Label();
        out.visitLabel(end);
        wayOut.tail();
        wayIn.gates();
        wayOut.unwind();
        tables.localVariables(end);
        out.visitMaxs(0, 0);
        out.visitEnd();
    }

    /** The call of a directly awaited coroutine is emitted with its await; here only the await is left. */
    private void skipAwaitedCalls() {
        for (AbstractInsnNode insn : code.body().instructions) {
            if (!isEmitted(insn)) {
                continue;
            }
            Suspension s = suspensions.get(insn);
            if (s != null && s.isCallOnTheSpot() || machine.immediateCalls().containsKey(insn)) {
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
        out.visitVarInsn(Opcodes.ALOAD, locals.of(0));
        out.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                "java/util/Objects",
                "requireNonNull",
                "(Ljava/lang/Object;)Ljava/lang/Object;",
                false);
        out.visitInsn(Opcodes.POP);
    }

    private boolean isEmitted(AbstractInsnNode insn) {
        return emitted.get(code.indexOf(insn));
    }

    /** Pushes the value of a local variable. */
    public void load(Saved saved) {
        out.visitVarInsn(Types.load(saved.type()), locals.of(saved.place()));
    }

    /** Pushes the context. */
    public void loadContext() {
        out.visitVarInsn(Opcodes.ALOAD, locals.context());
    }

    /** A stack map frame. */
    public void frame(List<VarType> variables, List<VarType> stack) {
        locals.frame(variables, stack);
    }

    private void instruction(AbstractInsnNode insn) {
        Suspension s = suspensions.get(insn);
        CoroutineSignature immediate = machine.immediateCalls().get(insn);
        if (s != null) {
            suspension(s);
        } else if (immediate != null) {
            StackForm.callStart(out, locals.context(), immediate);
            result(insn, immediate.result());
        } else if (insn instanceof VarInsnNode var) {
            out.visitVarInsn(var.getOpcode(), locals.of(var.var));
        } else if (insn instanceof IincInsnNode iinc) {
            out.visitIincInsn(locals.of(iinc.var), iinc.incr);
        } else if (insn instanceof FrameNode) {
            FrameTypes types = machine.frames().get(insn);
            if (types != null) {
                locals.frame(types.locals(), types.stack());
            }
            Reentry.Gate gate = reentry.at(insn);
            if (gate != null) {
                out.visitVarInsn(Opcodes.ILOAD, locals.boundFor());
                out.visitJumpInsn(Opcodes.IFNE, gate.dispatch);
            }
        } else if (insn instanceof LineNumberNode line) {
            out.visitLineNumber(line.line, labels.of(line.start));
        } else if (insn instanceof JumpInsnNode jump) {
            out.visitJumpInsn(jump.getOpcode(), labels.of(jump.label));
        } else if (insn instanceof TableSwitchInsnNode table) {
            out.visitTableSwitchInsn(table.min, table.max, labels.of(table.dflt), labels.of(table.labels));
        } else if (insn instanceof LookupSwitchInsnNode lookup) {
            int[] keys = lookup.keys.stream().mapToInt(Integer::intValue).toArray();
            out.visitLookupSwitchInsn(labels.of(lookup.dflt), keys, labels.of(lookup.labels));
        } else if (insn.getOpcode() == Opcodes.ARETURN) {
            areturn(insn);
        } else if (code.isFailedClose(insn)) {
            out.visitMethodInsn(
                    Opcodes.INVOKESTATIC, ABI, "suppress", "(Ljava/lang/Throwable;Ljava/lang/Throwable;)V", false);
        } else if (!isBoxOrDoneOfReturn(insn)) {
            if (insn.getOpcode() == Opcodes.NEW) {
                out.visitLabel(labels.ofCreation(insn));
            }
            insn.accept(out);
        }
    }

    private void suspension(Suspension s) {
        Labels.Around around = labels.around(s);
        if (form.hands()) {
            form.hand(out, s);
            out.visitJumpInsn(Opcodes.GOTO, around.unwind);
            goOn(s);
            return;
        }
        if (s.callee() instanceof Callee.Direct direct) {
            form.call(out, locals.context(), s, direct.coroutine());
        } else if (s.callee() instanceof Callee.Virtual virtual) {
            VirtualStart start = virtual.start();
            loadContext();
            out.visitMethodInsn(
                    Opcodes.INVOKESTATIC, start.companion(), start.dispatchName(), start.dispatchDescriptor(), true);
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
        out.visitJumpInsn(Opcodes.IFNE, around.unwind);
        if (!form.leavesResult(s)) {
            loadContext();
            Types.take(out, s.result());
        }
        goOn(s);
    }

    private void goOn(Suspension s) {
        List<VarType> stack = new ArrayList<>(s.stack());
        stack.add(s.result().type());
        if (!isEmitted(s.call())) { // the line began before the call, and that part is left out
            line(s.line(), () -> locals.frame(s.locals(), stack));
        }
        out.visitLabel(labels.around(s).goOn);
        locals.frame(s.locals(), stack);
        if (s.callee() instanceof Callee.ScopeClose) {
            out.visitInsn(Opcodes.POP);
            return;
        }
        if (!result(s.call(), s.result()) && nextIsFrame(s.call())) {
            out.visitInsn(Opcodes.NOP); // two frames may not stand at one place
        }
    }

    /**
     * What follows belongs to a line, but a breakpoint on the line does not stop there: that stands where the line's entry in the table points
     * to, which is an instruction that is never executed. To be written where control does not come to.
     *
     * @param frame writes the stack map frame of what follows
     */
    void line(int line, Runnable frame) {
        if (line > 0) {
            Label never = new Label();
            out.visitLabel(never);
            out.visitLineNumber(line, never);
            frame.run();
            out.visitInsn(Opcodes.NOP);
        }
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
            wayOut.returnTail();
            return;
        }
        if (form.hands()) {
            form.ended(out);
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
}
