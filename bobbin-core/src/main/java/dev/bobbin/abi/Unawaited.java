package dev.bobbin.abi;

import java.lang.System.Logger.Level;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells the log of computations that nobody has awaited, spawned or run before they were garbage: with
 * {@code -Ddev.bobbin.unawaited=report}, which notes a stack trace for each that is made. It has no thread: it looks when the next one
 * is made, or awaited. Without the property its callers have nothing to do, as the JIT sees.
 *
 * <p>For what is meant to be awaited once; what serves many awaits, or has no effect, is not told of here. Thread-safe.
 */
public final class Unawaited {
    private static final boolean REPORTS = "report".equals(System.getProperty("dev.bobbin.unawaited"));

    private static final ReferenceQueue<Awaitable> GONE = new ReferenceQueue<>();
    private static final Map<Object, Made> NOT_YET = new ConcurrentHashMap<>();

    private Unawaited() {}

    /** For constructors: it is cold. */
    public static void made(Awaitable cold) {
        if (REPORTS) {
            Made made = new Made(cold);
            NOT_YET.put(made, made);
            report();
        }
    }

    /** It begins, or will; more than once is fine. */
    public static void used(Awaitable cold) {
        if (REPORTS) {
            NOT_YET.remove(new Sought(cold));
            report();
        }
    }

    private static void report() {
        for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
            Made made = NOT_YET.remove(gone);
            if (made != null) {
                System.getLogger("dev.bobbin.unawaited").log(Level.WARNING, made.what(), made.place);
            }
        }
    }

    /** Where a computation was made; equal to itself only, and to what is sought while that is there. */
    private static final class Made extends WeakReference<Awaitable> {
        private final Class<?> type;
        private final int hash;
        final Throwable place;

        Made(Awaitable cold) {
            super(cold, GONE);
            type = cold.getClass();
            hash = System.identityHashCode(cold);
            place = new Throwable("made here");
            place.setStackTrace(fromTheCaller(place.getStackTrace()));
        }

        /** Without the constructors. */
        private static StackTraceElement[] fromTheCaller(StackTraceElement[] stack) {
            int from = 0;
            while (from < stack.length && isConstructing(stack[from])) {
                from++;
            }
            return Arrays.copyOfRange(stack, from, stack.length);
        }

        private static boolean isConstructing(StackTraceElement frame) {
            return frame.getMethodName().equals("<init>")
                    || frame.getClassName().equals(Unawaited.class.getName());
        }

        /** What was called. */
        String what() {
            StackTraceElement[] stack = place.getStackTrace();
            String name = stack.length == 0 ? type.getName() : stack[0].getClassName() + "." + stack[0].getMethodName();
            String owner = name.substring(0, name.lastIndexOf('.') + 1);
            return Whereabouts.written(name.substring(owner.lastIndexOf('.', owner.length() - 2) + 1)
                            .replace('$', '.'))
                    + " was never awaited, spawned or run, so nothing of it ran: await() it, or spawn it in a scope";
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || other instanceof Sought sought && refersTo(sought.cold);
        }
    }

    private record Sought(Awaitable cold) {
        @Override
        public int hashCode() {
            return System.identityHashCode(cold);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Made made && made.refersTo(cold);
        }
    }
}
