package dev.bobbin.compiler;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a case gave, as text: {@code RESULT ~ TRACE} or {@code !EXCEPTION: message [suppressed] <- cause ~ TRACE}. */
final class Outcome {
    private Outcome() {}

    static String result(Object value, String trace) {
        String text = Arrays.deepToString(new Object[] {value});
        return traced(text.substring(1, text.length() - 1), trace);
    }

    static String failure(Throwable failure, String trace) {
        return traced("!" + describe(failure), trace);
    }

    private static String traced(String text, String trace) {
        return trace.isEmpty() ? text : text + " ~ " + trace;
    }

    private static String describe(Throwable t) {
        String text = t.getClass().getName() + ": " + message(t);
        if (t.getSuppressed().length > 0) {
            List<String> suppressed =
                    Stream.of(t.getSuppressed()).map(Outcome::describe).toList();
            text += " " + suppressed;
        }
        return t.getCause() == null ? text : text + " <- " + describe(t.getCause());
    }

    /** Without what the VM makes up from local variable names, class loaders and hidden classes. */
    private static String message(Throwable t) {
        String m = String.valueOf(t.getMessage());
        if (t instanceof NullPointerException) {
            return m.startsWith("Cannot ") ? "(the VM's)" : m;
        }
        return t instanceof ClassCastException ? m.replaceAll(" \\(.*", "") : m;
    }
}
