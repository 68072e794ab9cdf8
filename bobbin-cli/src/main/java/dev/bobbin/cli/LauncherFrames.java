package dev.bobbin.cli;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The frames by which the command calls a program's {@code main}: noise at the foot of the program's stack traces. */
final class LauncherFrames {
    private LauncherFrames() {}

    /** Cuts them from a throwable, its causes and what they suppress, so that the trace ends at {@code main}. */
    static void cutFrom(Throwable thrown) {
        cut(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static void cut(@Nullable Throwable thrown, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return;
        }
        StackTraceElement[] trace = thrown.getStackTrace();
        int end = trace.length;
        while (end > 0 && isLauncher(trace[end - 1].getClassName())) {
            end--;
        }
        if (end < trace.length) {
            thrown.setStackTrace(Arrays.copyOf(trace, end));
        }
        cut(thrown.getCause(), seen);
        for (Throwable suppressed : thrown.getSuppressed()) {
            cut(suppressed, seen);
        }
    }

    private static boolean isLauncher(String className) {
        return className.startsWith("dev.bobbin.cli.")
                || className.startsWith("jdk.internal.reflect.")
                || className.startsWith("java.lang.reflect.")
                || className.startsWith("java.lang.invoke.");
    }
}
