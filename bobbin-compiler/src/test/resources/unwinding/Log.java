package unwinding;

import dev.bobbin.Async;
import dev.bobbin.Completer;
import dev.bobbin.Task;
import dev.bobbin.abi.Context;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Knows at any time which calls are running, and holds what the program does against it. The test has put a call of {@link
 * #place} wherever the emitted code could run out of stack or memory while a task unwinds.
 */
public final class Log {
    /** Stands for a StackOverflowError or an OutOfMemoryError. */
    public static final class Failure extends Error {
        private static final long serialVersionUID = 1;

        Failure(String where) {
            super("cannot store a frame: " + where, null, true, false);
        }
    }

    /** One call of a coroutine. */
    public static final class Call {
        final String name;
        final boolean guarded;
        final Object task;
        boolean saved;

        Call(String name, boolean guarded, Object task) {
            this.name = name;
            this.guarded = guarded;
            this.task = task;
        }

        /** It runs. */
        public void runs() {
            require(failure(task) == null, name + " goes on, although " + failure(task) + " is on its way");
            require(top(task) == this, name + " runs, although it is not its turn");
            saved = false;
        }

        /** A source that gives its own number. */
        public Async<Integer> source(int number) {
            runs();
            return Async.create(completer -> waiting.put(number, new Source(number, this, completer)));
        }

        /** As {@link #source}, for somebody else's future. */
        public CompletableFuture<Integer> future(int number) {
            runs();
            CompletableFuture<Integer> future = new CompletableFuture<>();
            waiting.put(number, new Source(number, this, new Completer<Integer>() {
                @Override
                public boolean complete(Integer value) {
                    return future.complete(value);
                }

                @Override
                public boolean fail(Throwable failure) {
                    return future.completeExceptionally(failure);
                }
            }));
            return future;
        }

        public void got(int number, int result) {
            runs();
            require(number == result, name + " has got the result of " + result + " for " + number);
        }

        public void caught(Throwable e) {
            Throwable failure = failure(task); // of closing what the other has gone through, perhaps
            boolean isIt = failure == e || List.of(e.getSuppressed()).contains(failure);
            require(isIt, name + " has caught " + e + " instead of " + failure);
            failures.remove(task);
            runs();
        }

        /** It ends, by whatever way, or its finally block runs. */
        public void ends() {
            require(top(task) == this, name + " ends, although it is not its turn");
            calls.get(task).pop();
            if (failure(task) != null) {
                popUnguarded(task);
            }
        }
    }

    /** What somebody waits for. */
    static final class Source {
        final int number;
        final Call call;
        final Completer<? super Integer> completer;
        boolean abandoned;

        Source(int number, Call call, Completer<? super Integer> completer) {
            this.number = number;
            this.call = call;
            this.completer = completer;
        }
    }

    static final Map<Object, Deque<Call>> calls = new HashMap<>();
    static final Map<Object, Throwable> failures = new HashMap<>();
    static final Map<Integer, Source> waiting = new HashMap<>();
    static final List<String> violations = new ArrayList<>();
    static int numbers;
    static int lateNumbers;
    static int events;
    static int children;
    private static int places;
    private static int first;
    private static int second;
    private static boolean failsToAbandon;

    private Log() {}

    /** The storing of a frame is to fail at this place and once more so many places later, if that is not 0. */
    static void reset(int place, int again, boolean abandonFails) {
        calls.clear();
        failures.clear();
        waiting.clear();
        violations.clear();
        numbers = 0;
        lateNumbers = 0;
        events = 0;
        children = 0;
        places = 0;
        first = place;
        second = again == 0 ? 0 : place + again;
        failsToAbandon = abandonFails;
    }

    static boolean hasFailed() {
        return places >= first;
    }

    static void require(boolean condition, String message) {
        events++;
        if (!condition) {
            violations.add(message);
        }
    }

    private static Object task() {
        return Context.current().running();
    }

    static Call top(Object task) {
        Deque<Call> stack = calls.get(task);
        return stack == null ? null : stack.peek();
    }

    static Throwable failure(Object task) {
        return failures.get(task);
    }

    /** A number for a source. */
    public static int number() {
        return ++numbers;
    }

    /** For a source that is completed when nothing else is waited for. */
    public static int lateNumber() {
        return --lateNumbers;
    }

    public static boolean isWaiting(int number) {
        return waiting.containsKey(number);
    }

    public static void complete(int number) {
        Source source = waiting.remove(number);
        source.completer.complete(number);
    }

    /** What a failed wait has opened is given up before the program sees the failure, if that is possible. */
    public static void isGivenUp(CompletableFuture<?> future) {
        require(failsToAbandon || future.isCancelled(), "the future has not been given up");
    }

    public static void cancelMyself() {
        ((Task<?>) task()).cancel();
    }

    /** A call that does not see failures of its own awaits. */
    public static Call begin(String name) {
        return begin(name, false);
    }

    /** A call that has a try block around each of its awaits. */
    public static Call guarded(String name) {
        return begin(name, true);
    }

    private static Call begin(String name, boolean guarded) {
        Object task = task();
        require(failure(task) == null, name + " begins, although " + failure(task) + " is on its way");
        Call caller = top(task);
        if (caller != null) {
            caller.saved = false;
        }
        Call call = new Call(name, guarded, task);
        calls.computeIfAbsent(task, t -> new ArrayDeque<>()).push(call);
        return call;
    }

    // ---- called from where the test put it ---------------------------------------------------------------------------

    /** Something that needs stack or memory is done here to store a frame. */
    public static void place(String coroutine) {
        if (!fails()) {
            return;
        }
        Object task = task();
        popSaved(task);
        Call call = top(task);
        require(call != null && call.name.equals(coroutine), "stored is " + coroutine + ", running is "
                + (call == null ? "nothing" : call.name));
        throw failed(task, coroutine);
    }

    /** A nested host has returned; its frames are about to be stored. */
    public static void nested(String coroutine, Context context) {
        Object task = context.running();
        if (context.signal != Context.SUSPENDED || isOutermost(task) || !fails()) {
            return;
        }
        popSaved(task);
        throw failed(task, "the root of " + coroutine);
    }

    /** A frame has been stored. */
    public static void saved(String coroutine) {
        Object task = task();
        Deque<Call> stack = calls.get(task);
        for (Call call : stack) {
            if (!call.saved) {
                call.saved = true;
                require(call.name.equals(coroutine), "saved is " + coroutine + ", running was " + call.name);
                return;
            }
        }
        require(false, "saved is " + coroutine + ", but nothing runs");
    }

    /** What has been stored is about to be let go. */
    public static void abandon() {
        Object task = task();
        if (failsToAbandon && failure(task) != null) {
            Failure failure = new Failure("nor let go of the others");
            failures.put(task, failure);
            throw failure;
        }
    }

    private static boolean fails() {
        int place = ++places;
        return place == first || place == second;
    }

    private static boolean isOutermost(Object task) {
        Deque<Call> stack = calls.get(task);
        return stack == null || stack.stream().allMatch(call -> call.saved);
    }

    private static void popSaved(Object task) {
        Deque<Call> stack = calls.get(task);
        while (!stack.isEmpty() && stack.peek().saved) {
            stack.pop();
        }
    }

    private static Failure failed(Object task, String where) {
        Failure failure = new Failure(where);
        failures.put(task, failure);
        for (Source source : waiting.values()) {
            source.abandoned |= source.call.task == task;
        }
        popUnguarded(task);
        return failure;
    }

    private static void popUnguarded(Object task) {
        Deque<Call> stack = calls.get(task);
        while (!stack.isEmpty() && !stack.peek().guarded) {
            stack.pop();
        }
    }
}
