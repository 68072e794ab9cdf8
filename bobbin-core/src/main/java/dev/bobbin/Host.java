package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Frame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The frames of suspended calls. They form a chain: {@link #leaf} is the one to resume next, each knows its caller, those on the heap hang
 * on {@link #heapTop}; those that have their room in the object itself are the fields of the class that the compiler emits. A host may be nested in
 * another one, its {@link #owner}: the outermost is a task. See docs/codegen.md.
 *
 * <p>A finished callee's result is handed to its caller in the loop of {@link #advance}, never by recursion.
 *
 * <p>All of it belongs to the thread that runs the task; others may read the chain while none runs ({@link AwaitChain}).
 */
abstract class Host<T extends @Nullable Object> extends Joinable<T> {
    /** Of a task the innermost of the scopes that its body has open, or the scope it is in; of a nested host the outer one. */
    @Nullable
    Awaitable owner;

    /** The host in which the leaf lies, null if it is this. */
    @Nullable
    Host<?> innermost;

    @Nullable
    Frame heapTop;

    byte leaf = NONE;

    /** The result that the outermost frame left, as an object. */
    protected abstract @Nullable Object outcome(Context context);

    /** Hands results from callee to caller; true if the task is to suspend, all frames being stored, false if the outermost has ended. */
    final boolean advance(Context context, Host<?> from) {
        Host<?> host = from;
        int caller = host.leaf;
        for (; ; ) {
            if (context.signal == Context.TAIL) {
                while (caller == NONE && host != this) {
                    host = leave(host, context); // nothing is left of it but its tail call
                    caller = host.leaf;
                }
                host.leaf = (byte) caller;
                context.settle();
            }
            if (context.signal == Context.SUSPENDED) {
                host.storeChain(context, caller);
                Host<?> inner = (Host<?>) context.takeInnermost(host);
                innermost = inner == this ? null : inner;
                context.signal = Context.NONE;
                return true;
            }
            if (caller == NONE) {
                host.takeOutcome(context);
                if (host == this) {
                    return false;
                }
                host = leave(host, context);
                caller = host.leaf;
                continue;
            }
            int frame = caller;
            if (context.failure() != null) {
                AwaitChain.complete(context, host, frame);
            }
            caller = host.callerOf(frame);
            host.enterFrame(frame, context);
        }
    }

    final void storeChain(Context context, int caller) {
        leaf = (byte) context.endUnwinding(caller);
        heapTop = context.takeSegment(heapTop);
    }

    /** Each step can be the last for now. */
    @Override
    protected final @Nullable Awaitable abandonFrames() {
        while (leaf != NONE) {
            int caller = callerOf(leaf);
            if (leaf == HEAP) {
                Frame top = Objects.requireNonNull(heapTop);
                Abi.abandon(top);
                heapTop = top.below();
            } else {
                abandonFrame(leaf);
            }
            leaf = (byte) caller;
        }
        return owner;
    }

    private int callerOf(int frame) {
        return frame == HEAP ? Objects.requireNonNull(heapTop).caller() : caller(frame);
    }

    private void enterFrame(int frame, Context context) {
        try {
            if (frame == HEAP) {
                Frame top = Objects.requireNonNull(heapTop);
                heapTop = top.below();
                context.resume(top);
            } else {
                resume(frame, context);
            }
        } catch (Throwable t) { // the callee's failure, for its caller
            context.fail(t);
        }
    }

    private void takeOutcome(Context context) {
        if (context.failure() == null) {
            context.result = outcome(context);
        }
    }

    /** A nested host has ended: what it belongs to goes on. */
    private Host<?> leave(Host<?> host, Context context) {
        Host<?> outer = (Host<?>) Objects.requireNonNull(host.owner);
        host.owner = null;
        context.host(outer);
        return outer;
    }
}
