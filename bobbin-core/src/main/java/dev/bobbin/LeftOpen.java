package dev.bobbin;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a scope that its coroutine has left open, or of one that has been closed too early: whose it is, where it was
 * opened, what ran in it and where that stood.
 *
 * <p>To note where a scope is opened takes a microsecond, many times what opening it does. So it is noted from the first one on that was
 * left open, or where forgotten computations are reported.
 */
final class LeftOpen {
    /** Of the children. */
    private static final int SHOWN = 20;

    /** What the methods have behind their names that a coroutine becomes. */
    private static final Pattern FORM =
            Pattern.compile("\\$(start|now|resume|poll|step|virtual|onstack)(\\$own|\\$in\\$.*)?$");

    private static final Pattern OVERLOAD = Pattern.compile("\\$\\d+$");

    /** Plain: seen late is fine. */
    private static boolean noting = "report".equals(System.getProperty("dev.bobbin.unawaited"));

    private LeftOpen() {}

    static boolean noting() {
        return noting;
    }

    /** The call that opens a scope; null if there is none but the library's. */
    static @Nullable StackTraceElement here() {
        return StackWalker.getInstance()
                .walk(frames -> frames.dropWhile(frame -> frame.getClassName().equals(LeftOpen.class.getName())
                                || frame.getClassName().equals(Scope.class.getName()))
                        .findFirst()
                        .map(StackWalker.StackFrame::toStackTraceElement)
                        .map(LeftOpen::written)
                        .orElse(null));
    }

    /** As its author knows it. */
    private static StackTraceElement written(StackTraceElement e) {
        String method = FORM.matcher(e.getMethodName()).replaceFirst("");
        if (!method.startsWith("lambda$")) {
            method = OVERLOAD.matcher(method).replaceFirst("");
        }
        return new StackTraceElement(e.getClassName(), method, e.getFileName(), e.getLineNumber());
    }

    /**
     * What is thrown for the innermost scope that is left open, which tells of those around it too, also left open. Outside of monitors.
     */
    static IllegalStateException failure(Task<?> body, Scope innermost) {
        noting = true;
        StringBuilder told = new StringBuilder();
        boolean isNoted = true;
        for (Scope scope = innermost; scope != null; scope = scope.enclosing()) {
            if (scope.isLost()) {
                continue;
            }
            StackTraceElement opened = scope.opened();
            isNoted &= opened != null;
            List<Task<?>> running = scope.running(task -> true);
            told.append(told.length() == 0 ? "; it was opened in " + body.name() : "; another one is around it, opened")
                    .append(opened == null ? "" : " at " + Names.of(opened))
                    .append(running.isEmpty() ? "" : "; these still ran in it: " + names(running));
        }
        return new IllegalStateException(
                "a coroutine ended with a scope still open: open it with try (var scope = Scope.open()) { ... }" + told
                        + (isNoted
                                ? ""
                                : " (from now on also where is noted; from the start with -Ddev.bobbin.unawaited=report)"));
    }

    /** With where they stand. */
    static String names(List<Task<?>> tasks) {
        String some = tasks.stream().limit(SHOWN).map(Task::whereabouts).collect(Collectors.joining(", "));
        return tasks.size() <= SHOWN ? some : some + " and " + (tasks.size() - SHOWN) + " more";
    }
}
