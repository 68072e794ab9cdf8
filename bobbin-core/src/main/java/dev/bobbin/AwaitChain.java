package dev.bobbin;

import dev.bobbin.abi.Abi;
import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Call;
import dev.bobbin.abi.Context;
import dev.bobbin.abi.Frame;
import dev.bobbin.abi.Pollable;
import dev.bobbin.abi.Whereabouts;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where suspended calls stand, the innermost first: what {@link Task#stackTrace} gives, and what the stack trace of a failure lacks
 * that arises after a suspension, when the JVM's stack holds only the call that was resumed.
 *
 * <p>A task's chain goes from the leaf to the outermost frame of its innermost host, then on in the host around that. Frames say
 * themselves where they stand: see docs/codegen.md.
 *
 * <p>Confined to one thread.
 */
final class AwaitChain {
    /** Of the elements added to a failure the class loader's name, by which people and this class tell them. */
    static final String MARK = "await";

    /** As {@link #MARK}, of the calls of a task that awaits this one, or all those of a scope that this one is in. */
    static final String AWAITED = "awaited by";

    /** As {@link #AWAITED}, of a task that has opened the scope and waits for something else. */
    static final String AROUND = "in a scope of";

    /** How many tasks around one are told. */
    private static final int MOST_TASKS = 32;

    /** How many calls of a waiting task are told. */
    static final int MOST = 10_000;

    /** How many are added to a failure: as many as the JVM tells of its own stack. */
    static final int MOST_OF_FAILURE = 1_024;

    /** Against cycles, which the links of a running task may seem to have. */
    private static final int MOST_STEPS = 1 << 20;

    private static final int ATTEMPTS = 8;
    private static final boolean ON = !"false".equals(System.getProperty("dev.bobbin.await-chain"));
    /** Whose methods run the program. */
    private static final Set<String> RUNNERS = Set.of(Task.class.getName(), Host.class.getName());

    private final Whereabouts whereabouts = new Whereabouts();
    private final Context asking = new Context(whereabouts);
    private final List<StackTraceElement> found = whereabouts.found();
    private final Task<?> task;
    private final int most;
    private int steps;

    private AwaitChain(Task<?> task, int most) {
        this.task = task;
        this.most = most;
    }

    /** See {@link Task#stackTrace}. */
    static List<StackTraceElement> withThoseAround(Task<?> task) {
        List<StackTraceElement> all = new ArrayList<>(of(task));
        if (task.standing() != Awaitable.NONE) {
            addThoseAround(task, all, MOST);
        }
        return List.copyOf(all);
    }

    /** The task's own calls. */
    static List<StackTraceElement> of(Task<?> task) {
        for (int n = 0; n < ATTEMPTS; n++) {
            int before = task.standing();
            if (before == Awaitable.NONE) {
                return List.of();
            }
            AwaitChain chain = new AwaitChain(task, MOST);
            chain.read();
            VarHandle.acquireFence(); // what was read of the chain is not read later than the status
            if (task.standing() == before) {
                return chain.elements();
            }
        }
        return List.of();
    }

    /** The calls of the body of a sequence, the innermost first; by any thread, as {@link Awaitable#at}. */
    static List<StackTraceElement> inside(Task<?> body) {
        AwaitChain chain = new AwaitChain(body, MOST);
        chain.read();
        return chain.elements();
    }

    private void read() {
        try {
            Host<?> innermost = task.innermost;
            hosts(innermost == null ? task : innermost);
        } catch (RuntimeException | LinkageError e) { // the task has gone on, or its classes do not fit each other
            return;
        }
    }

    /** Who has opened the scope in which the task is, where that stands, and so on; up to one that runs. */
    private static void addThoseAround(Task<?> task, List<StackTraceElement> to, int most) {
        Task<?> inside = task;
        for (int n = 0; n < MOST_TASKS && to.size() < most; n++) {
            Scope scope = inside.scope();
            Task<?> body = scope.body();
            if (body == null || body.standing() == Awaitable.NONE) {
                return;
            }
            String mark = body.waitsFor(inside, scope) ? AWAITED : AROUND;
            for (StackTraceElement e : of(body)) {
                to.add(marked(e, mark));
            }
            inside = body;
        }
    }

    /**
     * The task, whose frames are all stored, is about to be thrown the failure of another one, whose calls are in the stack trace: adds
     * where that was awaited, once. Throws nothing.
     */
    static void complete(Throwable failure, Task<?> awaiting) {
        if (!ON || failure instanceof Cancelled) {
            return;
        }
        try {
            StackTraceElement[] trace = failure.getStackTrace();
            int at = -1;
            for (int n = 0; n < trace.length; n++) {
                String mark = trace[n].getClassLoaderName();
                if (AWAITED.equals(mark)) {
                    return;
                }
                at = MARK.equals(mark) ? n + 1 : at;
            }
            if (at < 0) {
                return; // it is of the awaiting task itself, or else that completes it like one
            }
            AwaitChain chain = new AwaitChain(awaiting, MOST_OF_FAILURE);
            chain.read();
            List<StackTraceElement> around = new ArrayList<>();
            for (StackTraceElement e : chain.elements()) {
                around.add(marked(e, AWAITED));
            }
            addThoseAround(awaiting, around, MOST_OF_FAILURE);
            if (!around.isEmpty()) {
                List<StackTraceElement> completed = new ArrayList<>(List.of(trace));
                completed.addAll(at, around);
                failure.setStackTrace(completed.toArray(new StackTraceElement[0]));
            }
        } catch (Throwable t) { // no room for it, or from a method of the failure: the trace stays as it is
            return;
        }
    }

    /** The failure in the context goes to a suspended frame. Throws nothing. */
    static void complete(Context context, Host<?> host, int frame) {
        try {
            Throwable failure = toComplete(context);
            StackTraceElement[] trace = incomplete(failure);
            if (failure != null && trace != null) {
                AwaitChain chain = new AwaitChain((Task<?>) context.task(), MOST_OF_FAILURE);
                chain.frames(host, frame, host.heapTop);
                chain.complete(failure, trace, host);
            }
        } catch (Throwable t) { // no room for it, or from a method of the failure: the trace stays as it is
            return;
        }
    }

    /** See {@link Awaitable#failing}. */
    static void complete(Context context, Host<?> host, @Nullable Frame polled, @Nullable Pollable failed) {
        try {
            Throwable failure = toComplete(context);
            StackTraceElement[] trace = incomplete(failure);
            if (failure != null && trace != null) {
                AwaitChain chain = new AwaitChain((Task<?>) context.task(), MOST_OF_FAILURE);
                if (failed == null) {
                    Abi.at(host, 0, chain.asking);
                } else {
                    chain.calls(polled, failed);
                }
                chain.complete(failure, trace, host);
            }
        } catch (Throwable t) { // as above
            return;
        }
    }

    /** Null if there is none, it has been here before, or is a cancellation. */
    private static @Nullable Throwable toComplete(Context context) {
        Throwable failure = ON ? context.toComplete() : null;
        return failure instanceof Cancelled ? null : failure;
    }

    /**
     * Its trace; null if that has been completed, or it goes without one. Read once: another task may complete it at the same time, and
     * either of them is right.
     */
    private static StackTraceElement @Nullable [] incomplete(@Nullable Throwable failure) {
        StackTraceElement[] trace = failure == null ? new StackTraceElement[0] : failure.getStackTrace();
        for (StackTraceElement e : trace) {
            if (MARK.equals(e.getClassLoaderName())) {
                return null;
            }
        }
        return trace.length == 0 ? null : trace;
    }

    private void complete(Throwable failure, StackTraceElement[] trace, Host<?> host) {
        if (host != task && host.owner instanceof Host<?> outer) {
            hosts(outer);
        }
        if (!found.isEmpty()) {
            List<StackTraceElement> completed = new ArrayList<>(List.of(trace));
            completed.addAll(
                    endOfProgram(trace),
                    elements().stream().map(e -> marked(e, MARK)).toList());
            failure.setStackTrace(completed.toArray(new StackTraceElement[0]));
        }
    }

    /** Where the frames of the task that runs the program begin. A cold computation is awaited by the program itself. */
    private static int endOfProgram(StackTraceElement[] trace) {
        for (int n = 0; n < trace.length; n++) {
            String method = trace[n].getMethodName();
            if (RUNNERS.contains(trace[n].getClassName()) && !method.equals("start") && !method.equals("nest")) {
                return n;
            }
        }
        return trace.length;
    }

    private static StackTraceElement marked(StackTraceElement e, String mark) {
        return new StackTraceElement(
                mark, null, null, e.getClassName(), e.getMethodName(), e.getFileName(), e.getLineNumber());
    }

    /** All frames of this host and of those around it. */
    private void hosts(Host<?> innermost) {
        Host<?> host = innermost;
        frames(host, host.leaf, host.heapTop);
        while (host != task && host.owner instanceof Host<?> outer && goesOn()) {
            host = outer;
            frames(host, host.leaf, host.heapTop);
        }
    }

    private void frames(Host<?> host, int leaf, @Nullable Frame top) {
        int frame = leaf;
        Frame heap = top;
        while (frame != Awaitable.NONE && goesOn()) {
            if (frame != Awaitable.HEAP) {
                frame = Abi.at(host, frame, asking);
            } else if (heap != null) {
                calls(heap, null);
                frame = heap.caller();
                heap = heap.below();
            } else {
                return; // it is being changed
            }
        }
    }

    /**
     * The calls of a heap frame: in the pull model it is the outermost, and those below are found from there.
     *
     * @param until the outermost of those to be left out
     */
    private void calls(@Nullable Frame outermost, @Nullable Pollable until) {
        int from = found.size();
        Frame call = outermost;
        while (call != null && call != until && ++steps < MOST_STEPS) {
            call.at(asking);
            call = call instanceof Call c && c.child instanceof Frame callee ? callee : null;
        }
        Collections.reverse(found.subList(from, found.size()));
    }

    private boolean goesOn() {
        return found.size() <= most && ++steps < MOST_STEPS;
    }

    private List<StackTraceElement> elements() {
        if (found.size() <= most) {
            return List.copyOf(found);
        }
        List<StackTraceElement> some = new ArrayList<>(found.subList(0, most));
        some.add(new StackTraceElement("..", "", "after " + most + " calls", -1)); // prints ...(after 10000 calls)
        return List.copyOf(some);
    }
}
