package dev.bobbin.compiler.ir;

import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * A point where the coroutine may suspend.
 *
 * @param state 1-based, the value stored to come back here
 * @param call the {@code await()} or {@code close()} instruction
 * @param callee what it calls
 * @param saved what lives on, locals first, then the stack from its bottom
 * @param stack the types beneath the awaited value, from the bottom
 * @param locals the types of the locals, by index, that live on; TOP for the others
 * @param line 0 if unknown
 */
public record Suspension(
        int state,
        AbstractInsnNode call,
        Callee callee,
        List<Saved> saved,
        List<VarType> stack,
        List<VarType> locals,
        int line) {
    public Suspension {
        saved = List.copyOf(saved);
        stack = List.copyOf(stack);
        locals = List.copyOf(locals);
    }

    /** The words of all that must be handed over to be stored: the stack, and the live locals. */
    public int words() {
        int words = 0;
        for (VarType type : stack) {
            words += type.getSize();
        }
        for (Saved s : saved) {
            words += s.onStack() ? 0 : s.type().getSize();
        }
        return words;
    }

    /** Whether the call of the callee stands just before and is emitted with the await. */
    public boolean isCallOnTheSpot() {
        return callee instanceof Callee.Direct || callee instanceof Callee.Virtual;
    }

    /** The same, awaiting whatever {@code Async} the call evaluates to. */
    Suspension dynamic() {
        return new Suspension(state, call, new Callee.Dynamic(), saved, stack, locals, line);
    }

    /** The awaited call's result as it lies on the stack. */
    public ResultKind result() {
        return callee instanceof Callee.Direct direct ? direct.coroutine().result() : ResultKind.OBJECT;
    }
}
