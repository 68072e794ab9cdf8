package dev.bobbin.spi;

import org.jspecify.annotations.Nullable;

/** Makes stacks, on which calls that throw nothing are yet to begin; found by {@link java.util.ServiceLoader}. */
public interface StackProvider {
    /** Why there are none in this JVM, in words that say what to do; null if there are. */
    @Nullable
    String missing();

    /** A stack for a coroutine. */
    Stack stack(Runnable call);

    /** A stack for code that is to find itself on the same thread whoever resumes it: it may hold locks while it is suspended. */
    Stack threadStack(Runnable call);
}
