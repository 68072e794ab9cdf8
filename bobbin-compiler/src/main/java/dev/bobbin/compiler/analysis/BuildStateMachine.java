package dev.bobbin.compiler.analysis;

import dev.bobbin.compiler.ir.Callee;
import dev.bobbin.compiler.ir.CoroutineId;
import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.FrameTypes;
import dev.bobbin.compiler.ir.Refusal;
import dev.bobbin.compiler.ir.Saved;
import dev.bobbin.compiler.ir.SlotCount;
import dev.bobbin.compiler.ir.SlotKind;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.ir.VarType;
import dev.bobbin.compiler.ir.VirtualStart;
import dev.bobbin.compiler.read.FindVirtualStarts;
import dev.bobbin.compiler.read.Insns;
import dev.bobbin.compiler.read.SuspensionPoints;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/** From a coroutine's method, its creations lifted, to its state machine. */
public final class BuildStateMachine {
    private final CoroutineSignature signature;
    private final MethodNode method;
    private final Map<CoroutineId, CoroutineSignature> known;
    private final AccessibleTypes accessible;
    private final FindVirtualStarts virtualStarts;
    private final TypeFlow types;
    private final Flow flow;
    private final Liveness liveness;
    private final Insns insns;
    /** Whether something lives through a suspension whose class the code must not name. */
    private boolean savesHidden;

    private BuildStateMachine(
            CoroutineSignature signature,
            MethodNode method,
            Map<CoroutineId, CoroutineSignature> known,
            AccessibleTypes accessible,
            FindVirtualStarts virtualStarts)
            throws AnalyzerException {
        this.accessible = accessible;
        this.virtualStarts = virtualStarts;
        this.signature = signature;
        this.method = method;
        this.known = known;
        this.types = new TypeFlow(signature.id().owner(), method);
        this.flow = new Flow(method);
        this.liveness = new Liveness(method, flow);
        this.insns = new Insns(method);
    }

    /**
     * @param known the coroutines of the whole compilation
     * @param accessible which classes its code may name
     * @param virtualStarts by which calls that overrides may replace are dispatched
     * @param refuse takes what cannot be compiled; then nothing is to be made of the result
     */
    public static StateMachine of(
            CoroutineSignature signature,
            MethodNode method,
            Map<CoroutineId, CoroutineSignature> known,
            AccessibleTypes accessible,
            FindVirtualStarts virtualStarts,
            Consumer<Refusal> refuse)
            throws AnalyzerException {
        return new BuildStateMachine(signature, method, known, accessible, virtualStarts).build(refuse);
    }

    private StateMachine build(Consumer<Refusal> refuse) throws AnalyzerException {
        List<Suspension> suspensions = new ArrayList<>();
        Map<AbstractInsnNode, CoroutineSignature> immediate = new HashMap<>();
        BitSet suspending = new BitSet();
        SlotCount slots = SlotCount.NONE;
        for (int i = 0; i < method.instructions.size(); i++) {
            AbstractInsnNode insn = method.instructions.get(i);
            Frame<VarType> before = types.before(i);
            if (before == null) {
                continue;
            }
            if (SuspensionPoints.isSuspension(insn)) {
                Callee callee = callee(insn);
                if (callee instanceof Callee.Direct direct && direct.coroutine().immediate()) {
                    immediate.put(insn, direct.coroutine());
                    continue;
                }
                Suspension suspension = suspension(suspensions.size() + 1, i, insn, callee, before);
                suspensions.add(suspension);
                suspending.set(i);
                slots = slots.max(slotsOf(suspension));
            }
        }
        Restored restored = null;
        if (savesHidden) {
            restored = new Restored(
                    method, flow, types, suspending, type -> !nameable(type).equals(type));
            CheckRestored.in(method, types, restored, accessible, signature.id().packageName(), refuse);
        }
        return new StateMachine(signature, method, suspensions, immediate, frames(restored), slots);
    }

    private Suspension suspension(int state, int index, AbstractInsnNode insn, Callee callee, Frame<VarType> before) {
        List<VarType> locals = locals(before, liveness.after(index));
        List<VarType> stack = stack(before);
        List<Saved> saved = new ArrayList<>();
        int[] used = new int[SlotKind.values().length];
        for (int l = 0; l < locals.size(); l++) {
            save(saved, false, l, locals.get(l), used);
        }
        for (int s = 0; s < stack.size(); s++) {
            save(saved, true, s, stack.get(s), used);
        }
        return new Suspension(state, insn, callee, saved, stack, locals, Insns.lineOf(insn));
    }

    private static void save(List<Saved> saved, boolean onStack, int place, VarType type, int[] used) {
        if (type.isStored()) {
            saved.add(new Saved(onStack, place, type, used[type.slotKind().ordinal()]++));
        }
    }

    private static SlotCount slotsOf(Suspension suspension) {
        SlotCount count = SlotCount.NONE;
        for (Saved s : suspension.saved()) {
            count = count.plusOne(s.kind());
        }
        return count;
    }

    /** The types of the live locals as they can be restored, TOP for the rest. */
    private List<VarType> locals(Frame<VarType> frame, BitSet live) {
        List<VarType> result = new ArrayList<>();
        for (int l = 0; l < frame.getLocals(); l++) {
            result.add(live.get(l) ? saved(frame.getLocal(l)) : VarType.TOP);
        }
        return result;
    }

    /** The same of what is beneath the awaited value. */
    private List<VarType> stack(Frame<VarType> frame) {
        List<VarType> result = new ArrayList<>();
        for (int s = 0; s < frame.getStackSize() - 1; s++) {
            result.add(saved(frame.getStack(s)));
        }
        return result;
    }

    private VarType saved(VarType type) {
        VarType nameable = nameable(type);
        savesHidden |= !nameable.equals(type);
        return nameable;
    }

    private Map<AbstractInsnNode, FrameTypes> frames(@Nullable Restored restored) {
        Map<AbstractInsnNode, FrameTypes> frames = new HashMap<>();
        for (int i = 0; i < method.instructions.size(); i++) {
            Frame<VarType> before = types.before(i);
            if (before != null && method.instructions.get(i) instanceof FrameNode frame) {
                frames.put(frame, frame(i, before, restored));
            }
        }
        return frames;
    }

    /** What has not been restored is what it was, also if the code must not name its class. */
    private FrameTypes frame(int index, Frame<VarType> before, @Nullable Restored restored) {
        BitSet live = liveness.before(index);
        List<VarType> locals = new ArrayList<>();
        for (int l = 0; l < before.getLocals(); l++) {
            VarType type = live.get(l) ? before.getLocal(l) : VarType.TOP;
            locals.add(restored != null && restored.local(index, l) ? nameable(type) : type);
        }
        List<VarType> stack = new ArrayList<>();
        for (int s = 0; s < before.getStackSize(); s++) {
            VarType type = before.getStack(s);
            stack.add(restored != null && restored.stack(index, s) ? nameable(type) : type);
        }
        return new FrameTypes(locals, stack);
    }

    private VarType nameable(VarType type) {
        return accessible.nearest(type, signature.id().packageName());
    }

    private Callee callee(AbstractInsnNode insn) {
        if (SuspensionPoints.isScopeClose(insn)) {
            return new Callee.ScopeClose();
        }
        AbstractInsnNode before = insns.before(insn);
        CoroutineSignature direct = directCall(before);
        if (direct != null) {
            return new Callee.Direct(direct);
        }
        VirtualStart virtual = virtualCall(before);
        return virtual == null ? new Callee.Dynamic() : new Callee.Virtual(virtual);
    }

    private @Nullable VirtualStart virtualCall(@Nullable AbstractInsnNode insn) {
        if (!(insn instanceof MethodInsnNode call) || !signature.model().runsOnStack()) {
            return null;
        }
        boolean dispatched = call.getOpcode() == Opcodes.INVOKEVIRTUAL || call.getOpcode() == Opcodes.INVOKEINTERFACE;
        return dispatched
                ? virtualStarts.find(
                        call.owner, call.name, call.desc, signature.id().packageName())
                : null;
    }

    /** The coroutine that this call certainly runs, null if an override could run instead. */
    private @Nullable CoroutineSignature directCall(@Nullable AbstractInsnNode insn) {
        if (!(insn instanceof MethodInsnNode call)) {
            return null;
        }
        CoroutineSignature callee = known.get(new CoroutineId(call.owner, call.name, call.desc));
        if (callee == null
                || callee.overridable() && call.getOpcode() != Opcodes.INVOKESPECIAL
                || !callee.isCalledDirectlyBy(signature)) {
            return null;
        }
        boolean staticCall = call.getOpcode() == Opcodes.INVOKESTATIC;
        return staticCall == callee.isStatic() && callee.isAccessibleFrom(signature) ? callee : null;
    }
}
