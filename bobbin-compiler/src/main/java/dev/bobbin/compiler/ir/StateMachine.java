package dev.bobbin.compiler.ir;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A coroutine ready to be emitted under any model.
 *
 * @param body its instructions; read only from here on
 * @param suspensions in the order of their states
 * @param immediateCalls awaits that cannot suspend, by their {@code await()} instruction
 * @param frames the verifier's types at each branch target, dead variables left out, by frame instruction
 * @param slots what the largest state needs
 */
public record StateMachine(
        CoroutineSignature signature,
        MethodNode body,
        List<Suspension> suspensions,
        Map<AbstractInsnNode, CoroutineSignature> immediateCalls,
        Map<AbstractInsnNode, FrameTypes> frames,
        SlotCount slots) {
    public StateMachine {
        suspensions = List.copyOf(suspensions);
        immediateCalls = Map.copyOf(immediateCalls);
        frames = Map.copyOf(frames);
    }

    /** Whether it has a suspension, and so a frame; else all that it awaits is done at once. */
    public boolean suspends() {
        return !suspensions.isEmpty();
    }

    /** The same, with callees that are called directly only if the predicate holds, and awaited as an {@code Async} else. */
    public StateMachine withDynamicCalleesUnless(Predicate<CoroutineSignature> direct) {
        List<Suspension> changed = suspensions.stream()
                .map(s -> s.callee() instanceof Callee.Direct d && !direct.test(d.coroutine()) ? s.dynamic() : s)
                .toList();
        return new StateMachine(signature, body, changed, immediateCalls, frames, slots);
    }
}
