package dev.bobbin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Failures that come while another is on its way. */
final class Suppressed {
    private Suppressed() {}

    /** Unless it is that one, or was thrown because of it: who walks through causes and suppressed failures is never led in a circle. */
    static void add(Throwable first, Throwable later) {
        List<Throwable> reached = new ArrayList<>();
        for (Throwable t = later; t != null && !contains(reached, t); t = cause(t)) {
            if (t == first) {
                return;
            }
            reached.add(t);
        }
        first.addSuppressed(later);
    }

    private static @Nullable Throwable cause(Throwable t) {
        try {
            return t.getCause();
        } catch (Throwable failed) { // the program's own method: a failure that is told without its cause is told
            return null;
        }
    }

    private static boolean contains(List<Throwable> reached, Throwable t) {
        for (Throwable each : reached) {
            if (each == t) {
                return true;
            }
        }
        return false;
    }

    /**
     * What has gone wrong in the clean-up of a task that was cancelled, by try-with-resources: the failures of {@code close()} are suppressed into the
     * cancellation, of which nobody hears. Thrown in a {@code finally} block, they would have taken its place.
     *
     * @return the first, the others suppressed into it; null if there is none
     */
    static @Nullable Throwable ofCleanUp(Cancelled cancellation) {
        Throwable first = null;
        for (Throwable each : cancellation.getSuppressed()) {
            if (each instanceof Cancelled) {
                continue;
            }
            if (first == null) {
                first = each;
            } else {
                add(first, each);
            }
        }
        return first;
    }
}
