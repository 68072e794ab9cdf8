package dev.bobbin.compiler.emit;

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
import dev.bobbin.compiler.ir.VirtualStart;
import dev.bobbin.compiler.read.Insns;
import dev.bobbin.compiler.read.Returns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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
    private final MethodNode body;
    private final MethodVisitor out;
    private final Insns insns;
    private final int parameters;
    private final int context;
    private final BitSet emitted;
    private final Map<LabelNode, Label> labels = new HashMap<>();
    private final Map<AbstractInsnNode, Label> creations = new HashMap<>();
    private final Map<AbstractInsnNode, Suspension> suspensions = new HashMap<>();
    private final Map<Suspension, Around> around = new HashMap<>();
    private final Set<AbstractInsnNode> skipped = new HashSet<>();
    private final Set<AbstractInsnNode> closes;
    /** The ways in; null in a start form. */
    private final @Nullable Reentry reentry;

    private final Label tail = new Label();
    /** The awaits to unwind at, by what an error there meets. */
    private final Map<Guard, List<Suspension>> unwinding = new LinkedHashMap<>();

    private final Map<Guard, Failing> failing = new HashMap<>();
    private boolean hasTail;

    /** The labels around one await. */
    private static final class Around {
        final Label goOn = new Label();
        final Label restore = new Label();
        final Label unwind = new Label();
        final Label save = new Label();
        final Label restoreTake = new Label();
        final Label restoreTaken = new Label();
    }

    /** What stands around an await: its try blocks, and the variables that live on in them. */
    private record Guard(List<TryCatchBlockNode> blocks, List<VarType> locals) {}

    /** Around the code that unwinds at awaits of one guard, and around what follows if that fails. */
    private record Failing(Label from, Label to, Label end) {
        Failing() {
            this(new Label(), new Label(), new Label());
        }
    }

    private WriteBody(Form form, MethodVisitor out) {
        this.form = form;
        this.machine = form.machine();
        this.body = machine.body();
        this.out = out;
        this.insns = new Insns(body);
        CoroutineSignature signature = machine.signature();
        this.parameters =
                (Type.getArgumentsAndReturnSizes(signature.id().descriptor()) >> 2) - (signature.isStatic() ? 1 : 0);
        this.context = form.resumes() ? 1 : parameters;
        for (Suspension s : machine.suspensions()) {
            suspensions.put(s.call(), s);
            around.put(s, new Around());
        }
        this.closes = FailedCloses.of(body);
        Flow flow = new Flow(body);
        this.emitted = reached(flow);
        this.reentry = form.resumes() ? new Reentry(machine, flow) : null;
    }

    /** Writes all of a method. */
    public static void of(Form form, MethodVisitor out) {
        new WriteBody(form, out).write();
    }

    public MethodVisitor out() {
        return out;
    }

    CoroutineSignature signature() {
        return machine.signature();
    }

    private BitSet reached(Flow flow) {
        List<Integer> entries = new ArrayList<>();
        if (form.begins()) {
            entries.add(0);
        }
        if (form.resumes()) {
            for (Suspension s : machine.suspensions()) {
                int call = body.instructions.indexOf(s.call());
                entries.addAll(flow.successors(call));
                entries.addAll(flow.handlers(call));
            }
        }
        return flow.reachableFrom(entries);
    }

    private void write() {
        out.visitCode();
        machine.suspensions().stream()
                .filter(s -> isEmitted(s.call()))
                .forEach(s -> unwinding
                        .computeIfAbsent(guard(s), g -> new ArrayList<>())
                        .add(s));
        tryCatchBlocks();
        Label begin = new Label();
        out.visitLabel(begin);
        if (form.resumes()) {
            dispatch();
        }
        if (form.begins() && !machine.signature().isStatic()) {
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
            } else if (form.resumes() && suspension != null) {
                goOn(suspension); // this call is never made again, but may be what the coroutine waits for
            }
        }
        Label end = new Label();
        out.visitLabel(end);
        if (hasTail) {
            tailCall();
        }
        if (reentry != null) {
            reentry.all().forEach(this::gate);
        }
        unwinding.forEach((guard, awaits) -> {
            Failing f = failing(guard);
            out.visitLabel(f.from());
            awaits.forEach(this::unwind);
            out.visitLabel(f.to());
            failedUnwinding(guard);
            out.visitLabel(f.end());
        });
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
        out.visitVarInsn(Opcodes.ALOAD, local(0));
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
        List<Suspension> states = machine.suspensions();
        Label begin = new Label();
        Label[] labels = new Label[states.size() + (form.begins() ? 1 : 0)];
        Arrays.setAll(labels, i -> form.begins() && i == 0 ? begin : new Label());
        int first = form.begins() ? 0 : 1;
        Label wrong = new Label();
        if (hasGates()) {
            boundFor(0);
        }
        form.entered(this);
        out.visitVarInsn(Opcodes.ALOAD, 0);
        form.room().getState(out);
        if (hasGates()) {
            out.visitInsn(Opcodes.DUP);
            out.visitVarInsn(Opcodes.ISTORE, boundFor());
        }
        out.visitTableSwitchInsn(first, states.size(), wrong, labels);
        for (Suspension s : states) {
            out.visitLabel(labels[s.state() - first]);
            frame(List.of(), List.of());
            form.again(this, s);
            Reentry.Gate gate = reentry == null ? null : reentry.first(s);
            if (gate == null) {
                if (hasGates()) {
                    boundFor(0);
                }
                restore(s);
            } else {
                out.visitJumpInsn(Opcodes.GOTO, gate.enter);
            }
        }
        if (reentry != null) {
            reentry.outermost().forEach(gate -> enter(gate, List.of()));
            for (Suspension s : states) {
                if (reentry.first(s) != null) {
                    out.visitLabel(around(s).restore);
                    frame(List.of(), List.of());
                    boundFor(0);
                    restore(s);
                }
            }
        }
        out.visitLabel(wrong);
        frame(List.of(), List.of());
        Types.throwNotSuspended(out, machine.signature().id().readable());
        if (form.begins()) {
            out.visitLabel(begin);
            frame(List.of(), List.of());
            new Arguments(machine.signature()).loadIntoLocals(out, form.room(), local(0));
            out.visitInsn(Opcodes.NOP); // keeps a frame that may follow apart from this
        }
    }

    /** Goes to a loop's head, with what its frame has, from where the variables are of these types. */
    private void enter(Reentry.Gate gate, List<VarType> from) {
        out.visitLabel(gate.enter);
        frame(from, List.of());
        List<VarType> wanted = gate.types.locals();
        for (int l = 0; l < wanted.size(); l++) {
            VarType type = wanted.get(l);
            if (type.tag() != VarType.Tag.TOP
                    && (l >= from.size() || !from.get(l).equals(type))) {
                Types.pushDefault(out, type);
                out.visitVarInsn(Types.store(type), local(l));
            }
        }
        out.visitJumpInsn(Opcodes.GOTO, label((LabelNode) gate.head));
    }

    /** Where a loop's head sends those that are bound for a point in the loop. */
    private void gate(Reentry.Gate gate) {
        Map<Integer, Label> targets = new TreeMap<>();
        gate.here.forEach(s -> targets.put(s.state(), around(s).restore));
        gate.inner.forEach(inner -> inner.all().forEach(s -> targets.put(s.state(), inner.enter)));
        out.visitLabel(gate.dispatch);
        frame(gate.types.locals(), List.of());
        List<Label> labels = List.copyOf(targets.values());
        if (new HashSet<>(labels).size() == 1) {
            out.visitJumpInsn(Opcodes.GOTO, labels.get(0));
        } else {
            out.visitVarInsn(Opcodes.ILOAD, boundFor());
            int[] keys = targets.keySet().stream().mapToInt(Integer::intValue).toArray();
            out.visitLookupSwitchInsn(labels.get(0), keys, labels.toArray(new Label[0]));
        }
        gate.inner.forEach(inner -> enter(inner, gate.types.locals()));
    }

    private boolean hasGates() {
        return reentry != null && !reentry.isEmpty();
    }

    /** The variable that says to which state the coroutine is on its way, 0 when it is there. */
    private int boundFor() {
        return form.ownLocals().size();
    }

    private void boundFor(int state) {
        Types.pushInt(out, state);
        out.visitVarInsn(Opcodes.ISTORE, boundFor());
    }

    private void restore(Suspension s) {
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
        out.visitVarInsn(Opcodes.ALOAD, 0);
        form.room().get(out, saved.kind(), saved.slot());
        Types.fromSlot(out, saved.type());
    }

    /** Pushes the value of a local variable. */
    public void load(Saved saved) {
        out.visitVarInsn(Types.load(saved.type()), local(saved.place()));
    }

    // ---- the way out ------------------------------------------------------------------------------------------------

    private void unwind(Suspension s) {
        Around a = around(s);
        List<VarType> stack = new ArrayList<>(s.stack());
        if (form.leavesResult(s)) {
            stack.add(s.result().type());
        }
        out.visitLabel(a.unwind);
        line(s, a.unwind);
        frame(form.ownLocalsAfter(s), s.locals(), stack);
        if (form.leavesResult(s)) {
            Types.pop(out, s.result().type());
        }
        form.unwinding(this, s);
        if (!s.result().isPrimitive()) { // an unboxed result is never a tail call's
            loadContext();
            out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "settle", "()Z", false);
            out.visitJumpInsn(Opcodes.IFEQ, a.save);
            loadContext();
            Types.take(out, s.result());
            out.visitJumpInsn(Opcodes.GOTO, a.goOn);
        }
        save(s);
    }

    private void save(Suspension s) {
        out.visitLabel(around(s).save);
        frame(form.ownLocalsAfter(s), s.locals(), s.stack());
        form.save(this, s);
    }

    /**
     * There was no stack or memory to store a frame: the task does not suspend after all, and the error comes out of the
     * await. That the signal is taken back here, without a call, is what keeps whoever catches the error from taking it for
     * its own. A failed tail call's error comes this way too.
     */
    private void failedUnwinding(Guard guard) {
        frame(guard.locals(), List.of(VarType.ref("java/lang/Throwable")));
        loadContext();
        out.visitInsn(Opcodes.ICONST_0);
        out.visitFieldInsn(Opcodes.PUTFIELD, CONTEXT, "signal", "I");
        loadContext();
        out.visitMethodInsn(Opcodes.INVOKEVIRTUAL, CONTEXT, "abandon", "()V", false);
        form.abandoned(this);
        out.visitInsn(Opcodes.ATHROW);
    }

    private Guard guard(Suspension s) {
        int at = body.instructions.indexOf(s.call());
        List<TryCatchBlockNode> blocks = body.tryCatchBlocks.stream()
                .filter(b -> body.instructions.indexOf(b.start) <= at && at < body.instructions.indexOf(b.end))
                .toList();
        return new Guard(blocks, blocks.isEmpty() ? List.of() : s.locals());
    }

    private Failing failing(Guard guard) {
        return failing.computeIfAbsent(guard, g -> new Failing());
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
            StackForm.callStart(out, context, immediate);
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
            Reentry.Gate gate = reentry == null ? null : reentry.at(insn);
            if (gate != null) {
                out.visitVarInsn(Opcodes.ILOAD, boundFor());
                out.visitJumpInsn(Opcodes.IFNE, gate.dispatch);
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
            if (insn.getOpcode() == Opcodes.NEW) {
                out.visitLabel(creation(insn));
            }
            insn.accept(out);
        }
    }

    private void suspension(Suspension s) {
        Around a = around(s);
        if (s.callee() instanceof Callee.Direct direct) {
            form.call(out, context, s, direct.coroutine());
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
        out.visitJumpInsn(Opcodes.IFNE, a.unwind);
        if (!form.leavesResult(s)) {
            loadContext();
            Types.take(out, s.result());
        }
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

    /** Where an object is created: of its own, since what a gate adds may come between the body's label and the NEW. */
    private Label creation(AbstractInsnNode creation) {
        return creations.computeIfAbsent(creation, c -> new Label());
    }

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
        if (form.resumes()) {
            return index + form.ownLocals().size() + (hasGates() ? 1 : 0);
        }
        return index < parameters ? index : index + 1;
    }

    /** Pushes the context. */
    public void loadContext() {
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

    /** A stack map frame. */
    public void frame(List<VarType> locals, List<VarType> stack) {
        frame(form.ownLocals(), locals, stack);
    }

    private void frame(List<Object> own, List<VarType> locals, List<VarType> stack) {
        List<Object> entries = new ArrayList<>(own);
        if (form.resumes()) {
            if (hasGates()) {
                entries.add(Opcodes.INTEGER);
            }
            addEntries(entries, locals, 0, locals.size());
        } else {
            addEntries(entries, locals, 0, parameters);
            entries.add(CONTEXT);
            addEntries(entries, locals, parameters, locals.size());
        }
        while (!entries.isEmpty() && entries.get(entries.size() - 1).equals(Opcodes.TOP)) {
            entries.remove(entries.size() - 1);
        }
        Object[] stackEntries = stack.stream().map(this::entry).toArray();
        out.visitFrame(Opcodes.F_NEW, entries.size(), entries.toArray(), stackEntries.length, stackEntries);
    }

    private void addEntries(List<Object> entries, List<VarType> locals, int from, int to) {
        for (int l = from; l < to; l++) {
            VarType type = l < locals.size() ? locals.get(l) : VarType.TOP;
            entries.add(entry(type));
            if (type.getSize() == 2) {
                l++;
            }
        }
    }

    private Object entry(VarType type) {
        AbstractInsnNode creation = type.creation();
        if (creation == null) {
            return Types.frameEntry(type);
        }
        return creation(creation);
    }

    private void tryCatchBlocks() {
        if (form.resumes()) {
            machine.suspensions().forEach(s -> form.handlers(out, s));
        }
        for (TryCatchBlockNode block : body.tryCatchBlocks) {
            int from = body.instructions.indexOf(block.start);
            int to = body.instructions.indexOf(block.end);
            if (isEmittedBetween(from, to)) {
                out.visitTryCatchBlock(label(block.start), label(block.end), label(block.handler), block.type);
            }
            for (Suspension s : machine.suspensions()) { // a result is taken where it would have been returned
                int at = body.instructions.indexOf(s.call());
                if (form.resumes() && at >= from && at < to) {
                    Around a = around(s);
                    out.visitTryCatchBlock(a.restoreTake, a.restoreTaken, label(block.handler), block.type);
                }
            }
            unwinding.keySet().stream().filter(g -> g.blocks().contains(block)).forEach(g -> {
                Failing f = failing(g);
                out.visitTryCatchBlock(f.to(), f.end(), label(block.handler), block.type);
            });
        }
        unwinding.keySet().forEach(g -> {
            Failing f = failing(g);
            out.visitTryCatchBlock(f.from(), f.to(), f.to(), "java/lang/Throwable");
        });
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
        if (form.resumes()) {
            VariableRanges.of(machine, form.begins(), this::isEmitted, this::label, s -> around(s).goOn, end)
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
