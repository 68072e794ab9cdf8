package dev.bobbin;

import dev.bobbin.abi.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bindings of a task that are put into its thread for each of its turns, and taken out after it: those of {@linkplain Local#carried
 * carried} locals.
 *
 * <p>A task's bindings are those of the scopes around it, so they stay the same from its first turn to its last. Immutable. See
 * docs/adr/0019-carried-locals.md.
 */
final class Carried {
    /**
     * Whether there is a carried local; never false again. Not volatile: a task with such a binding is handed to its thread by who has made the
     * binding, and so after this was written.
     */
    static boolean any;

    /** The innermost of each local, from the inside. */
    private final List<Local.Binding> bindings;

    private Carried(List<Local.Binding> bindings) {
        this.bindings = bindings;
    }

    /** Of the task that the calling thread runs; null if it has none. */
    static @Nullable Carried here() {
        Context context = any ? Context.current() : null;
        Task<?> running = context == null ? null : (Task<?>) context.running();
        return running == null ? null : of(running);
    }

    /** Null if it has none. */
    static @Nullable Carried of(Task<?> task) {
        List<Local.Binding> found = null;
        for (Scope scope = task.scope(); scope != null; scope = scope.around()) {
            Local.Binding binding = scope.binding();
            if (binding != null && binding.local().carrier() != null) {
                if (found == null) {
                    found = new ArrayList<>();
                }
                if (!isBound(found, binding.local())) {
                    found.add(binding);
                }
            }
        }
        return found == null ? null : new Carried(found);
    }

    private static boolean isBound(List<Local.Binding> inside, Local<?> local) {
        for (Local.Binding binding : inside) {
            if (binding.local() == local) {
                return true;
            }
        }
        return false;
    }

    /** Puts the values into the calling thread; what takes them out again, in the opposite order. */
    Runnable putIn() {
        List<Runnable> out = new ArrayList<>(bindings.size());
        for (int i = bindings.size() - 1; i >= 0; i--) {
            try {
                out.add(put(bindings.get(i)));
            } catch (Throwable t) { // reported; the task goes on without it
                Task.report(t);
            }
        }
        return () -> {
            for (int i = out.size() - 1; i >= 0; i--) {
                try {
                    out.get(i).run();
                } catch (Throwable t) { // reported; the others are taken out all the same
                    Task.report(t);
                }
            }
        };
    }

    private static Runnable put(Local.Binding binding) {
        Local<?> local = binding.local();
        return Objects.requireNonNull(
                Objects.requireNonNull(local.carrier()).apply(binding.value()),
                "what a carried local is put into a thread by returned null, and so cannot be taken out again");
    }
}
