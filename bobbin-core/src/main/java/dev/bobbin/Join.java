package dev.bobbin;

import dev.bobbin.abi.Awaitable;
import dev.bobbin.abi.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@link Scope#join} waits for. A failure of its own scope does not cut it short: it ends once the siblings have. */
final class Join extends Async<Void> {
    private final Scope scope;

    Join(Scope scope) {
        this.scope = scope;
    }

    /** The scope all of whose children this source waits for; null if it is something else, or may end before. */
    static @Nullable Scope scopeOf(Awaitable source) {
        if (source instanceof Join join) {
            return join.scope;
        }
        if (source instanceof Group<?, ?> group) {
            return group.mayEndEarly() ? null : group.group();
        }
        return source instanceof Scope scope ? scope : null;
    }

    /** Whether who waits for this source waits for the end of that scope. */
    static boolean awaits(Awaitable source, Scope scope) {
        return source == scope
                || source instanceof Join join && join.scope == scope
                || source instanceof Group<?, ?> group && group.group() == scope;
    }

    /** Of a source that waits for a scope, for people; null if it does not. */
    static @Nullable String nameOf(Awaitable source) {
        if (source instanceof Join) {
            return "join() of its scope";
        }
        if (source instanceof Local.Bound<?>) {
            return "its Local.where()";
        }
        if (source instanceof Group<?, ?> group) {
            return "the parts of its " + group.getClass().getSimpleName().toLowerCase(Locale.ROOT) + "()";
        }
        return source instanceof Scope ? "close() of its scope" : null;
    }

    @Override
    protected @Nullable Object start(Context context) {
        context.abandon(); // or it would not be known what to wait for
        scope.beginJoin(context);
        return wake(context);
    }

    @Override
    protected String what() {
        return "Scope.join()";
    }

    @Override
    protected boolean park(Awaitable task) {
        return scope.parkToJoin(task, this);
    }

    @Override
    protected @Nullable Object wake(Context context) {
        return scope.endJoin() ? null : context.suspend(this);
    }

    @Override
    protected void forget(Awaitable task) {
        scope.leaveJoin(task);
    }

    /** The body has been given a reason, and does not come back for the end of the scope. */
    void stopped() {
        scope.stopJoin();
    }

    @Override
    public String toString() {
        return "join() of " + scope;
    }
}
