package dev.bobbin.compiler.emit;

import static dev.bobbin.compiler.ir.AbiNames.CONTEXT;

import dev.bobbin.compiler.ir.CoroutineSignature;
import dev.bobbin.compiler.ir.StateMachine;
import dev.bobbin.compiler.ir.Suspension;
import dev.bobbin.compiler.ir.VarType;
import java.util.Collection;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * One emitted method that holds a coroutine's code: what a model decides about it. {@link WriteBody} writes the rest.
 *
 * <p>There are three ways in. A <em>start</em> form takes the arguments and the context, and begins at the beginning. The
 * two others take the object with the frame and the context: a <em>resume</em> form is entered at suspension points, a
 * <em>poll</em> form there or, in state 0, at the beginning.
 */
public abstract class Form {
    /** Where the method can be entered. */
    public enum Entry {
        START,
        RESUME,
        POLL
    }

    private final StateMachine machine;
    private final Entry entry;

    protected Form(StateMachine machine, Entry entry) {
        this.machine = machine;
        this.entry = entry;
    }

    public final StateMachine machine() {
        return machine;
    }

    final CoroutineSignature signature() {
        return machine.signature();
    }

    final boolean begins() {
        return entry != Entry.RESUME;
    }

    final boolean resumes() {
        return entry != Entry.START;
    }

    /** The variables of the method's own that stand before the coroutine's, as frame entries; the frame is the first of them. */
    protected List<Object> ownLocals() {
        return resumes() ? List.of(room().type(), CONTEXT) : List.of();
    }

    /** {@link #ownLocals} between the call of a callee and the unwinding. */
    protected List<Object> ownLocalsAfter(Suspension s) {
        return ownLocals();
    }

    /** Where the saved values are. */
    protected abstract Room room();

    /**
     * Calls the coroutine whose arguments are on the stack and which is known.
     *
     * @see #leavesResult
     */
    protected abstract void call(MethodVisitor out, int context, Suspension s, CoroutineSignature callee);

    /** Whether the result of a call is then on the stack; else it is in the context. */
    protected boolean leavesResult(Suspension s) {
        return true;
    }

    /** A callee has returned with a signal. */
    protected void unwinding(WriteBody body, Suspension s) {}

    /** Registers the handlers that {@link #again} needs. */
    protected void handlers(MethodVisitor out, Suspension s) {}

    /** A poll form is entered; the state has not been read yet. */
    protected void entered(WriteBody body) {}

    /**
     * The coroutine is entered at a suspension point, nothing has been restored yet: sees to it that the callee's result or
     * failure is in the context, and goes on; returns if it is not there yet.
     */
    protected void again(WriteBody body, Suspension s) {}

    /** The frame could not be stored: what its calls had stored where {@code Context.abandon} cannot know is let go. */
    protected void abandoned(WriteBody body) {}

    /**
     * Whether it suspends wherever it awaits, and there hands out what it awaits: nobody need be asked for a signal, nothing that has been
     * stored below can fail, and no result comes from a context.
     */
    protected boolean hands() {
        return false;
    }

    /** Of the coroutine's own code, what the form has no use for. */
    protected Collection<AbstractInsnNode> leftOut() {
        return List.of();
    }

    /** Whether it is an interface that is not worth a cast: the verifier takes any object for one. */
    protected boolean needsNoCast(VarType type) {
        return false;
    }

    /** The arguments have been taken out of the room. */
    protected void begun(MethodVisitor out) {}

    /** Where it {@link #hands}: what it awaits is on the stack, unless that is {@linkplain #leftOut left out}. */
    protected void hand(MethodVisitor out, Suspension s) {
        throw new IllegalStateException("it does not hand out what it awaits");
    }

    /** Where it {@link #hands}: it goes on; pushes what the await gives. */
    protected void resumed(MethodVisitor out) {
        throw new IllegalStateException("it does not hand out what it awaits");
    }

    /** Where it {@link #hands}: it ends; the result is on the stack if there is one. */
    protected void ended(MethodVisitor out) {
        throw new IllegalStateException("it does not hand out what it awaits");
    }

    /** Stores the operand stack and the live variables. */
    protected abstract void save(WriteBody body, Suspension s);
}
