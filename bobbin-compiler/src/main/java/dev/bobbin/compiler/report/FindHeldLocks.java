package dev.bobbin.compiler.report;

import dev.bobbin.compiler.analysis.Flow;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.read.Insns;
import dev.bobbin.compiler.read.SuspensionPoints;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Awaits between {@code lock()} and {@code unlock()}: such a lock belongs to a thread, and the coroutine may go on in another.
 *
 * <p>A forward data flow of the {@code lock()} calls that may not have been undone. Locks are told apart by how they are named,
 * which is all that code shows: an {@code unlock()} of a name that was not locked undoes all. {@code tryLock()} counts
 * where its result is tested on the spot.
 */
final class FindHeldLocks {
    private static final String LOCK = "java/util/concurrent/locks/Lock";
    private static final String READ_WRITE_LOCK = "java/util/concurrent/locks/ReadWriteLock";

    private final MethodNode body;
    private final InsnList instructions;
    private final Supertypes supertypes;
    private final Insns insns;
    private final LocalNames names;
    private final Flow flow;
    private final @Nullable BitSet[] held;
    private final ArrayDeque<Integer> work = new ArrayDeque<>();

    private FindHeldLocks(MethodNode body, Supertypes supertypes) {
        this.body = body;
        this.instructions = body.instructions;
        this.supertypes = supertypes;
        this.insns = new Insns(body);
        this.names = new LocalNames(body);
        this.flow = new Flow(body);
        this.held = new BitSet[instructions.size()];
        reach(0, new BitSet());
        while (!work.isEmpty()) {
            step(work.remove());
        }
    }

    static List<WarningReport> in(StateMachine machine, Supertypes supertypes) {
        FindHeldLocks locks = new FindHeldLocks(machine.body(), supertypes);
        List<WarningReport> warnings = new ArrayList<>();
        for (Suspension s : machine.suspensions()) {
            BitSet at = locks.held[locks.instructions.indexOf(s.call())];
            if (at != null && !at.isEmpty()) {
                warnings.add(locks.warning(s, at));
            }
        }
        return warnings;
    }

    private WarningReport warning(Suspension s, BitSet at) {
        int call = at.nextSetBit(0);
        int line = Insns.lineOf(instructions.get(call));
        if (SuspensionPoints.yieldOf(s.call()) != null) {
            return new WarningReport(
                    s.line(),
                    "yield-under-lock",
                    "a yield while " + name(call) + " is held"
                            + (line > 0 ? ", taken in line " + line : "")
                            + ": the lock belongs to a thread, and the next element may be asked for by another",
                    "yield before lock() or after unlock()");
        }
        return new WarningReport(
                s.line(),
                "await-under-lock",
                "await() while " + name(call) + " is held"
                        + (line > 0 ? ", taken in line " + line : "")
                        + ": the lock belongs to a thread, and the coroutine may go on in another",
                "await before lock() or after unlock(); guard the state without awaiting, or give it to one coroutine");
    }

    private void step(int i) {
        BitSet before = before(i);
        BitSet after = (BitSet) before.clone();
        AbstractInsnNode insn = instructions.get(i);
        BitSet failed = before;
        if (is(insn, "lock") || is(insn, "lockInterruptibly")) {
            after.set(i);
        } else if (is(insn, "unlock")) {
            release(name(i), after);
            failed = after;
        }
        for (int next : flow.successors(i)) {
            reach(next, withTryLock(insn, next, after));
        }
        if (canFail(insn)) {
            for (int handler : handlers(i)) {
                reach(handler, failed);
            }
        }
    }

    private void reach(int i, BitSet locks) {
        BitSet known = held[i];
        if (known == null) {
            held[i] = (BitSet) locks.clone();
            work.add(i);
            return;
        }
        BitSet more = (BitSet) locks.clone();
        more.andNot(known);
        if (!more.isEmpty()) {
            known.or(more);
            work.add(i);
        }
    }

    private BitSet before(int i) {
        BitSet known = held[i];
        return known == null ? new BitSet() : known;
    }

    private void release(String name, BitSet locks) {
        Set<Integer> same = new HashSet<>();
        locks.stream().filter(lock -> name(lock).equals(name)).forEach(same::add);
        if (same.isEmpty()) {
            locks.clear();
        } else {
            same.forEach(locks::clear);
        }
    }

    /** What is held on one way out of {@code if (lock.tryLock())}. */
    private BitSet withTryLock(AbstractInsnNode insn, int next, BitSet locks) {
        if (!(insn instanceof JumpInsnNode jump)
                || !(insns.before(insn) instanceof MethodInsnNode call)
                || !is(call, "tryLock")) {
            return locks;
        }
        boolean jumps = instructions.indexOf(jump.label) == next;
        boolean taken = jump.getOpcode() == Opcodes.IFNE && jumps || jump.getOpcode() == Opcodes.IFEQ && !jumps;
        BitSet result = (BitSet) locks.clone();
        if (taken) {
            result.set(instructions.indexOf(call));
        }
        return result;
    }

    private boolean is(AbstractInsnNode insn, String method) {
        return insn instanceof MethodInsnNode call
                && call.name.equals(method)
                && supertypes.of(call.owner).contains(LOCK);
    }

    /** How the code names the lock of this call. */
    private String name(int call) {
        AbstractInsnNode source = insns.before(instructions.get(call));
        if (source instanceof MethodInsnNode view && isView(view)) {
            return lockName(insns.before(source)) + "." + view.name + "()";
        }
        return lockName(source);
    }

    private String lockName(@Nullable AbstractInsnNode source) {
        if (source instanceof FieldInsnNode field) {
            return field.name;
        }
        if (source instanceof VarInsnNode load) {
            LocalVariableNode variable = names.at(load.var, instructions.indexOf(load));
            return variable == null ? "local " + load.var : variable.name;
        }
        return "a lock";
    }

    private boolean isView(MethodInsnNode call) {
        return (call.name.equals("readLock") || call.name.equals("writeLock"))
                && supertypes.of(call.owner).contains(READ_WRITE_LOCK);
    }

    /** The handlers that can run: those up to the first that catches everything. */
    private List<Integer> handlers(int i) {
        List<Integer> found = new ArrayList<>();
        for (TryCatchBlockNode block : body.tryCatchBlocks) {
            if (instructions.indexOf(block.start) <= i && i < instructions.indexOf(block.end)) {
                found.add(instructions.indexOf(block.handler));
                if (block.type == null || block.type.equals("java/lang/Throwable")) {
                    return found;
                }
            }
        }
        return found;
    }

    /** Leaves out what stands between a {@code try} and its {@code unlock()}, which fails in theory only. */
    private boolean canFail(AbstractInsnNode insn) {
        return insn instanceof MethodInsnNode call
                ? !isView(call)
                : insn.getOpcode() == Opcodes.ATHROW
                        || insn.getOpcode() == Opcodes.INVOKEDYNAMIC
                        || insn.getOpcode() == Opcodes.CHECKCAST
                        || insn.getOpcode() == Opcodes.NEW
                        || insn.getOpcode() == Opcodes.IDIV
                        || insn.getOpcode() == Opcodes.LDIV
                        || insn.getOpcode() >= Opcodes.IALOAD && insn.getOpcode() <= Opcodes.SALOAD;
    }
}
