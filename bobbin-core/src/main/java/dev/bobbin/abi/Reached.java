package dev.bobbin.abi;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Failures that can be reached from one through causes and suppressed ones. */
final class Reached {
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Throwable> toVisit = new ArrayDeque<>();

    private Reached() {}

    /** That one among them. */
    static Set<Throwable> from(Throwable failure) {
        Reached reached = new Reached();
        reached.see(failure);
        for (Throwable t = reached.toVisit.poll(); t != null; t = reached.toVisit.poll()) {
            reached.see(cause(t));
            for (Throwable suppressed : t.getSuppressed()) {
                reached.see(suppressed);
            }
        }
        return reached.seen;
    }

    private void see(@Nullable Throwable failure) {
        if (failure != null && seen.add(failure)) {
            toVisit.add(failure);
        }
    }

    private static @Nullable Throwable cause(Throwable failure) {
        try {
            return failure.getCause();
        } catch (Throwable t) { // the program's own method: a failure that is told without its cause is told
            return null;
        }
    }
}
